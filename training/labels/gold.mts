/**
 * Puts the labels and the corpora's texts together into a folder that the scorers read (`gold.jsonl`, `texts/`). The
 * folder holds articles' words: it lies outside the project.
 *
 *     npx tsx training/labels/gold.mts news|twice|polnear dev|train|all OUT [--second]
 *
 * `twice` are the news articles that two people labelled; with --second as the second labelled them. To measure their
 * agreement, score one folder's gold.jsonl against the other folder.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readSplit } from './files.mjs';
import { labelledNews, linkedPolnear } from './goldOf.mjs';

const [corpus, part, out, ...options] = process.argv.slice(2);
if (!['news', 'twice', 'polnear'].includes(corpus) || !isPart(part) || !out) {
  console.error('Usage: tsx training/labels/gold.mts news|twice|polnear dev|train|all OUT [--second]');
  process.exit(2);
}

function isPart(word: string | undefined): word is 'dev' | 'train' | 'all' {
  return word === 'dev' || word === 'train' || word === 'all';
}

const { twice } = readSplit();
const golds =
  corpus === 'polnear'
    ? linkedPolnear(part)
    : labelledNews(part, options.includes('--second') ? 'second.jsonl' : 'news.jsonl').filter(
        ({ record }) => corpus === 'news' || twice.includes(record.file),
      );
mkdirSync(path.join(out, 'texts'), { recursive: true });
for (const { text, record } of golds) writeFileSync(path.join(out, 'texts', record.file), text);
writeFileSync(path.join(out, 'gold.jsonl'), golds.map(({ record }) => `${JSON.stringify(record)}\n`).join(''));
console.log(`${golds.length} articles written to ${out}`);

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
import { newsRecords, newsText, polnearArticle, readLabels, readSplit } from './files.mjs';
import {
  sha256,
  sourceForm,
  type ArticleLabel,
  type LabelAttribution,
  type LabelEntity,
  type LinkLabel,
} from './labels.mjs';

const [corpus, part, out, ...options] = process.argv.slice(2);
if (!['news', 'twice', 'polnear'].includes(corpus) || !['dev', 'train', 'all'].includes(part) || !out) {
  console.error('Usage: tsx training/labels/gold.mts news|twice|polnear dev|train|all OUT [--second]');
  process.exit(2);
}

interface Gold {
  readonly text: string;
  readonly record: { readonly file: string };
}

/** Actors as the scorers have them: one. All of them stay in `actors`, and `source…` says how the first is worded. */
const withActor = <A extends Pick<LabelAttribution, 'source' | 'actors'>>(
  attribution: A,
  entities: readonly LabelEntity[],
) => ({
  ...attribution,
  actor: attribution.actors[0] ?? null,
  sourceForm: sourceForm(
    attribution.source,
    entities.find(({ id }) => id === attribution.actors[0]),
  ),
});

function named(entities: readonly LabelEntity[], text: string): object[] {
  return entities.map((entity) => {
    const names = entity.mentions.filter(({ kind }) => kind === 'name');
    const [best] = (names.length ? names : [...entity.mentions]).toSorted(
      (a, b) => b.end - b.start - (a.end - a.start),
    );
    return { ...entity, name: text.slice(best.start, best.end), named: names.length > 0 };
  });
}

function checked(text: string, label: { file: string; sha256: string }): string {
  if (sha256(text) === label.sha256) return text;
  throw new Error(`${label.file} is not the text that was labelled: its SHA-256 differs.`);
}

function newsGold(label: ArticleLabel): Gold {
  const text = checked(newsText(label.file), label);
  const { attributions, optionalAttributions, entities, labeller, file } = label;
  const { title, date, url } = newsRecords().find((record) => record.file === file) ?? {};
  const linked = (some: readonly LabelAttribution[]) => some.map((each) => withActor(each, entities));
  return {
    text,
    record: {
      ...{ file, title, date, url, labeller },
      entities: named(entities, text),
      attributions: linked(attributions),
      optionalAttributions: linked(optionalAttributions),
    } as Gold['record'],
  };
}

function polnearGold(label: LinkLabel): Gold {
  const article = polnearArticle(label.file);
  if (!article) throw new Error(`PolNeAR has no article ${label.file}.`);
  const text = checked(article.text, label);
  const attributions = article.record.attributions.map((each, i) =>
    withActor({ ...each, actors: label.actors[i] }, label.entities),
  );
  return { text, record: { ...article.record, entities: named(label.entities, text), attributions } as Gold['record'] };
}

const split = readSplit();
const wanted = (isDev: boolean): boolean => part === 'all' || isDev === (part === 'dev');
const golds =
  corpus === 'polnear'
    ? readLabels<LinkLabel>('polnear.jsonl')
        .filter(({ file }) => wanted(polnearArticle(file)?.part === 'dev'))
        .map(polnearGold)
    : readLabels<ArticleLabel>(options.includes('--second') ? 'second.jsonl' : 'news.jsonl')
        .filter(({ file }) => wanted(split.dev.includes(file)) && (corpus === 'news' || split.twice.includes(file)))
        .map(newsGold);
mkdirSync(path.join(out, 'texts'), { recursive: true });
for (const { text, record } of golds) writeFileSync(path.join(out, 'texts', record.file), text);
writeFileSync(path.join(out, 'gold.jsonl'), golds.map(({ record }) => `${JSON.stringify(record)}\n`).join(''));
console.log(`${golds.length} articles written to ${out}`);

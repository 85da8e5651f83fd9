import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../tools/project.mjs';

/** Characters of an article that the bench makes. */
export const ARTICLE_LENGTH = 4_000;

/** The texts of the corpora's dev part; none where the corpora are not. */
export async function devArticles(): Promise<string[]> {
  const folder = path.join(process.env['HEARSAY_CORPORA'] ?? path.join(root, '../shared/data'), 'articles/dev/texts');
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).sort();
  return Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
}

/** Makes article `i`: header of one dev article, paragraphs of many, always the same. */
export function articleMaker(texts: readonly string[]): (i: number) => string {
  const paragraphs = texts.flatMap((text) =>
    text
      .split('\n')
      .slice(3)
      .filter((line) => line.length > 40),
  );
  return (i) => {
    let state = (i + 1) * 0x9e3779b1;
    const random = (below: number) => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) % below;
    };
    const [title, date, url] = texts[i % texts.length].split('\n');
    let text = `${title} ${i}\n${date}\n${url}-${i}\n`;
    while (text.length < ARTICLE_LENGTH) text += `${paragraphs[random(paragraphs.length)]}\n`;
    return text;
  };
}

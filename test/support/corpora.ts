import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { CORPORA } from '../../training/corpora.mjs';

/** Folders of articles in the corpora that engines are held to the contract of an analysis with. */
export const ARTICLE_FOLDERS = [
  'news/texts',
  'articles/dev/texts',
  'articles/dev-stripped/texts',
  'articles/dev-shuffled/texts',
] as const;

export interface CorpusText {
  readonly name: string;
  readonly text: string;
}

/** The texts of a folder of the corpora, by name; undefined where the corpora are not there. */
export function corpusTexts(folder: string): CorpusText[] | undefined {
  const place = path.join(CORPORA, folder);
  if (!existsSync(place)) return undefined;
  return readdirSync(place)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(path.join(place, name), 'utf8') }));
}

import { parseJson } from '../util/json';
import type { AnnotatedArticle, ReadArticle } from './annotated';
import { type Fields, isFields } from './reading';

// Formats that have no place for it (brat, WebAnno TSV) get a small file beside, which other tools pass over: what the
// article is, what annotated it, what the offsets count, and the hash of the text.

export type OffsetUnit = 'UTF-16' | 'code points';

export function writeMetadata({ file, analysis, hash, model }: AnnotatedArticle, offsets: OffsetUnit): string {
  const { title, date, url } = analysis.header;
  const values = { file, title: title?.value, date: date?.value, url: url?.value, model, offsets, sha256: hash };
  return `${JSON.stringify(values, undefined, 2)}\n`;
}

/** What the file beside tells; nothing when there is none, or when it is another's. */
export function readMetadata(content: string | undefined): Pick<ReadArticle, 'file' | 'hash' | 'model'> {
  let value: unknown;
  try {
    value = parseJson(content ?? '');
  } catch {
    return {};
  }
  const { file, sha256, model }: Fields = isFields(value) ? value : {};
  const word = (each: unknown) => (typeof each === 'string' ? each : undefined);
  return { file: word(file), hash: word(sha256), model: word(model) };
}

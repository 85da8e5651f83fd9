/** Where articles, labels and working files lie. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { corpusFolder, readGold, type GoldRecord } from '../corpora.mjs';
import type { AttributionRoles } from './labels.mjs';

export const POLNEAR_PARTS = ['dev', 'train'] as const;
export type Part = (typeof POLNEAR_PARTS)[number];

export interface PolnearRecord extends GoldRecord {
  readonly attributions: readonly AttributionRoles[];
}

export interface NewsRecord extends GoldRecord {
  readonly title?: string | null;
  readonly date?: string | null;
  readonly url?: string | null;
}

export interface Split {
  /** News articles on which results are measured; all others are for training. */
  readonly dev: readonly string[];
  /** News articles that two people label independently. */
  readonly twice: readonly string[];
  /** PolNeAR's training articles whose actors are linked (of its dev, all are). */
  readonly polnear: readonly string[];
}

const labelFile = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export const readSplit = (): Split => JSON.parse(readFileSync(labelFile('split.json'), 'utf8')) as Split;

export function readLabels<L>(name: string): L[] {
  return readLines<L>(labelFile(name));
}

export function readLines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as T);
}

export const newsRecords = (): NewsRecord[] => readLines(path.join(corpusFolder('news'), 'index.jsonl'));

export const newsText = (file: string): string => readFileSync(path.join(corpusFolder('news'), 'texts', file), 'utf8');

/** A file of PolNeAR with its text and its attributions, and the part that it is in. */
export function polnearArticle(file: string): { text: string; record: PolnearRecord; part: Part } | undefined {
  for (const part of POLNEAR_PARTS) {
    const folder = corpusFolder('attribution', 'polnear', part);
    if (!existsSync(path.join(folder, 'texts', file))) continue;
    const found = polnearRecords(part).find(({ record }) => record.file === file);
    if (found) return { ...found, part };
  }
  return undefined;
}

const read = new Map<Part, { text: string; record: PolnearRecord }[]>();

export function polnearRecords(part: Part): { text: string; record: PolnearRecord }[] {
  const records = read.get(part) ?? readGold<PolnearRecord>(corpusFolder('attribution', 'polnear', part));
  read.set(part, records);
  return records;
}

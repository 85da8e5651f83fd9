/**
 * Readers of the corpora that models are trained and measured on. They are not part of this repository: the folder that
 * the variable HEARSAY_CORPORA names holds them (default: ../shared/data beside the repository).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
export const CORPORA = path.resolve(REPOSITORY, process.env.HEARSAY_CORPORA ?? '../shared/data');

/** A corpus's folder. @throws Error that says plainly what is missing and how to name the place where it is. */
export function corpusFolder(...parts: readonly string[]): string {
  const folder = path.join(CORPORA, ...parts);
  if (!existsSync(folder)) {
    throw new Error(`The corpus ${folder} is not there. Set HEARSAY_CORPORA to the folder that holds ${parts[0]}/.`);
  }
  return folder;
}

export const README = path.join(REPOSITORY, 'README.md');

/** Where a model is written to. */
export function modelFile(name: string): string {
  return path.join(REPOSITORY, 'models', name);
}

/** What models/gazetteer.bin is made of, to be read. */
export const GAZETTEER = path.join(REPOSITORY, 'training/gazetteer.json');

// --- trees (CoNLL-U) -------------------------------------------------------------------------------------------------

/** A sentence of a treebank, its text put together again from the tokens. Arrays are by token. */
export interface Tree {
  readonly document: string;
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly lemmas: readonly string[];
  /** Penn Treebank tags (the column XPOS). */
  readonly tags: readonly string[];
  /** Index of the head, -1 for the root. */
  readonly heads: readonly number[];
  /** Universal relation, without its subtype: "nsubj". */
  readonly relations: readonly string[];
}

/** All trees of a folder of CoNLL-U files, in order. */
export function readTrees(folder: string): Tree[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.conllu'))
    .sort()
    .flatMap((file) => parseConllu(readFileSync(path.join(folder, file), 'utf8'), file.replace('.conllu', '')));
}

export function parseConllu(conllu: string, document: string): Tree[] {
  return conllu
    .split(/\n\n+/)
    .map((block) => parseTree(block, document))
    .filter((tree) => tree.starts.length > 0);
}

function parseTree(block: string, document: string): Tree {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  const lemmas: string[] = [];
  const tags: string[] = [];
  const heads: number[] = [];
  const relations: string[] = [];
  let gluedUpTo = 0; // last word of a multiword token: its words stand without a space between them
  let spaceBehindGlued = true;
  for (const line of block.split('\n')) {
    const [id, form, lemma, , xpos, , head, relation, , misc = ''] = line.split('\t');
    if (!/^\d+(-\d+)?$/.test(id)) continue; // comments and empty nodes
    const spaceAfter = !misc.includes('SpaceAfter=No');
    if (id.includes('-')) {
      gluedUpTo = Number(id.split('-')[1]);
      spaceBehindGlued = spaceAfter;
      continue;
    }
    starts.push(text.length);
    text += form;
    ends.push(text.length);
    lemmas.push(lemma);
    tags.push(xpos);
    heads.push(Number(head) - 1);
    relations.push(relation.split(':')[0]);
    const number = Number(id);
    const space = number < gluedUpTo ? false : number === gluedUpTo ? spaceBehindGlued : spaceAfter;
    if (space) text += ' ';
  }
  return { document, text: text.trimEnd(), starts, ends, lemmas, tags, heads, relations };
}

// --- annotated texts (texts/*.txt beside gold.jsonl) --------------------------------------------------------------------

export interface GoldRecord {
  readonly file: string;
  readonly [property: string]: unknown;
}

/** The texts of a folder with their records; `T` is what the corpus's own README says a record holds. */
export function readGold<T extends GoldRecord>(folder: string, gold = 'gold.jsonl'): { text: string; record: T }[] {
  return readFileSync(path.join(folder, gold), 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as T)
    .map((record) => ({ record, text: readFileSync(path.join(folder, 'texts', record.file), 'utf8') }));
}

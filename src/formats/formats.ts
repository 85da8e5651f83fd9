import type { AnnotatedArticle, ReadResult } from './annotated';
import { BRAT_CONFIGURATION, readBrat, writeBrat } from './brat';
import { readClaimReviews, writeClaimReviews } from './claimReview';
import { CONLL_HEAD, readConll, writeConll } from './conll';
import { CSV_HEAD, readCsv, writeCsvRows } from './csv';
import { readJsonLines, writeJsonLine } from './jsonl';
import type { Lost } from './losses';
import type { OffsetUnit } from './metadata';
import { writeReport } from './report';
import { readTei, writeTei } from './tei';
import { readWebAnnoTsv, writeWebAnnoTsv } from './webAnnoTsv';
import { readWebAnnotation, writeWebAnnotation } from './webAnnotation';

/** A way to write annotated articles into files that others read, and to read theirs. */
export interface Format {
  readonly id: string;
  /** As people know it: "CSV of claims". */
  readonly label: string;
  /** Of its files, with their dots: the first is the one that one opens, the others stand beside it under the same name. */
  readonly extensions: readonly string[];
  readonly offsets: OffsetUnit | 'none';
  /** Several articles go into one file, behind these words; absent when each article has files of its own. */
  readonly head?: string;
  /** A file that stands once in the folder. */
  readonly beside?: { readonly name: string; readonly content: string };
  /** What it has no place for; `lossesOf` counts it in an article. */
  readonly loses: readonly Lost[];
  /** A content for each of `extensions`; the first is empty when there is nothing to write of this article. */
  write(article: AnnotatedArticle): string[];
  /** @param contents of a file and of those beside it, as in `extensions`; undefined for one that is not there */
  readonly read?: (contents: readonly (string | undefined)[]) => ReadResult;
}

/** Every format, in the order in which they are offered: what most people want first. */
export const FORMATS = [
  {
    id: 'csv',
    label: 'CSV of claims',
    extensions: ['.csv'],
    offsets: 'UTF-16',
    head: CSV_HEAD,
    loses: ['text', 'mentions', 'dates'],
    write: (article) => [writeCsvRows(article)],
    read: ([content = '']) => readCsv(content),
  },
  {
    id: 'markdown',
    label: 'Markdown report of claims',
    extensions: ['.md'],
    offsets: 'none',
    loses: ['text', 'mentions', 'dates', 'confidence'],
    write: (article) => [writeReport(article)],
  },
  {
    id: 'claimreview',
    label: 'ClaimReview JSON-LD of verdicts (schema.org)',
    extensions: ['.claimreview.json'],
    offsets: 'UTF-16',
    loses: ['text', 'mentions', 'dates', 'sources', 'confidence', 'unjudged'],
    write: (article) => [writeClaimReviews(article)],
    read: ([content = '']) => readClaimReviews(content),
  },
  {
    id: 'jsonl',
    label: 'JSON Lines',
    extensions: ['.jsonl'],
    offsets: 'UTF-16',
    head: '',
    loses: [],
    write: (article) => [writeJsonLine(article)],
    read: ([content = '']) => readJsonLines(content),
  },
  {
    id: 'webannotation',
    label: 'W3C Web Annotation JSON-LD',
    extensions: ['.jsonld'],
    offsets: 'code points',
    loses: ['dateLinks'],
    write: (article) => [writeWebAnnotation(article)],
    read: ([content = '']) => readWebAnnotation(content),
  },
  {
    id: 'brat',
    label: 'brat standoff',
    extensions: ['.ann', '.txt', '.json'],
    offsets: 'code points',
    beside: { name: 'annotation.conf', content: BRAT_CONFIGURATION },
    loses: ['dateLinks', 'blankEdges', 'unmentioned'],
    write: writeBrat,
    read: ([annotations = '', text, metadata]) => readBrat(annotations, text, metadata),
  },
  {
    id: 'conll',
    label: 'CoNLL BIO (CoNLL-U Plus)',
    extensions: ['.conllup'],
    offsets: 'UTF-16',
    head: CONLL_HEAD,
    loses: ['dateLinks', 'antecedents', 'tokenEdges', 'outsideTokens'],
    write: (article) => [writeConll(article)],
    read: ([content = '']) => readConll(content),
  },
  {
    id: 'tei',
    label: 'TEI XML',
    extensions: ['.tei.xml'],
    offsets: 'none',
    loses: ['dateLinks', 'noXml', 'unmentioned'],
    write: (article) => [writeTei(article)],
    read: ([content = '']) => readTei(content),
  },
  {
    id: 'webanno',
    label: 'WebAnno TSV 3.3 (INCEpTION)',
    extensions: ['.tsv', '.json'],
    offsets: 'UTF-16',
    loses: [
      'antecedents',
      'descriptions',
      'dateLinks',
      'dateDetails',
      'actors',
      'confidence',
      'judgements',
      'blankEdges',
    ],
    write: writeWebAnnoTsv,
    read: ([content = '', metadata]) => readWebAnnoTsv(content, metadata),
  },
] as const satisfies readonly Format[];

export type FormatId = (typeof FORMATS)[number]['id'];

export function formatOf(id: string): Format | undefined {
  return FORMATS.find((format) => format.id === id);
}

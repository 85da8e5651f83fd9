/**
 * Writes what the accurate engine is trained on, tokens as the product finds them, one document a line of JSON:
 *
 *     npx tsx training/neural/export.mts FOLDER
 *
 * FOLDER gets `attribution-train.jsonl`, `attribution-dev.jsonl` (PolNeAR as articles, as written and stripped),
 * `names-train.jsonl` and `names-dev.jsonl` (the entity corpora). `train.py` reads them. All indices are token indices.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listsOf } from '../../src/analysis/accurate/windows';
import { readTokens } from '../../src/analysis/attribution/reading';
import { NAME_CLASSES } from '../../src/analysis/entities/names';
import { analysedText, type CorpusArticle, readCorpus } from '../attribution/corpus.mjs';
import { goldTokens } from '../attribution/goldLabels.mjs';
import { CORPORA, corpusFolder } from '../corpora.mjs';
import { textModels } from './models.mjs';
import {
  asConll,
  asMarked,
  isMeantimeDev,
  type LabelledText,
  readDocument,
  readNames,
  shouted,
  stripped,
  titled,
} from '../names.mjs';

/** Half open, in tokens. */
type TokenRange = readonly [from: number, to: number];

interface TrainingDocument {
  readonly corpus: string;
  readonly file: string;
  /** `plain`, `stripped`, `upper`, `title`: forms of one file are told apart by this. */
  readonly form: string;
  readonly words: readonly string[];
  /** UTF-16 offsets, for scoring. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Index into `TAGS` by token. */
  readonly tags: readonly number[];
  /** 1 inside quotation marks. */
  readonly quoted: readonly number[];
  /** The word's gazetteer lists, bits (`LIST`). */
  readonly lists: readonly number[];
  readonly paragraphs: readonly TokenRange[];
  readonly sentences: readonly TokenRange[];
  readonly attributions?: readonly {
    readonly anchor: number;
    readonly source: readonly TokenRange[];
    readonly cue: readonly TokenRange[];
    readonly content: readonly TokenRange[];
  }[];
  /** `[from, to, index into NAME_CLASSES]`. */
  readonly names?: readonly (readonly [number, number, number])[];
}

const models = textModels();
const { gazetteer } = models;

function tokensOf(facts: CorpusArticle['facts']): {
  reading: ReturnType<typeof readTokens>;
  document: Omit<TrainingDocument, 'corpus' | 'file' | 'form'>;
} {
  const { words, tokens, sentences, paragraphs } = facts;
  const reading = readTokens(facts);
  return {
    reading,
    document: {
      words,
      starts: [...tokens.start],
      ends: [...tokens.end],
      tags: [...tokens.tag],
      quoted: [...reading.quotation].map((number) => (number ? 1 : 0)),
      lists: words.map((word) => listsOf(word, gazetteer)),
      // a title is no running text: nobody marked attributions there
      paragraphs: paragraphs.flatMap(({ role }, p): TokenRange[] =>
        role === 'title' || reading.firstToken[p] < 0 ? [] : [[reading.firstToken[p], reading.endToken[p]]],
      ),
      sentences: Array.from({ length: sentences.count }, (_, s) => [sentences.firstToken[s], sentences.endToken[s]]),
    },
  };
}

function attributionDocument(article: CorpusArticle, corpus: string, form: string): TrainingDocument {
  const { reading, document } = tokensOf(article.facts);
  const ranges = (list: readonly { from: number; to: number }[]): TokenRange[] =>
    list.map(({ from, to }) => [from, to]);
  return {
    corpus,
    file: article.file,
    form,
    ...document,
    attributions: goldTokens(reading, article.gold).map(({ anchor, source, cue, content }) => ({
      anchor,
      source: ranges(source),
      cue: ranges(cue),
      content: ranges(content),
    })),
  };
}

/** PolNeAR's texts as article files in both forms; `all` annotators' versions, each as a document of its own. */
function polnear(part: 'train' | 'dev'): TrainingDocument[] {
  const source = corpusFolder('attribution', 'polnear', part);
  const script = process.env.HEARSAY_TO_ARTICLES ?? path.join(CORPORA, '..', 'score', 'to-articles.mjs');
  const folder = mkdtempSync(path.join(tmpdir(), 'polnear-'));
  try {
    return ['plain', 'stripped'].flatMap((form) => {
      const target = path.join(folder, form);
      execFileSync('node', [script, source, target, ...(form === 'stripped' ? ['--stripped'] : [])], {
        stdio: 'ignore',
      });
      return readCorpus(target, models).map((article) => attributionDocument(article, 'polnear', form));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function nameDocuments(
  corpus: string,
  texts: readonly LabelledText[],
  marking: 'conll' | 'phrases',
  form: string,
): TrainingDocument[] {
  return texts.map((labelled, index) => {
    const read = readDocument(labelled.text);
    const facts = analysedText(labelled.text, models, 'body');
    const { document } = tokensOf(facts);
    if (read.words.length !== document.words.length) throw new Error(`${corpus} ${index}: tokens differ`);
    const names = marking === 'conll' ? asMarked(read, labelled.names) : asConll(read, labelled.names, gazetteer);
    return {
      corpus,
      file: String(index),
      form,
      ...document,
      names: names.map(({ first, end, class: name }) => [first, end, NAME_CLASSES.indexOf(name)] as const),
    };
  });
}

/** Attributions read off GUM's discourse layer: narrower cues, and bare beliefs of the writer count. */
function gum(): TrainingDocument[] {
  const articles = readCorpus(corpusFolder('attribution', 'gum'), models, 'body');
  return articles.map((article) => attributionDocument(article, 'gum', 'plain'));
}

const every = (n: number, offset: number) => (_: unknown, index: number) => index % n === offset;

function nameForms(corpus: string, texts: readonly LabelledText[], marking: 'conll' | 'phrases'): TrainingDocument[] {
  return [
    ...nameDocuments(corpus, texts, marking, 'plain'),
    ...nameDocuments(corpus, texts.map(stripped), marking, 'stripped'),
    ...nameDocuments(corpus, texts.filter(every(10, 1)).map(shouted), marking, 'upper'),
    ...nameDocuments(corpus, texts.filter(every(10, 2)).map(titled), marking, 'title'),
  ];
}

function write(file: string, documents: readonly TrainingDocument[]): void {
  writeFileSync(file, documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
  const tokens = documents.reduce((sum, { words }) => sum + words.length, 0);
  console.log(`${file}: ${documents.length} documents, ${tokens} tokens`);
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Usage: npx tsx training/neural/export.mts FOLDER');
mkdirSync(folder, { recursive: true });
const out = (name: string): string => path.join(folder, name);
write(out('attribution-dev.jsonl'), polnear('dev'));
write(out('names-dev.jsonl'), [
  ...nameDocuments('conll2003', readNames('conll2003', 'dev'), 'conll', 'plain'),
  ...nameDocuments('gum', readNames('gum', 'dev'), 'phrases', 'plain'),
  ...nameDocuments('meantime', readNames('meantime').filter(isMeantimeDev), 'phrases', 'plain'),
]);
write(out('names-train.jsonl'), [
  ...nameForms('conll2003', readNames('conll2003', 'train'), 'conll'),
  ...nameForms('wnut17', readNames('wnut17', 'train'), 'conll'),
  ...nameForms('uner-ewt', readNames('uner-ewt'), 'conll'),
  ...nameForms('gum', readNames('gum', 'train'), 'phrases'),
  ...nameForms(
    'meantime',
    readNames('meantime').filter((text, index) => !isMeantimeDev(text, index)),
    'phrases',
  ),
]);
write(out('attribution-train.jsonl'), [...polnear('train'), ...gum()]);

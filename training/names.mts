/**
 * Trains the name tagger (models/names.bin) on CoNLL-2003, GUM, MEANTIME, WNUT-17 and UNER, each read in CoNLL-2003's way
 * of marking names: the name alone, without title, determiner and what follows it. Run: `npm run train names`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Sentences } from '../src/analysis/analysis';
import { type Gazetteer, LIST, readGazetteer } from '../src/analysis/entities/gazetteer';
import { nameFeatures } from '../src/analysis/entities/nameFeatures';
import { NAME_CLASSES, NAME_LABELS, type NameClass } from '../src/analysis/entities/names';
import { writeModelFile } from '../src/analysis/tagger/modelFile';
import { type SequenceExample } from '../src/analysis/tagger/sequence';
import { splitSentences } from '../src/analysis/text/sentences';
import { tokenise } from '../src/analysis/text/tokens';
import { Vocabulary } from '../src/analysis/text/vocabulary';
import { corpusFolder, type GoldRecord, modelFile, readGold } from './corpora.mjs';
import { trainPerceptron } from './perceptron.mjs';

interface GoldEntities extends GoldRecord {
  readonly entities: readonly {
    readonly type: string;
    readonly gumType?: string;
    readonly mentions: readonly { start: number; end: number; kind: string; head?: { start: number } }[];
  }[];
}

interface GoldName {
  readonly start: number;
  readonly end: number;
  readonly class: NameClass;
  readonly head?: number;
}

export interface LabelledText {
  readonly text: string;
  readonly names: readonly GoldName[];
}

/** Every third article of MEANTIME is kept for development. */
export const isMeantimeDev = (_: unknown, index: number): boolean => index % 3 === 0;

const classOf = (type: string): NameClass =>
  type === 'GPE' || type === 'FAC'
    ? 'LOC'
    : (NAME_CLASSES as readonly string[]).includes(type)
      ? (type as NameClass)
      : 'OTHER';

export function readNames(...folder: readonly string[]): LabelledText[] {
  return readGold<GoldEntities>(corpusFolder('entities', ...folder)).map(({ text, record }) => ({
    text,
    names: record.entities
      .filter(({ gumType }) => gumType !== 'time')
      .flatMap(({ type, mentions }) =>
        mentions
          .filter(({ kind }) => kind === 'name')
          .map(({ start, end, head }) => ({ start, end, class: classOf(type), head: head?.start })),
      ),
  }));
}

// --- tokens ------------------------------------------------------------------------------------------------------------

interface Document {
  readonly words: readonly string[];
  /** By token: the number of its word in the vocabulary. */
  readonly types: Int32Array;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly sentences: Sentences;
}

/** Tokens and sentences as the pipeline finds them in a body: a paragraph a line. */
export function readDocument(text: string, vocabulary = new Vocabulary()): Document {
  const starts: number[] = [];
  const ends: number[] = [];
  const sentenceEnds: number[] = [];
  for (let line = 0; line < text.length;) {
    let end = text.indexOf('\n', line);
    if (end < 0) end = text.length;
    const spans = tokenise(text, line, end);
    for (const sentenceEnd of splitSentences(text, spans)) sentenceEnds.push(starts.length + sentenceEnd);
    starts.push(...spans.starts);
    ends.push(...spans.ends);
    line = end + 1;
  }
  const sentences: Sentences = {
    count: sentenceEnds.length,
    firstToken: Int32Array.from(sentenceEnds, (_, s) => (s ? sentenceEnds[s - 1] : 0)),
    endToken: Int32Array.from(sentenceEnds),
    paragraph: new Int32Array(sentenceEnds.length),
  };
  const types = Int32Array.from(starts, (start, i) => vocabulary.idOf(text, start, ends[i]));
  return { words: Array.from(types, (type) => vocabulary.word(type)), types, starts, ends, sentences };
}

// --- one way of marking names --------------------------------------------------------------------------------------------

const TITLES = new Set(
  `mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor sir lord lady president prime minister senator sen. governor gov.
  general gen. captain judge justice king queen prince princess pope chancellor secretary saint st. mayor rep. congressman
  congresswoman ceo chairman director minister vice major colonel attorney sheriff fellow member spokesperson spokesman
  spokeswoman official officer manager chief solicitor administrator ambassador commander deputy representative leader head
  editor chair speaker madam council mp executive`.split(/\s+/),
);
const ENDS_NAME = /^(?:[,(;:[\]]|who|whom|which|that|where|whose|``|--|–|—)$/;
const JOINS_NAME = /^(?:of|the|for|and|&|de|la|le|du|van|von|der|al|bin|ibn|del|di|['’]s?|-|\.|\/|in|on|to|a)$/i;
const NOT_IN_PLACE_OR_ORGANISATION = /^(?:in|at|from|on|to|by|is)$/;
/** Words of the group and country lists that are more often something else. */
const UNSURE = new Set(
  'georgia jordan chad turkey roma pole poles western democratic liberal orthodox conservative roman finn dane scot swede jersey evangelical'.split(
    ' ',
  ),
);

interface TokenName {
  first: number;
  end: number;
  class: NameClass;
}

/** Names as the corpus marks them, by token. */
export function asMarked(document: Document, names: readonly GoldName[]): TokenName[] {
  return names.map(({ start, end, class: name }) => ({ ...tokensOf(document, start, end), class: name }));
}

function tokensOf({ starts }: Document, start: number, end: number): { first: number; end: number } {
  const first = lowerBound(starts, start);
  return { first, end: lowerBound(starts, end) };
}

function lowerBound(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * GUM and MEANTIME mark whole noun phrases ("the Crown prosecutor, Mark Tedeschi, QC"), names inside names too; this cuts
 * them to the names alone, and adds the adjectives of nations that they leave unmarked.
 */
export function asConll(document: Document, names: readonly GoldName[], gazetteer: Gazetteer): TokenName[] {
  const { words } = document;
  const capital = (i: number): boolean => /^[\p{Lu}\d]/u.test(words[i]);
  const found: TokenName[] = [];
  const phrases = names
    .map((name) => ({ ...tokensOf(document, name.start, name.end), class: name.class, head: headOf(document, name) }))
    .filter(({ first, end }) => end > first)
    .sort((a, b) => a.end - a.first - (b.end - b.first));
  for (const { class: name, head, ...phrase } of phrases) {
    let { first, end } = phrase;
    for (let i = first + 1; i < end; i++) if (ENDS_NAME.test(words[i])) end = i;
    const runs: [number, number][] = [];
    for (let i = first; i < end;) {
      if (!capital(i) && !JOINS_NAME.test(words[i])) {
        i++;
        continue;
      }
      let stop = i;
      while (stop < end && (capital(stop) || JOINS_NAME.test(words[stop]))) stop++;
      let [from, to] = [i, stop];
      while (from < to && !capital(from)) from++;
      while (to > from && !capital(to - 1)) to--;
      if (to > from) runs.push([from, to]);
      i = stop;
    }
    if (!runs.length) continue;
    [first, end] = runs.find(([from, to]) => head >= from && head < to) ?? runs[runs.length - 1];
    for (let trimmed = true; trimmed;) {
      trimmed = false;
      const inner = name === 'PERSON' && found.find((f) => f.first === first && f.end < end && f.class !== 'PERSON');
      if (inner) {
        first = inner.end;
        trimmed = true;
      }
      while (end - first > 1 && isDispensable(words[first], name, capital(first))) {
        first++;
        trimmed = true;
      }
    }
    for (let i = first + 1; i < end; i++) {
      if (
        name === 'PERSON' ? /^(?:of|for|at|from|in|and)$/.test(words[i]) : NOT_IN_PLACE_OR_ORGANISATION.test(words[i])
      )
        end = i;
    }
    while (end > first && (!capital(end - 1) || /^['’]s?$/.test(words[end - 1]))) end--;
    if (end <= first || !words.slice(first, end).some((word) => /^\p{Lu}/u.test(word))) continue;
    const single = end - first === 1 ? words[first].toLowerCase() : '';
    if (name === 'PERSON' && TITLES.has(single.replace(/s$/, ''))) continue;
    const clashes = found.filter((f) => f.first < end && f.end > first);
    if (clashes.length) {
      const whole = clashes.every(
        (f) => f.first >= first && f.end <= end && (f.class !== name || f.end - f.first < end - first),
      );
      if (name === 'PERSON' || !whole || (name === 'LOC' && clashes.some((f) => f.class === 'PERSON'))) continue;
      for (const clash of clashes) found.splice(found.indexOf(clash), 1);
    }
    const lists = single ? gazetteer.lists(single) : 0;
    const people = lists & (LIST.demonym | LIST.group) && !(lists & LIST.country);
    found.push({ first, end, class: people ? 'OTHER' : name });
  }
  return [...found, ...unmarkedNations(words, found, gazetteer)];
}

function isDispensable(word: string, name: NameClass, capital: boolean): boolean {
  if (!capital || /^(?:the|a|an|this|these|our|all)$/i.test(word)) return true;
  return name === 'PERSON' && TITLES.has(word.toLowerCase());
}

function headOf(document: Document, { head }: GoldName): number {
  return head === undefined ? -1 : lowerBound(document.starts, head);
}

/** Countries and demonyms outside the names found: "Irish" in "the Irish airline". */
function unmarkedNations(words: readonly string[], found: readonly TokenName[], gazetteer: Gazetteer): TokenName[] {
  const taken = new Set(found.flatMap(({ first, end }) => Array.from({ length: end - first }, (_, k) => first + k)));
  const names: TokenName[] = [];
  const isCapital = (i: number): boolean => i >= 0 && i < words.length && /^\p{Lu}/u.test(words[i]);
  for (let i = 0; i < words.length; i++) {
    if (taken.has(i) || !isCapital(i) || UNSURE.has(words[i].toLowerCase()) || (taken.has(i - 1) && isCapital(i - 1)))
      continue;
    let end = 0;
    let lists = 0;
    for (let length = 1; length <= 4 && i + length <= words.length && !taken.has(i + length - 1); length++) {
      const bits = gazetteer.lists(
        words
          .slice(i, i + length)
          .join(' ')
          .toLowerCase(),
      );
      if (bits & (LIST.country | LIST.demonym | LIST.group)) [end, lists] = [i + length, bits];
    }
    if (!end || taken.has(end)) continue;
    names.push({ first: i, end, class: lists & LIST.country ? 'LOC' : 'OTHER' });
    i = end - 1;
  }
  return names;
}

// --- how news comes to a reader --------------------------------------------------------------------------------------------

/** Marks that aggregators drop. */
const DROPPED = /["“”‘’'`()[\]—–…]/;

export function stripped({ text, names }: LabelledText): LabelledText {
  const at = new Int32Array(text.length + 1);
  let kept = '';
  for (let i = 0; i < text.length; i++) {
    at[i] = kept.length;
    // corpora of tokens stand a clitic apart: "NATO 's" is "NATOs" once the mark is gone
    const clitic = text[i] === ' ' && /^ ['’]s\b/.test(text.slice(i, i + 4));
    if (!clitic && !DROPPED.test(text[i])) kept += text[i];
  }
  at[text.length] = kept.length;
  return {
    text: kept,
    names: names.map((name) => ({
      ...name,
      start: at[name.start],
      end: at[name.end],
      head: name.head && at[name.head],
    })),
  };
}

export function shouted({ text, names }: LabelledText): LabelledText {
  const upper = text.toUpperCase();
  return { text: upper.length === text.length ? upper : text, names };
}

/** Headlines: every word begins with a capital. */
export function titled({ text, names }: LabelledText): LabelledText {
  const title = text.replace(/(^|[\s"“(-])(\p{Ll})/gu, (match) => match.toUpperCase());
  return { text: title.length === text.length ? title : text, names };
}

// --- training ------------------------------------------------------------------------------------------------------------

type Marking = 'conll' | 'phrases';

function examplesOf(texts: readonly LabelledText[], marking: Marking, gazetteer: Gazetteer): SequenceExample[] {
  const vocabulary = new Vocabulary();
  return texts.flatMap(({ text, names }) => {
    const document = readDocument(text, vocabulary);
    const labels = new Uint8Array(document.words.length);
    for (const name of marking === 'conll' ? asMarked(document, names) : asConll(document, names, gazetteer)) {
      for (let i = name.first; i < name.end; i++)
        labels[i] = 1 + 2 * NAME_CLASSES.indexOf(name.class) + (i > name.first ? 1 : 0);
    }
    const features = nameFeatures(document.types, vocabulary, document.sentences, gazetteer);
    return Array.from({ length: document.sentences.count }, (_, s) => {
      const { count, width, values } = features.rows(s);
      const first = document.sentences.firstToken[s];
      const own = labels.slice(first, first + count);
      for (let i = 0; i < count; i++) {
        // what the tagger does not look at, it cannot learn to name; nor what goes on behind it
        if (values[i * width] === 0 || (own[i] !== 0 && own[i] % 2 === 0 && i > 0 && own[i - 1] === 0)) own[i] = 0;
      }
      return { features: { count, width, values: values.slice(0, count * width) }, labels: own };
    });
  });
}

const every = (n: number, offset: number) => (_: unknown, index: number) => index % n === offset;

export interface NamesTraining {
  readonly epochs?: number;
  /** Also learn from CoNLL-2003, whose texts are licensed for research only. */
  readonly research?: boolean;
  readonly runs?: number;
}

export function trainNames({ epochs = 9, research = true, runs = 6 }: NamesTraining = {}): Uint8Array {
  const gazetteer = readGazetteer(readFileSync(modelFile('gazetteer.bin')), readFileSync(modelFile('rareWords.bin')));
  const conll = research ? readNames('conll2003', 'train') : [];
  const gum = readNames('gum', 'train');
  const meantime = readNames('meantime').filter((text, index) => !isMeantimeDev(text, index));
  const social = [...readNames('wnut17', 'train'), ...readNames('uner-ewt')];
  const phrases = [...gum, ...meantime];
  const examples = [
    ...examplesOf([...conll, ...social], 'conll', gazetteer),
    ...examplesOf(phrases, 'phrases', gazetteer),
    ...examplesOf(conll.filter(every(3, 0)).map(stripped), 'conll', gazetteer),
    ...examplesOf(phrases.filter(every(2, 0)).map(stripped), 'phrases', gazetteer),
    ...examplesOf(conll.filter(every(10, 1)).map(shouted), 'conll', gazetteer),
    ...examplesOf(phrases.filter(every(10, 1)).map(shouted), 'phrases', gazetteer),
    ...examplesOf(conll.filter(every(10, 2)).map(titled), 'conll', gazetteer),
    ...examplesOf(phrases.filter(every(10, 2)).map(titled), 'phrases', gazetteer),
  ];
  console.log(`names: ${examples.length} sentences`);
  const sections = trainPerceptron(NAME_LABELS, examples, {
    epochs,
    minCount: 2,
    dropout: 0.4,
    runs,
    onEpoch: (epoch, wrong) => console.log(`names: epoch ${epoch}, ${wrong} tokens wrong`),
  });
  const corpora = [...(research ? ['CoNLL-2003'] : []), 'GUM', 'MEANTIME', 'WNUT-17', 'UNER English-EWT'];
  return writeModelFile({
    about: { kind: 'names', labels: NAME_LABELS, trainedOn: corpora },
    sections,
  });
}

if (process.argv[1] === import.meta.filename) {
  const research = !process.argv.includes('--open');
  const runs = Number(process.argv.find((a) => a.startsWith('--runs='))?.slice(7) ?? 6);
  const bytes = trainNames({ research, runs });
  const file = process.argv.find((argument) => argument.endsWith('.bin')) ?? modelFile('names.bin');
  writeFileSync(file, bytes);
  console.log(`${file}: ${bytes.length} bytes`);
}

/**
 * News for the part-of-speech tagger to learn from beside GUM's few articles: PolNeAR's texts, tagged by a teacher. The
 * teacher is the tagger trained on GUM with one more thing to look at, the universal part of speech that wink-nlp (MIT),
 * which knows more news, gives the word.
 */
import winkModel from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { feature, feature2, feature3 } from '../src/analysis/tagger/hash';
import { FEATURES, type PartOfSpeechModel, tagFeatures, type TaggedSentence } from '../src/analysis/text/partOfSpeech';
import { splitSentences } from '../src/analysis/text/sentences';
import { TAGS } from '../src/analysis/text/tags';
import { tokenise } from '../src/analysis/text/tokens';
import { casingOf, WORD_FORM, FORMS, wordForms } from '../src/analysis/text/wordForms';
import { addScores, bestOf } from '../src/analysis/tagger/weights';

const nlp = winkNLP(winkModel);
const its = nlp.its;

/** By token: number of wink's opinion on it, 0 where wink's tokens are others. */
export function winkOpinions(text: string, starts: readonly number[], ends: readonly number[]): Uint8Array {
  const tokens = nlp.readDoc(text).tokens();
  const words = tokens.out();
  // eslint-disable-next-line @typescript-eslint/unbound-method -- wink names properties by its own functions
  const classes = tokens.out(its.pos) as string[];
  const opinions = new Map<number, string>(); // by start; the end as well, as `start * text.length + end`
  let at = 0;
  words.forEach((word, i) => {
    const start = text.indexOf(word, at);
    if (start < 0) return;
    at = start + word.length;
    opinions.set(start * (text.length + 1) + at, classes[i]);
  });
  return Uint8Array.from(
    starts,
    (start, i) => CLASSES.indexOf(opinions.get(start * (text.length + 1) + ends[i]) ?? '') + 1,
  );
}

const CLASSES = 'ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X'.split(' ');

export const OPINION_FEATURES = 5;

/** Writes what the opinion adds to the features of token `i` behind those of the tagger. */
export function opinionFeatures(
  { forms, known }: TaggedSentence,
  opinions: Uint8Array,
  i: number,
  tags: Uint8Array,
  out: Int32Array,
): void {
  const opinion = opinions[i];
  const tag1 = i > 0 ? tags[i - 1] : 255;
  out[FEATURES] = feature(200, opinion);
  out[FEATURES + 1] = feature2(201, opinion, tag1);
  out[FEATURES + 2] = feature2(202, opinion, forms.table[FORMS.width * forms.types[i] + WORD_FORM.suffix2]);
  out[FEATURES + 3] = feature2(203, opinion, known[2 * forms.types[i]]);
  out[FEATURES + 4] = feature3(
    204,
    opinion,
    i > 0 ? opinions[i - 1] : 255,
    i + 1 < opinions.length ? opinions[i + 1] : 255,
  );
}

export interface TaggedText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly tags: Uint8Array;
}

/** The sentences of a paragraph, tagged by a teacher. */
export function tagByTeacher(paragraph: string, teacher: PartOfSpeechModel): TaggedText[] {
  const tokens = tokenise(paragraph);
  let from = 0;
  return splitSentences(paragraph, tokens).map((to) => {
    const begin = tokens.starts[from];
    const text = paragraph.slice(begin, tokens.ends[to - 1]);
    const starts = tokens.starts.slice(from, to).map((start) => start - begin);
    const ends = tokens.ends.slice(from, to).map((end) => end - begin);
    from = to;
    return { text, starts, ends, tags: teachersTags(text, starts, ends, teacher) };
  });
}

function teachersTags(
  text: string,
  starts: readonly number[],
  ends: readonly number[],
  teacher: PartOfSpeechModel,
): Uint8Array {
  const forms = wordForms(text, starts, ends);
  const known = forms.vocabulary.column(teacher.lexicon.known);
  const sentence = { forms, known, from: 0, to: forms.count, casing: casingOf(forms.shape, 0, forms.count) };
  const opinions = winkOpinions(text, starts, ends);
  const tags = new Uint8Array(forms.count);
  const features = new Int32Array(FEATURES + OPINION_FEATURES);
  const scores = new Int32Array(TAGS.length);
  for (let i = 0; i < forms.count; i++) {
    tagFeatures(sentence, i, tags, features);
    opinionFeatures(sentence, opinions, i, tags, features);
    scores.fill(0);
    for (const one of features) addScores(teacher.weights, one, scores);
    const only = known[2 * forms.types[i] + 1];
    tags[i] = only ? only - 1 : bestOf(scores, TAGS.length);
  }
  return tags;
}

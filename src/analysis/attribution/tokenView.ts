import type { Gazetteer } from '../entities/gazetteer';
import { NEW_ROOM, type Room } from '../room';
import { hashOf } from '../tagger/hash';
import { lemmaOf } from '../text/lemma';
import { isFiniteVerb, isPunctuation, TAG } from '../text/tags';
import { type Property, type Vocabulary, wordProperty } from '../text/vocabulary';
import { FORMS, SHAPE, WORD_FORM } from '../text/wordForms';
import { oncePer } from '../../util/once';
import { WORD, WORDS } from './cueLexicon';
import type { Reading } from './reading';

/** Where a token stands towards quotation marks. */
export const QUOTE = { outside: 0, opens: 1, inside: 2, closes: 3 } as const;

/** What the taggers' features are made of: one array a property, one entry a token. Positions are -1 where there is none. */
export interface TokenView {
  readonly count: number;
  readonly types: Int32Array;
  readonly vocabulary: Vocabulary;
  readonly tag: Uint8Array;
  /** Hashes of the word in lower case, its lemma, its ending. */
  readonly word: Int32Array;
  readonly lemma: Int32Array;
  readonly suffix: Int32Array;
  readonly shape: Uint8Array;
  /** Number of the word's cluster and of the larger cluster it lies in, 0 when unknown. */
  readonly cluster: Int32Array;
  readonly middle: Uint8Array;
  /** One of QUOTE. */
  readonly quote: Uint8Array;
  readonly quotation: Int32Array;
  readonly sentence: Int32Array;
  /** First token of the token's sentence, and the one behind its last. */
  readonly first: Int32Array;
  readonly end: Int32Array;
  /** Nearest reporting verb outside quotations to the left and right in the sentence, the token itself not counted. */
  readonly sayingBefore: Int32Array;
  readonly sayingBehind: Int32Array;
  /** Nearest finite verb to the left and right in the sentence. */
  readonly verbBefore: Int32Array;
  readonly verbBehind: Int32Array;
  /** Nearest punctuation mark to the left and right in the sentence. */
  readonly signBefore: Int32Array;
  readonly signBehind: Int32Array;
  /** Numbers of verbs and of punctuation marks before the token in the article: their difference counts those between two. */
  readonly verbsSoFar: Int32Array;
  readonly signsSoFar: Int32Array;
  /** 1 where the lexicon knows a cue verb, 2 a reporting verb. */
  readonly lexical: Uint8Array;
  /** By sentence: bits of VOICE. */
  readonly voice: Uint8Array;
}

/** Who speaks in a sentence, and in which tense: what tells an unmarked quotation from the words around it. */
export const VOICE = { first: 1, second: 2, past: 4, present: 8 } as const;

/** By type, hashes of the lemmas that the word has as a verb, by VERB_FORM; 0 = not asked yet. */
const LEMMAS: Property<Int32Array> = {
  create: (length) => new Int32Array(length),
  width: 4,
  write: () => undefined,
};

/** By tag: which of a verb's lemmas it asks for; -1 for other words, whose lemma here is the word in lower case. */
const VERB_FORM = new Int8Array(256).fill(-1);
for (const tag of [TAG.VB, TAG.VBP, TAG.MD]) VERB_FORM[tag] = 0;
for (const tag of [TAG.VBD, TAG.VBN]) VERB_FORM[tag] = 1;
VERB_FORM[TAG.VBZ] = 2;
VERB_FORM[TAG.VBG] = 3;

/** The numbers of words' clusters, plus one, 0 = unknown. */
const clusters = oncePer((gazetteer: Gazetteer) =>
  wordProperty(Uint16Array, (_, lower) => gazetteer.cluster(lower.replace('’', "'")) + 1),
);

/** The arrays are made in `room`. */
export function viewTokens(reading: Reading, gazetteer: Gazetteer, room: Room = NEW_ROOM): TokenView {
  const { types, vocabulary, tokens, sentences, quotation } = reading;
  const { count, tag, sentence } = tokens;
  const forms = vocabulary.column(FORMS);
  const known = vocabulary.column(WORDS);
  const lemmas = vocabulary.column(LEMMAS);
  const clusterOf = vocabulary.column(clusters(gazetteer));
  const numbers = (): Int32Array => room.int32(count);
  const small = (): Uint8Array => room.uint8(count);
  const [word, suffix, lemma, cluster] = [numbers(), numbers(), numbers(), numbers()];
  const [first, end, verbsSoFar, signsSoFar] = [numbers(), numbers(), numbers(), numbers()];
  const [shape, middle, quote, lexical] = [small(), small(), small(), small()];
  const voice = room.uint8(sentences.count);
  for (let i = 0; i < count; i++) {
    const type = types[i];
    const form = type * FORMS.width;
    word[i] = forms[form + WORD_FORM.lower];
    suffix[i] = forms[form + WORD_FORM.suffix3];
    shape[i] = forms[form + WORD_FORM.shape] < 0 ? SHAPE.signAlone : forms[form + WORD_FORM.shape];
    const verbForm = VERB_FORM[tag[i]];
    lemma[i] =
      verbForm < 0 ? word[i] : (lemmas[type * 4 + verbForm] ||= hashOf(lemmaOf(vocabulary.word(type), tag[i])));
    cluster[i] = clusterOf[type];
    middle[i] = cluster[i] === 0 ? 0 : gazetteer.middle[cluster[i] - 1] + 1;
    if (quotation[i]) {
      const opens = i === 0 || quotation[i - 1] !== quotation[i];
      const closes = i + 1 === count || quotation[i + 1] !== quotation[i];
      quote[i] = opens ? QUOTE.opens : closes ? QUOTE.closes : QUOTE.inside;
    }
    if (verbForm >= 0) lexical[i] = known[type] & WORD.sayingVerb ? 2 : known[type] & WORD.cueVerb ? 1 : 0;
    const s = sentence[i];
    first[i] = sentences.firstToken[s];
    end[i] = sentences.endToken[s];
    verbsSoFar[i] = i === 0 ? 0 : verbsSoFar[i - 1] + (isFiniteVerb(tag[i - 1]) ? 1 : 0);
    signsSoFar[i] = i === 0 ? 0 : signsSoFar[i - 1] + (isPunctuation(tag[i - 1]) ? 1 : 0);
    if (known[type] & WORD.firstPerson) {
      if (shape[i] === SHAPE.upper)
        word[i] = hashOf(vocabulary.word(type)); // "US" is not "us"
      else voice[s] |= VOICE.first;
    }
    if (known[type] & WORD.secondPerson) voice[s] |= VOICE.second;
    if (tag[i] === TAG.VBD) voice[s] |= VOICE.past;
    else if (tag[i] === TAG.VBZ || tag[i] === TAG.VBP) voice[s] |= VOICE.present;
  }
  const saying = (i: number): boolean => lexical[i] === 2 && quotation[i] === 0;
  const verb = (i: number): boolean => isFiniteVerb(tag[i]);
  const sign = (i: number): boolean => isPunctuation(tag[i]);
  return {
    count,
    tag,
    lemma,
    cluster,
    middle,
    quote,
    quotation,
    sentence,
    first,
    end,
    verbsSoFar,
    signsSoFar,
    lexical,
    types,
    vocabulary,
    word,
    suffix,
    shape,
    voice,
    sayingBefore: before(sentence, saying, numbers()),
    sayingBehind: behind(sentence, saying, numbers()),
    verbBefore: before(sentence, verb, numbers()),
    verbBehind: behind(sentence, verb, numbers()),
    signBefore: before(sentence, sign, numbers()),
    signBehind: behind(sentence, sign, numbers()),
  };
}

/** By token: the nearest earlier token of its sentence that `is` one, -1 when there is none. Fills `nearest`. */
function before(sentence: Int32Array, is: (i: number) => boolean, nearest: Int32Array): Int32Array {
  let last = -1;
  for (let i = 0; i < sentence.length; i++) {
    if (i > 0 && sentence[i - 1] !== sentence[i]) last = -1;
    nearest[i] = last;
    if (is(i)) last = i;
  }
  return nearest;
}

function behind(sentence: Int32Array, is: (i: number) => boolean, nearest: Int32Array): Int32Array {
  let next = -1;
  for (let i = sentence.length - 1; i >= 0; i--) {
    if (i + 1 < sentence.length && sentence[i + 1] !== sentence[i]) next = -1;
    nearest[i] = next;
    if (is(i)) next = i;
  }
  return nearest;
}

/** A distance in few steps: 0 none, 1, 2, 3, 4-5, 6-8, 9-13, 14-25, more. */
export function distanceStep(distance: number): number {
  if (distance <= 3) return distance;
  if (distance <= 5) return 4;
  if (distance <= 8) return 5;
  if (distance <= 13) return 6;
  return distance <= 25 ? 7 : 8;
}

import type { Gazetteer } from '../entities/gazetteer';
import { hashOf } from '../tagger/hash';
import { lemmaOf } from '../text/lemma';
import { type ParserModel, parseSentences } from '../text/parser';
import { RELATIONS } from '../text/relations';
import { isFiniteVerb, isPunctuation, isVerb } from '../text/tags';
import { wordForms } from '../text/wordForms';
import { CUE_VERBS } from './cueLexicon';
import type { Reading } from './reading';

/** Where a token stands towards quotation marks. */
export const QUOTE = { outside: 0, opens: 1, inside: 2, closes: 3 } as const;

/** What the taggers' features are made of: one array a property, one entry a token. Positions are -1 where there is none. */
export interface TokenView {
  readonly count: number;
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
  /** Dependency trees: the token's head, -1 for a root; the number of its relation to it in RELATIONS. */
  readonly head: Int32Array;
  readonly relation: Uint8Array;
  /** The nearest ancestor that the lexicon knows as a cue verb, -1 if none, and the relation of its child that leads here. */
  readonly cueAbove: Int32Array;
  readonly branch: Uint8Array;
  /** What kinds of children the token has: bits of CHILD_BIT. */
  readonly children: Uint16Array;
  /** 1 where the lexicon knows a cue verb, 2 a reporting verb. */
  readonly lexical: Uint8Array;
}

/** By relation number: the bit in `children` that a child of that relation sets; 0 for relations that tell nothing of cues. */
const CHILD_BIT = Uint16Array.from(RELATIONS, (name) => {
  const place = ['nsubj', 'ccomp', 'obj', 'xcomp', 'parataxis', 'obl', 'mark', 'advcl', 'acl'].indexOf(name);
  return place < 0 ? 0 : 1 << place;
});

/** No ancestor farther up than this is looked at. */
const HIGHEST = 12;

export function viewTokens(reading: Reading, gazetteer: Gazetteer, parser: ParserModel): TokenView {
  const { text, words, lower, tokens, sentences, quotation } = reading;
  const { count, tag, sentence } = tokens;
  const forms = wordForms(text, tokens.start, tokens.end);
  const numbers = (): Int32Array => new Int32Array(count);
  const lemma = numbers();
  const cluster = numbers();
  const middle = new Uint8Array(count);
  const quote = new Uint8Array(count);
  const lexical = new Uint8Array(count);
  const first = numbers();
  const end = numbers();
  const verbsSoFar = numbers();
  const signsSoFar = numbers();
  for (let i = 0; i < count; i++) {
    lemma[i] = isVerb(tag[i]) ? hashOf(lemmaOf(words[i], tag[i])) : forms.lower[i];
    const number = gazetteer.cluster(lower[i]);
    cluster[i] = number + 1;
    middle[i] = number < 0 ? 0 : gazetteer.middle[number] + 1;
    if (quotation[i]) {
      const opens = i === 0 || quotation[i - 1] !== quotation[i];
      const closes = i + 1 === count || quotation[i + 1] !== quotation[i];
      quote[i] = opens ? QUOTE.opens : closes ? QUOTE.closes : QUOTE.inside;
    }
    const classes = isVerb(tag[i]) ? CUE_VERBS.get(lower[i]) : undefined;
    if (classes) lexical[i] = classes.has('saying') ? 2 : 1;
    first[i] = sentences.firstToken[sentence[i]];
    end[i] = sentences.endToken[sentence[i]];
    verbsSoFar[i] = i === 0 ? 0 : verbsSoFar[i - 1] + (isFiniteVerb(tag[i - 1]) ? 1 : 0);
    signsSoFar[i] = i === 0 ? 0 : signsSoFar[i - 1] + (isPunctuation(tag[i - 1]) ? 1 : 0);
  }
  const ends = Array.from({ length: sentences.count }, (_, s) => sentences.endToken[s]);
  const { head, relation } = parseSentences(forms, tag, ends, parser);
  const cueAbove = numbers();
  const branch = new Uint8Array(count);
  const children = new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    if (head[i] >= 0) children[head[i]] |= CHILD_BIT[relation[i]];
    cueAbove[i] = -1;
    let below = i;
    for (let step = 0; step < HIGHEST && head[below] >= 0; step++) {
      const above = head[below];
      if (lexical[above]) {
        cueAbove[i] = above;
        branch[i] = relation[below];
        break;
      }
      below = above;
    }
  }
  const saying = (i: number): boolean => lexical[i] === 2 && quotation[i] === 0;
  const verb = (i: number): boolean => isFiniteVerb(tag[i]);
  const sign = (i: number): boolean => isPunctuation(tag[i]);
  return {
    ...{ count, tag, lemma, cluster, middle, quote, quotation, sentence, first, end, verbsSoFar, signsSoFar, lexical },
    ...{ word: forms.lower, suffix: forms.suffix3, shape: forms.shape },
    ...{ head, relation, cueAbove, branch, children },
    ...{ sayingBefore: before(sentence, saying), sayingBehind: behind(sentence, saying) },
    ...{ verbBefore: before(sentence, verb), verbBehind: behind(sentence, verb) },
    ...{ signBefore: before(sentence, sign), signBehind: behind(sentence, sign) },
  };
}

/** By token: the nearest earlier token of its sentence that `is` one, -1 when there is none. */
function before(sentence: Int32Array, is: (i: number) => boolean): Int32Array {
  const nearest = new Int32Array(sentence.length);
  let last = -1;
  for (let i = 0; i < sentence.length; i++) {
    if (i > 0 && sentence[i - 1] !== sentence[i]) last = -1;
    nearest[i] = last;
    if (is(i)) last = i;
  }
  return nearest;
}

function behind(sentence: Int32Array, is: (i: number) => boolean): Int32Array {
  const nearest = new Int32Array(sentence.length);
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

import { isAdjective, isAdverb, isNoun, isProper, isVerb, TAG } from '../text/tags';
import type { Reading } from './reading';

/**
 * Noun phrases and verb groups found from tags alone, without a parse: they serve constructions that are plain enough for it.
 * Every search is bounded, so that a paragraph without full stops costs no more than others.
 */
const LONGEST_PHRASE = 40;

const ATTACHING = new Set(['of', 'for', 'at', 'in', 'on', 'with', 'from', 'to', 'by']);

/** Can this token stand inside a plain noun phrase? */
function isInside({ tokens, words }: Reading, i: number): boolean {
  const tag = tokens.tag[i];
  if (isNoun(tag) || isAdjective(tag)) return true;
  return (
    tag === TAG.DT ||
    tag === TAG.PDT ||
    tag === TAG['PRP$'] ||
    tag === TAG['WP$'] ||
    tag === TAG.CD ||
    tag === TAG.POS ||
    tag === TAG.$ ||
    tag === TAG.HYPH ||
    tag === TAG.FW ||
    tag === TAG.VBN ||
    (tag === TAG.VBG && words[i].length > 4)
  );
}

export function isHead({ tokens }: Reading, i: number): boolean {
  const tag = tokens.tag[i];
  return isNoun(tag) || tag === TAG.PRP || tag === TAG.CD || tag === TAG.DT || tag === TAG.WP || tag === TAG.EX;
}

/** Begin of the plain noun phrase whose last token is `last`, or -1 when there is none. Not before `limit`. */
export function basePhraseEndingAt(reading: Reading, last: number, limit: number): number {
  const { tag } = reading.tokens;
  if (last < limit || !(isHead(reading, last) || isAdjective(tag[last]))) return -1;
  if (tag[last] === TAG.PRP || tag[last] === TAG.WP || tag[last] === TAG.EX) return last;
  let begin = last;
  while (begin > limit && last - begin < LONGEST_PHRASE && isInside(reading, begin - 1)) {
    if (isDeterminer(tag[begin]) && tag[begin - 1] !== TAG.PDT) break;
    begin--;
  }
  if (isAdjective(tag[last]) && !isDeterminer(tag[begin])) return -1; // "the accused", not "open said"
  while (begin < last && (tag[begin] === TAG.VBN || tag[begin] === TAG.VBG || tag[begin] === TAG.POS)) begin++;
  return begin;
}

function isDeterminer(tag: number): boolean {
  return tag === TAG.DT || tag === TAG['PRP$'] || tag === TAG['WP$'];
}

/** Like `basePhraseEndingAt`, with "of the committee", "on the panel" behind its head, and "Smith and Jones". */
export function phraseEndingAt(reading: Reading, last: number, limit: number): number {
  let begin = basePhraseEndingAt(reading, last, limit);
  if (begin < 0) return begin;
  const { tag } = reading.tokens;
  const { lower } = reading;
  while (begin - 2 >= limit && last - begin < LONGEST_PHRASE) {
    const joiner = begin - 1;
    const attaches = ATTACHING.has(lower[joiner]) && isNoun(tag[joiner - 1]);
    const conjoins = lower[joiner] === 'and' && isProper(tag[joiner - 1]) && isProper(tag[begin]);
    if (!attaches && !conjoins) break;
    const earlier = basePhraseEndingAt(reading, joiner - 1, limit);
    if (earlier < 0) break;
    begin = earlier;
  }
  return begin;
}

/** End of the noun phrase that begins at `from`, "of ..." included; `from` itself when there is none. */
export function phraseFrom(reading: Reading, from: number, limit: number): number {
  const { tag } = reading.tokens;
  const { lower } = reading;
  if (from < limit && (tag[from] === TAG.PRP || tag[from] === TAG.WP || tag[from] === TAG.EX)) return from + 1;
  let at = from;
  let end = from;
  const bound = Math.min(limit, from + LONGEST_PHRASE);
  while (at < bound) {
    if (isInside(reading, at)) {
      at++;
      if (isHead(reading, at - 1) || (isAdjective(tag[at - 1]) && isDeterminer(tag[from]))) end = at;
    } else if (end > from && at === end && ATTACHING.has(lower[at]) && lower[at] !== 'to' && lower[at] !== 'by') {
      at++;
    } else if (end > from && at === end && lower[at] === 'and' && at + 1 < bound && isProper(tag[at + 1])) {
      at++;
    } else break;
  }
  return end;
}

/** Begin of the verb group whose main verb is `verb`: "has also said" with its auxiliaries and adverbs. */
export function verbGroupBegin({ tokens, lower }: Reading, verb: number, limit: number): number {
  let begin = verb;
  while (begin > limit && verb - begin < 6) {
    const tag = tokens.tag[begin - 1];
    const auxiliary = tag === TAG.MD || AUXILIARIES.has(lower[begin - 1]) || tag === TAG.TO;
    if (!auxiliary && !(isAdverb(tag) && tag !== TAG.WRB)) break;
    begin--;
  }
  return begin;
}

const AUXILIARIES = new Set(
  `be is are was were been being am 's 're 'm 've 'd have has had having do does did not n't nt will would`.split(
    /\s+/,
  ),
);

/** Does a finite verb stand in `[from, to)`? */
export function hasVerb({ tokens }: Reading, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (isVerb(tokens.tag[i])) return true;
  return false;
}

import { isAdjective, isNoun, TAG } from '../text/tags';
import { HEADLINE_SPEAKERS } from './cueLexicon';
import { basePhraseEndingAt } from './phrases';
import type { Range, TokenAttribution } from './ranges';
import type { Reading } from './reading';

/**
 * A headline says who claims it without a verb: "Poll: voters undecided", "US open to talks - official". Its cue is the
 * colon or dash. Where the mark is lost ("... missile deployments official") the cue is empty: only here may it be.
 */
export function headlineAttribution(reading: Reading, from: number, to: number): TokenAttribution | undefined {
  const mark = markIn(reading, from, to);
  if (mark < 0) return withoutMark(reading, from, to);
  const cue = [{ from: mark, to: mark + 1 }];
  const before = { from, to: mark };
  const after = { from: mark + 1, to: sentenceEnd(reading, to) };
  if (isSpeaker(reading, after)) return { source: [after], cue, content: [before], confidence: 0.7 };
  const colon = reading.words[mark] === ':';
  if (colon && isSpeaker(reading, before)) return { source: [before], cue, content: [after], confidence: 0.7 };
  return undefined;
}

/** The only colon or dash, with words on both sides; -1 when there is none or more than one. */
function markIn({ words }: Reading, from: number, to: number): number {
  let mark = -1;
  for (let i = from + 1; i + 1 < to; i++) {
    if (!MARKS.has(words[i])) continue;
    if (mark >= 0) return -1;
    mark = i;
  }
  return mark;
}

const MARKS = new Set([':', '–', '—', '--']);

/** A short noun phrase whose head speaks: "official", "Two U.S. officials", "Bloomberg poll". */
function isSpeaker(reading: Reading, { from, to }: Range): boolean {
  if (to <= from || to - from > 6) return false;
  if (!HEADLINE_SPEAKERS.has(reading.lower[to - 1])) return false;
  return to - from === 1 || basePhraseEndingAt(reading, to - 1, from) === from;
}

/**
 * The last noun is a speaker that belongs to nothing before it. English compounds put their modifiers in the singular, so a
 * speaker behind a plural noun, an adverb, a number or a participle begins a phrase of its own.
 */
function withoutMark(reading: Reading, from: number, end: number): TokenAttribution | undefined {
  const { lower, tokens } = reading;
  const to = sentenceEnd(reading, end);
  if (to - from < 5 || !HEADLINE_SPEAKERS.has(lower[to - 1])) return undefined;
  let begin = to - 1;
  while (begin > from && isModifier(tokens.tag[begin - 1]) && to - begin < 4) begin--;
  const before = tokens.tag[begin - 1];
  const apart =
    before === TAG.NNS || before === TAG.NNPS || before === TAG.RB || before === TAG.CD || before === TAG.VBN;
  if (!apart) return undefined;
  return { source: [{ from: begin, to }], cue: [], content: [{ from, to: begin }], confidence: 0.6 };
}

function isModifier(tag: number): boolean {
  return isAdjective(tag) || (isNoun(tag) && tag !== TAG.NNS && tag !== TAG.NNPS);
}

function sentenceEnd({ words }: Reading, to: number): number {
  return words[to - 1] === '.' ? to - 1 : to;
}

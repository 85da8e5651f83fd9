import { isFiniteVerb, TAG } from '../text/tags';
import { isMark, mayBeLeftOut } from './between';
import { holds, tokenCount } from './candidate';
import { basePhraseEndingAt } from './phrases';
import { joinedRanges, type Range, type TokenAttribution, without } from './ranges';
import type { Reading } from './reading';

type Roles = Pick<TokenAttribution, 'source' | 'cue' | 'content'>;

/**
 * What an engine proposes, in pieces that keep the contract of an analysis (contract.ts). A word that is missing amid a piece is put
 * back; a piece that cannot be joined to the others is dropped. Undefined where no content remains.
 */
export function settled<T extends Roles>(reading: Reading, proposed: T): T | undefined {
  const cue = settledCue(reading, proposed);
  const source = settledSource(reading, proposed, cue);
  const content = settledContent(reading, without(proposed.content, [...source, ...cue]), [...source, ...cue]);
  return content.length ? { ...proposed, source, cue, content } : undefined;
}

/** Marks that belong to no role when they stand at its end. */
const LOOSE = new Set([',', '.', ';', ':', '-', '--', '–', '—', '―']);

/** A cue may be a mark alone: "WALLACE: Will she be there?" */
function settledCue(reading: Reading, { source, cue, content }: Roles): Range[] {
  const ranges = joinedRanges(cue);
  const trimmed = withoutLoose(reading, ranges);
  return onePhrase(reading, trimmed.length ? trimmed : ranges, [...source, ...content], undefined);
}

function settledSource(reading: Reading, { source, content }: Roles, cue: readonly Range[]): Range[] {
  const trimmed = withoutLoose(reading, without(joinedRanges(source), cue));
  const whole = trimmed.flatMap((range) => withPossessor(reading, range, cue));
  return onePhrase(reading, joinedRanges(whole), [...cue, ...content], cue[0]);
}

function withoutLoose({ words, quotation }: Reading, ranges: readonly Range[]): Range[] {
  const isLoose = (i: number): boolean => LOOSE.has(words[i]) && !quotation[i];
  return ranges.flatMap(({ from, to }) => {
    while (from < to && isLoose(to - 1)) to--;
    while (from < to && isLoose(from)) from++;
    return from < to ? [{ from, to }] : [];
  });
}

/** "Israel's Prime Minister" for "'s Prime Minister"; nothing begins with an ending. */
function withPossessor(reading: Reading, { from, to }: Range, cue: readonly Range[]): Range[] {
  const { tokens, sentences } = reading;
  if (tokens.tag[from] !== TAG.POS) return [{ from, to }];
  const begin = basePhraseEndingAt(reading, from - 1, sentences.firstToken[tokens.sentence[from]]);
  if (begin >= 0) return without([{ from: begin, to }], cue).slice(-1);
  return from + 1 < to ? [{ from: from + 1, to }] : [];
}

/** So many words that an engine left out amid a phrase are put back. */
const LONGEST_HOLE = 12;

/**
 * The pieces that are one phrase: from the one nearest to `near` (the longest where it is undefined) those of its sentence that
 * nothing but other roles parts from it, or a few words without a finite verb, which are put back.
 */
function onePhrase(reading: Reading, pieces: readonly Range[], others: readonly Range[], near: Range | undefined): Range[] {
  if (pieces.length < 2) return [...pieces];
  const { tokens } = reading;
  const away = ({ from, to }: Range): number => (near ? Math.max(near.from - to, from - near.to) : from - to);
  const main = pieces.reduce((best, each) => (away(each) < away(best) ? each : best));
  const isOther = (i: number): boolean => holds(others, i);
  let joined: Range[] = [main];
  const join = (a: Range, b: Range): Range[] | undefined => {
    const gap = { from: a.to, to: b.from };
    if (tokens.sentence[a.to - 1] !== tokens.sentence[b.from]) return undefined;
    if (isHole(reading, gap, isOther)) return [{ from: a.from, to: b.to }];
    return mayBeLeftOut(reading, gap, isOther, true) ? [a, b] : undefined;
  };
  const at = pieces.indexOf(main);
  for (let p = at + 1; p < pieces.length; p++) {
    const both = join(joined[joined.length - 1], pieces[p]);
    if (!both) break;
    joined = [...joined.slice(0, -1), ...both];
  }
  for (let p = at - 1; p >= 0; p--) {
    const both = join(pieces[p], joined[0]);
    if (!both) break;
    joined = [...both, ...joined.slice(1)];
  }
  return joined;
}

function isHole({ tokens }: Reading, { from, to }: Range, isOther: (i: number) => boolean): boolean {
  if (to - from > LONGEST_HOLE) return false;
  for (let i = from; i < to; i++) if (isOther(i) || isFiniteVerb(tokens.tag[i])) return false;
  return true;
}

function settledContent(reading: Reading, content: readonly Range[], frame: readonly Range[]): Range[] {
  const isFrame = (i: number): boolean => holds(frame, i);
  let pieces: Range[] = [];
  for (const parts of bySentence(reading, content)) {
    const { tokens, sentences } = reading;
    const s = tokens.sentence[parts[0].from];
    const sentence = { from: sentences.firstToken[s], to: sentences.endToken[s] };
    pieces = joinedRanges([...pieces, ...inSentence(reading, parts, sentence, isFrame, pieces.length > 0)]);
  }
  return pieces;
}

/** The ranges cut where sentences end, those of one sentence together. */
function bySentence({ tokens, sentences }: Reading, ranges: readonly Range[]): Range[][] {
  const groups: Range[][] = [];
  let last = -1;
  for (const { from, to } of ranges) {
    for (let begin = from; begin < to;) {
      const s = tokens.sentence[begin];
      const end = Math.min(to, sentences.endToken[s]);
      if (s === last) groups[groups.length - 1].push({ from: begin, to: end });
      else groups.push([{ from: begin, to: end }]);
      last = s;
      begin = end;
    }
  }
  return groups;
}

/** What remains of the parts that lie in one sentence, and what is put back between them. */
function inSentence(
  reading: Reading,
  parts: readonly Range[],
  sentence: Range,
  isFrame: (i: number) => boolean,
  isLater: boolean,
): Range[] {
  const isFramed = some(sentence, isFrame);
  let kept: Range[] = [];
  for (const part of parts) {
    const last = kept.at(-1);
    const gap = { from: last?.to ?? sentence.from, to: part.from };
    const isOpen =
      last || isFramed
        ? (!last && !isLater) || (hasWord(reading, gap) && mayBeLeftOut(reading, gap, isFrame, last !== undefined))
        : !isLater && beginsQuotation(reading, part.from);
    const missing = isOpen ? [] : missingIn(reading, gap, isFrame);
    if (tokenCount(missing) <= Math.min(LONGEST_HOLE, tokenCount([part]) + (last ? tokenCount([last]) : 0)))
      kept = joinedRanges([...kept, ...missing, part]);
    else if (last && tokenCount([part]) > tokenCount(kept) && (isFramed && !isLater)) kept = [part];
  }
  const isScrap = !isFramed && kept.length > 0 && !reading.quotation[kept[0].from] && 2 * tokenCount(kept) < sentence.to - sentence.from;
  return isScrap ? [] : kept;
}

/** What a gap that may not be left out lacks: all of it, or its ends up to source and cue or a mark. */
function missingIn({ words }: Reading, { from, to }: Range, isFrame: (i: number) => boolean): Range[] {
  if (!some({ from, to }, isFrame)) return [{ from, to }];
  let [before, after] = [from, to];
  while (!isFrame(before) && !isMark(words[before])) before++;
  while (!isFrame(after - 1) && !isMark(words[after - 1])) after--;
  return joinedRanges([{ from, to: before }, { from: after, to }]);
}

function hasWord({ words }: Reading, range: Range): boolean {
  return some(range, (i) => !isMark(words[i]));
}

function beginsQuotation({ quotation }: Reading, i: number): boolean {
  return quotation[i] > 0 && (i === 0 || quotation[i - 1] !== quotation[i]);
}

function some({ from, to }: Range, is: (i: number) => boolean): boolean {
  for (let i = from; i < to; i++) if (is(i)) return true;
  return false;
}

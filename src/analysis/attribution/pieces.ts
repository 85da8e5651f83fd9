import { isFiniteVerb, TAG } from '../text/tags';
import { isMark, LOOSE_MARKS, mayBeLeftOut } from './between';
import { holds, sharedTokens, tokenCount } from './candidate';
import { WORD, WORDS } from './cueLexicon';
import { basePhraseEndingAt } from './phrases';
import { joinedRanges, type Range, type TokenAttribution, without } from './ranges';
import type { Reading } from './reading';

type Roles = Pick<TokenAttribution, 'source' | 'cue' | 'content'>;

/**
 * What an engine proposes, in pieces that keep the contract of an analysis (contract.ts): words that are missing amid a piece are put
 * back, a piece that cannot be joined to the others is dropped. Undefined where no content remains.
 */
export function settled<T extends Roles>(reading: Reading, proposed: T): T | undefined {
  let before = proposed;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const cue = settledCue(reading, before);
    const source = settledSource(reading, before, cue);
    const frame = [...source, ...cue];
    const content = settledContent(reading, without(before.content, frame), frame);
    if (!content.length) return undefined;
    if (isSame(before.cue, cue) && isSame(before.source, source) && isSame(before.content, content)) return before;
    before = { ...before, source, cue, content };
  }
  return undefined;
}

/** What one role loses may have held another together; the third round finds nothing more to change, nearly always the second. */
const MOST_ROUNDS = 10;

function isSame(a: readonly Range[], b: readonly Range[]): boolean {
  return a.length === b.length && a.every(({ from, to }, i) => from === b[i].from && to === b[i].to);
}

/** The first piece and what belongs to it. A cue may be a mark alone: "WALLACE: Will she be there?" */
function settledCue(reading: Reading, { source, cue, content }: Roles): Range[] {
  const ranges = bySentence(reading, joinedRanges(cue)).flat();
  const trimmed = withoutLooseMarks(reading, ranges);
  const pieces = trimmed.length ? trimmed : ranges.slice(0, 1);
  return onePhrase(reading, pieces, 0, [...source, ...content], ({ from, to }) => to - from === 1);
}

/** The piece that is nearest to the cue, if it may be a subject, and what belongs to it. */
function settledSource(reading: Reading, { source, content }: Roles, cue: readonly Range[]): Range[] {
  const { tokens, lower } = reading;
  const parts = bySentence(reading, without(source, cue)).flat();
  const whole = withoutLooseMarks(reading, parts).flatMap((range) => withPossessor(reading, range, cue));
  const pieces = bySentence(reading, joinedRanges(whole)).flat();
  let main = 0;
  const [near] = cue;
  const away = ({ from, to }: Range): number =>
    Math.max(near.from - to, from - near.to) + (PREPOSITIONS.has(lower[from - 1]) ? reading.tokens.count : 0);
  if (near) for (let p = 1; p < pieces.length; p++) if (away(pieces[p]) < away(pieces[main])) main = p;
  const isClause = (i: number): boolean => isFiniteVerb(tokens.tag[i]) || tokens.tag[i] === TAG.CC;
  const isMissing = (gap: Range): boolean => gap.to - gap.from <= LONGEST_GAP && !some(gap, isClause);
  return onePhrase(reading, pieces, main, [...cue, ...content], isMissing);
}

/** What stands behind these is part of another phrase: nobody who speaks. */
const PREPOSITIONS = new Set(['about', 'at', 'by', 'for', 'from', 'in', 'into', 'of', 'on', 'over', 'to', 'with']);

/** What is said may be a whole sentence, with its full stop. */
const LOOSE_IN_CONTENT = new Set([...LOOSE_MARKS].filter((mark) => mark !== '.'));

/** Without commas and the like at the ends, the last mark of a quotation before and the first of one behind. */
function withoutLooseMarks({ words, quotation }: Reading, ranges: readonly Range[], loose = LOOSE_MARKS): Range[] {
  const isLoose = (i: number, beside: number): boolean =>
    isMark(words[i]) && (quotation[i] ? quotation[i] !== quotation[beside] : loose.has(words[i]));
  return ranges.flatMap(({ from, to }) => {
    while (from < to && isLoose(to - 1, to - 2)) to--;
    while (from < to && isLoose(from, from + 1)) from++;
    return hasWord({ words }, { from, to }) ? [{ from, to }] : [];
  });
}

function hasWord({ words }: Pick<Reading, 'words'>, range: Range): boolean {
  return some(range, (i) => !isMark(words[i]));
}

/** "Israel's Prime Minister" for "'s Prime Minister": nothing begins with an ending. */
function withPossessor(reading: Reading, { from, to }: Range, cue: readonly Range[]): Range[] {
  const { tokens, sentences } = reading;
  const isEnding = (i: number): boolean => tokens.tag[i] === TAG.POS;
  if (!isEnding(from)) return [{ from, to }];
  const begin = basePhraseEndingAt(reading, from - 1, sentences.firstToken[tokens.sentence[from]]);
  const [whole] = without([{ from: begin < 0 ? from : begin, to }], cue).slice(-1);
  let first = whole.from;
  while (first < to && isEnding(first)) first++;
  return first < to ? [{ from: first, to }] : [];
}

/** More words than this that an engine left out are not put back. */
const LONGEST_GAP = 12;

/**
 * The pieces that are one phrase with the main one: those of its sentence that nothing but other roles parts from it, or words that
 * are missing, which are put back.
 */
function onePhrase(
  reading: Reading,
  pieces: readonly Range[],
  main: number,
  others: readonly Range[],
  isMissing: (gap: Range) => boolean,
): Range[] {
  const { sentence } = reading.tokens;
  const isOther = (i: number): boolean => holds(others, i);
  /** Both, or as one; undefined where they do not belong together. */
  const joined = (a: Range, b: Range): Range[] | undefined => {
    const gap = { from: a.to, to: b.from };
    if (sentence[a.to - 1] !== sentence[b.from]) return undefined;
    if (!some(gap, isOther) && isMissing(gap)) return [{ from: a.from, to: b.to }];
    return mayBeLeftOut(reading, gap, isOther, true) ? [a, b] : undefined;
  };
  let phrase = pieces.slice(main, main + 1);
  for (let p = main + 1; p < pieces.length; p++) {
    const both = joined(phrase[phrase.length - 1], pieces[p]);
    if (!both) break;
    phrase = [...phrase.slice(0, -1), ...both];
  }
  for (let p = main - 1; p >= 0; p--) {
    const both = joined(pieces[p], phrase[0]);
    if (!both) break;
    phrase = [...both, ...phrase.slice(1)];
  }
  return phrase;
}

function settledContent(reading: Reading, content: readonly Range[], frame: readonly Range[]): Range[] {
  const pieces: Range[] = [];
  const isSpeech = content.some((range) => hasPerson(reading, range));
  for (const parts of bySentence(reading, withoutLooseMarks(reading, content, LOOSE_IN_CONTENT)))
    for (const piece of inSentence(reading, parts, frame, pieces.length > 0, isSpeech)) append(pieces, piece);
  return pieces.flatMap((piece) => byParagraph(reading, piece));
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

/** Of a piece that reaches into other paragraphs, the piece in each. */
function byParagraph({ tokens, sentences, endToken }: Reading, { from, to }: Range): Range[] {
  const pieces: Range[] = [];
  for (let begin = from; begin < to;) {
    const end = Math.min(to, endToken[sentences.paragraph[tokens.sentence[begin]]]);
    pieces.push({ from: begin, to: end });
    begin = end;
  }
  return pieces;
}

/** What remains of the parts that lie in one sentence, with the words that are missing amid them. */
function inSentence(
  reading: Reading,
  parts: readonly Range[],
  frame: readonly Range[],
  isLater: boolean,
  isSpeech: boolean,
): Range[] {
  const { tokens, sentences, quotation } = reading;
  const s = tokens.sentence[parts[0].from];
  const sentence = { from: sentences.firstToken[s], to: sentences.endToken[s] };
  const isFrame = (i: number): boolean => holds(frame, i);
  const isFramed = frame.some(({ from, to }) => from < sentence.to && to > sentence.from);
  let kept: Range[] = [];
  for (const group of groupsOf(parts, isFrame)) {
    const [{ from }] = group;
    const last = kept.at(-1);
    const isBehind = last !== undefined || frame.some((range) => range.to <= from && range.to > sentence.from);
    const mayBegin = isBehind || (!isLater && (isFramed || beginsQuotation(reading, from)));
    const words = stretchOf(group, mayBegin ? undefined : sentence.from);
    if (!words || !hasWord(reading, words)) continue;
    const isOwn = isFramed || quotation[words.from] > 0;
    const isScrap = 2 * sharedTokens(group, [words]) < sentence.to - sentence.from;
    if (!isOwn && (isScrap || (!isSpeech && tellsPast(reading, sentence)))) continue;
    const gap = { from: last?.to ?? sentence.from, to: words.from };
    const [behindLast, before] =
      isBehind && (last ?? isLater) ? missingIn(reading, gap, isFrame, last !== undefined) : [];
    const isFirst = !isLater && (last === undefined || kept.length === 1);
    if (last && isFirst && size(behindLast) > size(last)) kept = [words];
    else if (size(behindLast) + size(before) <= size(words)) {
      for (const each of [behindLast, before, words]) if (each) append(kept, each);
    } else if (!isLater && size(words) > tokenCount(kept)) kept = [words];
  }
  return kept;
}

/** Is it told as articles tell: in the past tense and in nobody's person? */
function tellsPast(reading: Reading, range: Range): boolean {
  const { tag } = reading.tokens;
  const isPresent = (i: number): boolean => tag[i] === TAG.VBZ || tag[i] === TAG.VBP;
  return some(range, (i) => tag[i] === TAG.VBD) && !some(range, isPresent) && !hasPerson(reading, range);
}

/** Is a word of it in the first or second person? */
function hasPerson({ types, vocabulary, words }: Reading, range: Range): boolean {
  const known = vocabulary.column(WORDS);
  return some(range, (i) => (known[types[i]] & (WORD.firstPerson | WORD.secondPerson)) !== 0 && words[i] !== 'US');
}

/** The parts that no word of the source or the cue parts from each other. */
function groupsOf(parts: readonly Range[], isFrame: (i: number) => boolean): Range[][] {
  const groups: Range[][] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    if (last && !some({ from: last[last.length - 1].to, to: part.from }, isFrame)) last.push(part);
    else groups.push([part]);
  }
  return groups;
}

/**
 * From which part to which one reads: each of their words speaks for that, two words that are missing between them against it as much.
 * @param begin where it has to begin, if that is settled
 * @returns undefined where too much is missing at its begin
 */
function stretchOf(parts: readonly Range[], begin: number | undefined): Range | undefined {
  let best: Range | undefined;
  let most = 0;
  let from = begin ?? parts[0].from;
  let end = from;
  let sum = 0;
  for (const part of parts) {
    sum -= (part.from - end) / 2;
    if (sum <= 0 && begin === undefined) [from, sum] = [part.from, 0];
    sum += size(part);
    end = part.to;
    if (sum > most) [best, most] = [{ from, to: end }, sum];
  }
  return best;
}

function size(range: Range | undefined): number {
  return range ? range.to - range.from : 0;
}

/** Adds a range behind others; one that touches the last becomes one with it. */
function append(ranges: Range[], range: Range): void {
  const last = ranges.at(-1);
  if (range.to <= range.from) return;
  if (last?.to === range.from) ranges[ranges.length - 1] = { from: last.from, to: range.to };
  else ranges.push(range);
}

/** What a gap may not leave out: the words behind one piece and before the next, as far as a mark, the source or the cue. */
function missingIn(reading: Reading, gap: Range, isFrame: (i: number) => boolean, follows: boolean): Range[] {
  if (mayBeLeftOut(reading, gap, isFrame, follows)) return [];
  const isEnd = (i: number): boolean => isFrame(i) || isMark(reading.words[i]);
  let [behind, before] = [gap.from, gap.to];
  while (follows && !isEnd(behind)) behind++;
  while (!isEnd(before - 1)) before--;
  return [
    { from: gap.from, to: behind },
    { from: before, to: gap.to },
  ];
}

function beginsQuotation({ quotation }: Reading, i: number): boolean {
  return quotation[i] > 0 && (i === 0 || quotation[i - 1] !== quotation[i]);
}

function some({ from, to }: Range, is: (i: number) => boolean): boolean {
  for (let i = from; i < to; i++) if (is(i)) return true;
  return false;
}

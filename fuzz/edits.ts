/** Random edits of a text in which every character is known again, and where an anchor's words are then, for certain. */
import type { Span } from '../src/analysis/analysis';

/** Id of a character that was typed; copies of the old text's character `n` have the id `-2 - n`. */
const TYPED = -1;

/** A text, and for each UTF-16 unit the offset at which it stood in the text that was edited first. */
export interface TrackedText {
  readonly text: string;
  readonly ids: readonly number[];
  /** The text that was edited first. */
  readonly original: string;
}

/** `at`, `to` are places in the text as a share of it, 0 to 1; `n` chooses among what can be done there. */
export interface Edit {
  readonly kind: EditKind;
  readonly at: number;
  readonly to: number;
  readonly n: number;
}

export const EDIT_KINDS = [
  ...['type', 'delete', 'split line', 'split word', 'join lines', 'join words', 'move line', 'move sentence'],
  ...['copy line', 'delete line', 'delete sentence', 'insert line', 'rewrite sentence', 'replace word', 'replace all'],
  ...['blank', 'line ends', 'wrap'],
] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

export function tracked(text: string): TrackedText {
  return { text, ids: Array.from({ length: text.length }, (_, i) => i), original: text };
}

/** @param foreign text of another article, of which lines and sentences are taken */
export function edited(before: TrackedText, { kind, at, to, n }: Edit, foreign: string): TrackedText {
  const { text } = before;
  const place = Math.floor(at * text.length);
  const target = Math.floor(to * text.length);
  const words = spans(text, /\S+/g);
  const pick = <T>(list: readonly T[], share: number): T | undefined =>
    list[Math.min(list.length - 1, Math.floor(share * list.length))];
  const word = pick(words, at);
  const aWord = () => sliced(text, pick(words, to)) || 'word';
  const line = pick(spans(text, /[^\r\n]+/g), at);
  const sentence = pick(spans(text, SENTENCE), at);
  switch (kind) {
    case 'type': {
      const typed = [aWord(), ` ${aWord()}`, 'x', ', ', '.', ' “', `${aWord()} ${aWord()} ${aWord()} `][n % 7];
      return spliced(before, place, place, typed);
    }
    case 'delete':
      return spliced(before, place, Math.min(text.length, place + 1 + (n % [2, 12, 60][n % 3])));
    case 'split line': {
      const blank = pick(spans(text, / +/g), at);
      return blank ? spliced(before, blank.start, blank.end, ['\n', '\n\n', '\r\n', ' \n'][n % 4]) : before;
    }
    case 'split word':
      return spliced(before, place, place, ['\n', ' ', '-\n'][n % 3]);
    case 'join lines': {
      const ending = pick(spans(text, /\s*[\r\n]\s*/g), at);
      return ending ? spliced(before, ending.start, ending.end, [' ', ' ', '  ', ''][n % 4]) : before;
    }
    case 'join words': {
      const blank = pick(spans(text, / +/g), at);
      return blank ? spliced(before, blank.start, blank.end) : before;
    }
    case 'move line':
      return line ? moved(before, wholeLine(text, line), lineStart(text, target)) : before;
    case 'move sentence': {
      const other = pick(spans(text, SENTENCE), to);
      return sentence && other ? moved(before, sentence, other.start) : before;
    }
    case 'copy line': {
      if (!line) return before;
      const { start, end } = wholeLine(text, line);
      const ending = /[\r\n]$/.test(text.slice(start, end)) ? '' : '\n';
      return inserted(before, lineStart(text, target), text.slice(start, end) + ending, copied(before, { start, end }));
    }
    case 'delete line': {
      const whole = line && wholeLine(text, line);
      return whole ? spliced(before, whole.start, whole.end) : before;
    }
    case 'delete sentence':
      return sentence ? spliced(before, sentence.start, sentence.end) : before;
    case 'insert line': {
      const words = sliced(foreign, pick(spans(foreign, /[^\r\n]+/g), to));
      return inserted(before, lineStart(text, place), `${words}\n`, knownIds(before, words, /[^\r\n]+/g));
    }
    case 'rewrite sentence': {
      const other = pick(spans(n % 2 ? foreign : text, SENTENCE), to);
      if (!sentence || !other) return before;
      const words = sliced(n % 2 ? foreign : text, other);
      if (words.trim() === sliced(text, sentence).trim()) return before;
      const ids = n % 2 ? knownIds(before, words, SENTENCE) : copied(before, other);
      return inserted(spliced(before, sentence.start, sentence.end), sentence.start, words, ids);
    }
    case 'replace word': {
      const other = n % 2 ? aWord() : sliced(foreign, pick(spans(foreign, /\S+/g), to));
      return word ? replaced(before, word, other) : before;
    }
    case 'replace all': {
      const old = sliced(text, word);
      const other = [aWord(), `${old}x`, 'Somebody Else', old.toUpperCase()][n % 4];
      let after = before;
      for (const { start, end } of words.toReversed())
        if (text.slice(start, end) === old)
          after = other.startsWith(old) ? spliced(after, end, end, other.slice(old.length)) : spliced(after, start, end, other); // prettier-ignore
      return after;
    }
    case 'blank': {
      const blank = pick(spans(text, /[^\S\r\n]+/g), at);
      return blank ? spliced(before, blank.start, blank.end, ['  ', '\t', '     '][n % 3]) : before;
    }
    case 'line ends': {
      let after = before;
      const ending = ['\r\n', '\n', '\n\n', '\r', '  \n'][n % 5];
      for (const { start, end } of spans(text, /\r\n|\r|\n/g).toReversed()) after = spliced(after, start, end, ending);
      return after;
    }
    case 'wrap': {
      if (!line) return before;
      const width = 10 + (n % 80);
      let after = before;
      let column = line.end;
      for (const { start, end } of spans(text, / +/g)
        .filter((blank) => blank.start >= line.start && blank.end <= line.end)
        .toReversed())
        // prettier-ignore
        if (column - start > width) {
          after = spliced(after, start, end, '\n');
          column = start;
        }
      return after;
    }
  }
}

/** With the blanks after it, so that what is left of a line is a line. */
const SENTENCE = /[^\s.?!][^.?!\r\n]*[.?!]*[^\S\r\n]*/g;

function spans(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ start: index, end: index + found.length }));
}

function sliced(text: string, span: Span | undefined): string {
  return span ? text.slice(span.start, span.end) : '';
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

function wholeLine(text: string, { start, end }: Span): Span {
  const ending = /^(?:\r\n|\r|\n)/.exec(text.slice(end, end + 2));
  return { start, end: end + (ending ? ending[0].length : 0) };
}

function spliced({ text, ids, original }: TrackedText, start: number, end: number, typed = ''): TrackedText {
  return {
    original,
    text: text.slice(0, start) + typed + text.slice(end),
    ids: [...ids.slice(0, start), ...new Array<number>(typed.length).fill(TYPED), ...ids.slice(end)],
  };
}

function copied({ ids }: TrackedText, { start, end }: Span): number[] {
  return ids.slice(start, end).map((id) => (id >= 0 ? -2 - id : id));
}

/** Words that come from elsewhere and were in the original may as well be a copy of it: ids of that; none where they were not. */
function knownIds({ original }: TrackedText, words: string, pattern: RegExp): number[] {
  const same = spans(original, pattern).find((each) => sliced(original, each).trim() === words.trim());
  return same ? copied(tracked(original), { start: same.start, end: same.start + words.trimEnd().length }) : [];
}

/** Other words in the place of some; where they are the same, nothing is done. */
function replaced(before: TrackedText, { start, end }: Span, words: string): TrackedText {
  return before.text.slice(start, end).trim() === words.trim() ? before : spliced(before, start, end, words);
}

function inserted(
  { text, ids, original }: TrackedText,
  at: number,
  words: string,
  wordIds: readonly number[],
): TrackedText {
  const own = [...wordIds, ...new Array<number>(words.length - wordIds.length).fill(TYPED)];
  return {
    original,
    text: text.slice(0, at) + words + text.slice(at),
    ids: [...ids.slice(0, at), ...own, ...ids.slice(at)],
  };
}

function moved(before: TrackedText, { start, end }: Span, to: number): TrackedText {
  if (to > start && to < end) return before;
  const words = before.text.slice(start, end);
  const ids = before.ids.slice(start, end);
  const ending = /[\r\n]$/.test(words) || !/[\r\n]/.test(before.text) ? '' : ' ';
  return inserted(spliced(before, start, end), to > start ? to - (end - start) : to, words + ending, ids);
}

// --- judging -----------------------------------------------------------------------------------------------------------

export const OUTCOMES = [
  /** Where its own characters are, none of which was edited. */
  'found',
  /** The same, though white space inside of it is another. */
  'found, white space changed',
  /** What is left of its characters, with nothing of other words. */
  'found, edited',
  /** The greater part of what is left of its characters, with nothing of other words: the rest was moved away from it. */
  'found, torn',
  /** The only copy of words that were deleted, perhaps edited: the text is the same as after moving them. */
  'found, moved by copying',
  /** The same words put in their place again, beside the same neighbour. */
  'found, retyped in place',
  /** The edits cancel each other out: the text shows fewer than there were, and nobody can see the others. */
  'found, edits cancel out',
  'orphan',
  'orphan, edited',
  'orphan, white space changed',
  'orphan, deleted',
  'misplaced',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Judges where the words at `span` of the text that was edited are said to be after it; undefined: nowhere. */
export function judged(before: string, span: Span, after: TrackedText, found: Span | undefined): Outcome {
  const own = marks(before, span.start, span.end);
  const isOwn = (id: number) => id >= span.start && id < span.end;
  const left: number[] = [];
  after.ids.forEach((id, at) => {
    if (isOwn(id) && !isBlank(after.text, at)) left.push(at);
  });
  const isWhole = left.length === own.length && left.every((at, i) => after.ids[at] === own[i]);
  const isTogether = isWhole && left.every((at, i) => i === 0 || marks(after.text, left[i - 1] + 1, at).length === 0);
  const first = left[0];
  const isUntouched = isTogether && after.text.slice(first, first + span.end - span.start) === before.slice(span.start, span.end); // prettier-ignore
  if (!found) {
    if (isUntouched) return 'orphan';
    return isTogether ? 'orphan, white space changed' : left.length ? 'orphan, edited' : 'orphan, deleted';
  }
  const places = marks(after.text, found.start, found.end);
  if (isTogether && places.length === left.length && places.every((at, i) => at === left[i]))
    return isUntouched ? 'found' : 'found, white space changed';
  // What was put inside belongs to them; what stood outside does not.
  const inside = new Set(places);
  const here = left.filter((at) => inside.has(at));
  const isStrange = (at: number) => after.ids[at] >= 0 && !isOwn(after.ids[at]) && (at < here[0] || at > here.at(-1)!);
  if (!isTogether && here.length > left.length / 2 && !places.some(isStrange))
    return here.length === left.length ? 'found, edited' : 'found, torn';
  // Of equal characters side by side nobody can tell which of them was deleted.
  const words = squeezed(after.text.slice(found.start, found.end));
  const isSame = words === squeezed(before.slice(span.start, span.end));
  const kept = places.filter((at) => isOwn(after.ids[at])).length;
  const isInside = left.length > 0 && found.start >= left[0] && found.end <= left.at(-1)! + 1;
  if (!isTogether && isSame && (isInside || kept > places.length / 2)) return 'found, edited';
  // Words put into the copy belong to it as they would to the words themselves.
  const copies = places.filter((at) => isOwn(-2 - after.ids[at]));
  const isCopy = copies.length > own.length / 2 && places.every((at) => after.ids[at] === TYPED || isOwn(-2 - after.ids[at])); // prettier-ignore
  if (isCopy && !left.length && after.ids.filter((id) => id === after.ids[copies[0]]).length === 1)
    return 'found, moved by copying';
  if (isSame && isRetyped(before, span, after, found)) return 'found, retyped in place';
  const truth = left.length ? { start: left[0], end: left.at(-1)! + 1 } : undefined;
  return cancelsOut(before, span, after.text, truth, found) ? 'found, edits cancel out' : 'misplaced';
}

/** Whether all the characters are new, and beside them is what was beside the words: then it looks as if nothing happened. */
function isRetyped(before: string, { start, end }: Span, after: TrackedText, found: Span): boolean {
  if (after.ids.slice(found.start, found.end).some((id) => id >= 0)) return false;
  const next = (text: string, at: number, step: -1 | 1) => {
    while (at >= 0 && at < text.length && isBlank(text, at)) at += step;
    return at;
  };
  const is = (old: number, now: number) => (old < 0 && now < 0) || (old >= before.length && now >= after.text.length) || (old >= 0 && after.ids[now] === old); // prettier-ignore
  return (
    is(next(before, start - 1, -1), next(after.text, found.start - 1, -1)) ||
    is(next(before, end, 1), next(after.text, found.end, 1))
  );
}

/**
 * Whether more words of both texts are the same, in the same order, when the words are where they were found than when they
 * are where they truly are, or deleted.
 */
function cancelsOut(before: string, span: Span, after: string, truth: Span | undefined, found: Span): boolean {
  const words = (text: string) => text.match(/\S+/g) ?? [];
  const parts = (text: string, { start, end }: Span) => {
    while (start > 0 && !isBlank(text, start - 1)) start--;
    while (end < text.length && !isBlank(text, end)) end++;
    return [text.slice(0, start), text.slice(start, end), text.slice(end)].map(words);
  };
  const old = parts(before, span);
  const kept = (place: Span) => parts(after, place).reduce((sum, part, i) => sum + common(old[i], part), 0);
  return kept(found) > (truth ? kept(truth) : common([...old[0], ...old[2]], words(after)));
}

/** The length of the longest common subsequence. */
function common(a: readonly string[], b: readonly string[]): number {
  let above = new Int32Array(b.length + 1);
  for (const word of a) {
    const row = new Int32Array(b.length + 1);
    for (let j = 0; j < b.length; j++) row[j + 1] = b[j] === word ? above[j] + 1 : Math.max(above[j + 1], row[j]);
    above = row;
  }
  return above[b.length];
}

/** Offsets of what is not white space. */
function marks(text: string, start: number, end: number): number[] {
  const found: number[] = [];
  for (let at = start; at < end; at++) if (!isBlank(text, at)) found.push(at);
  return found;
}

function isBlank(text: string, at: number): boolean {
  return text.charCodeAt(at) <= 32;
}

function squeezed(text: string): string {
  return text.replace(/[\0- ]+/g, ' ').trim();
}

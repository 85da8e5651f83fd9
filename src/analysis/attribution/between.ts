import type { Tokens } from '../analysis';
import { isFiniteVerb } from '../text/tags';
import type { Range } from './ranges';

/** What is asked of tokens here: their words, their tags, and the quotation that each stands in (0: none). */
export interface Words {
  readonly words: readonly string[];
  readonly tokens: Pick<Tokens, 'tag'>;
  readonly quotation: ArrayLike<number>;
}

/**
 * May these tokens of one sentence be left out before a piece of a role, between it and the piece before? Only if nothing that was
 * said is lost there. They are:
 *
 * - marks alone;
 * - a parenthesis: words in brackets or between two dashes;
 * - or the frame: words of another role of the same attribution, with marks, parentheses and what belongs to those words. A run of
 *   words that marks part from the pieces on both sides belongs to them whatever it is: ", the head of the panel, told reporters in
 *   Geneva on Monday,". A run that touches a piece belongs to them if it holds one of their words and neither before nor after those a finite verb or
 *   a quoted word: "he said on Monday".
 *
 * @param gap `[from, to)`; a piece begins at `to`
 * @param isFrame does the token play another role in the attribution?
 * @param follows does a piece end at `from`? Otherwise a sentence begins there.
 */
export function mayBeLeftOut(read: Words, gap: Range, isFrame: (token: number) => boolean, follows: boolean): boolean {
  const runs = runsIn(read, gap);
  if (!runs.length) return true;
  let framed = false;
  for (let i = gap.from; i < gap.to && !framed; i++) framed = isFrame(i);
  if (!framed) return false;
  const parted = (token: number): boolean => isMark(read.words[token]);
  return runs.every((run) => {
    const touches =
      (follows && run.from === gap.from && !parted(gap.from - 1)) || (run.to === gap.to && !parted(gap.to));
    return !touches || belongs(read, run, isFrame);
  });
}

function belongs({ tokens, quotation }: Words, { from, to }: Range, isFrame: (token: number) => boolean): boolean {
  let [first, end] = [from, to];
  while (first < to && !isFrame(first)) first++;
  while (end > first && !isFrame(end - 1)) end--;
  const isOwn = (i: number): boolean => isFiniteVerb(tokens.tag[i]) || quotation[i] > 0;
  for (let i = from; i < first; i++) if (isOwn(i)) return false;
  for (let i = end; i < to; i++) if (isOwn(i)) return false;
  return first < to;
}

/** The runs of words between marks, without parentheses. */
function runsIn({ words }: Words, { from, to }: Range): Range[] {
  const runs: Range[] = [];
  for (let i = from; i < to;) {
    if (isMark(words[i])) {
      i = parenthesisEnd(words, i, to);
      continue;
    }
    const begin = i;
    while (i < to && !isMark(words[i])) i++;
    runs.push({ from: begin, to: i });
  }
  return runs;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '–': '–', '—': '—', '--': '--' };

/** The token after the parenthesis that begins with this mark; after the mark itself where none does. */
function parenthesisEnd(words: readonly string[], mark: number, to: number): number {
  const closing = Object.hasOwn(CLOSING, words[mark]) ? CLOSING[words[mark]] : undefined;
  if (closing !== undefined) for (let i = mark + 1; i < to; i++) if (words[i] === closing) return i + 1;
  return mark + 1;
}

/** A token without letters and digits. */
export function isMark(word: string): boolean {
  return !/[\p{L}\p{N}]/u.test(word);
}

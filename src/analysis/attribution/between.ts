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
 *   Geneva on Monday,". A run that touches a piece belongs to them if it holds one of their words, and neither a finite verb nor a
 *   quoted word stands between that and the piece: "he said on Monday".
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
  const { words, tokens, quotation } = read;
  const isSaid = (i: number): boolean => isFiniteVerb(tokens.tag[i]) || quotation[i] > 0;
  const [first, last] = [runs[0], runs[runs.length - 1]];
  if (follows && first.from === gap.from && !isMark(words[gap.from - 1])) {
    let i = first.from;
    while (i < first.to && !isFrame(i) && !isSaid(i)) i++;
    if (i === first.to || !isFrame(i)) return false;
  }
  if (last.to === gap.to && !isMark(words[gap.to])) {
    let i = last.to - 1;
    while (i >= last.from && !isFrame(i) && !isSaid(i)) i--;
    if (i < last.from || !isFrame(i)) return false;
  }
  return true;
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

/** Marks that belong to no source or cue, and to no content that goes on behind them, when they stand at its end unquoted. */
export const LOOSE_MARKS: ReadonlySet<string> = new Set([',', '.', ';', ':', '-', '--', '–', '—', '―']);

/** A token without letters and digits. */
export function isMark(word: string): boolean {
  return !/[\p{L}\p{N}]/u.test(word);
}

import { TITLES } from './abbreviations';
import { isSpace, kindOf, LOWER, UPPER } from './characters';
import type { TokenSpans } from './tokens';

/**
 * Words that begin a sentence far more often than they follow an abbreviation with a capital: after "U.S." a name goes
 * on ("U.S. Army") but "The" begins anew. The determiners, pronouns, conjunctions and adverbs of English.
 */
const STARTERS = new Set(
  `the a an this that these those he she it they we i you his her its their our my your there here but and so or yet
  in on at for from by with after before during when while if as since because although though however meanwhile
  what who how why where which one some many most several both all no not now then still also even despite under
  last earlier later according asked`.split(/\s+/),
);

/** Verbs that follow a quotation and go on with its sentence: “Will they come?” Smith asked. */
const SAYING = new Set(
  `said says say asked asks told tells wrote writes added adds replied replies answered explained tweeted warned
  continued declared insisted argued noted recalled shouted joked`.split(/\s+/),
);

/**
 * Splits the tokens of one paragraph into sentences. A sentence holds the quotation marks and brackets that close at its
 * end. `breaks` are offsets at which a sentence begins in any case, such as the one behind a dateline.
 * @returns for each sentence the index of the token behind its last: the ends of `[0, n)` in pieces.
 */
export function splitSentences(text: string, tokens: TokenSpans, breaks: readonly number[] = []): number[] {
  const { starts, ends } = tokens;
  const count = starts.length;
  const sentenceEnds: number[] = [];
  let begin = 0;
  let nextBreak = 0;
  let lowerOnly: boolean | undefined; // text without capitals: they cannot tell where a sentence begins
  let after = 0; // the token after the closing marks that were looked at last
  for (let i = 0; i < count; i++) {
    let end = 0;
    while (nextBreak < breaks.length && breaks[nextBreak] <= starts[i]) nextBreak++;
    if (i + 1 < count && nextBreak < breaks.length && starts[i + 1] >= breaks[nextBreak]) {
      end = i + 1;
    } else if (isTerminator(text, starts[i], ends[i])) {
      // in "!!!" each mark closes the ones before it: they all end at the same token
      if (after <= i) after = behindClosers(text, starts, ends, i + 1);
      const last = text.charCodeAt(ends[i] - 1);
      if (after >= count) {
        end = count;
      } else if (ends[i] - starts[i] > 1 && last === 46 && text.charCodeAt(starts[i]) !== 46) {
        if (after === i + 1 ? endsAtAbbreviation(text, tokens, i, after) : startsAnew(text, starts, after)) end = after;
      } else if (goesOnAfterQuote(text, tokens, i, after)) {
        // “Why?” Smith asked.
      } else if (startsAnew(text, starts, after) || (last === 46 && (lowerOnly ??= !hasCapital(text)))) {
        end = after;
      }
    }
    if (end > begin) {
      sentenceEnds.push(end);
      begin = end;
      i = end - 1;
    }
  }
  if (begin < count) sentenceEnds.push(count);
  return sentenceEnds;
}

/** ".", "!", "?", "...", or a word that keeps its point. */
function isTerminator(text: string, start: number, end: number): boolean {
  const last = text.charCodeAt(end - 1);
  if (last === 46) return true;
  return end - start === 1 && (last === 33 || last === 63 || last === 0x2026 || last === 0x203d);
}

/** Index of the first token that does not belong to the sentence's end: closing marks stand right behind it. */
function behindClosers(text: string, starts: readonly number[], ends: readonly number[], i: number): number {
  while (i < starts.length && starts[i] === ends[i - 1] && isCloser(text, starts[i], ends[i])) i++;
  return i;
}

function isCloser(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(start);
  if (end - start === 2) return code === 39 && text.charCodeAt(start + 1) === 39;
  if (end - start !== 1) return false;
  switch (code) {
    case 33: // !
    case 63: // ?
    case 41: // )
    case 93: // ]
    case 0x201d:
    case 0x2019:
    case 0xbb:
      return true;
    case 34: // "
    case 39: // '
      // Straight ones may open the next sentence: he left."We ...
      return end >= text.length || !isLetter(text.charCodeAt(end));
    default:
      return false;
  }
}

function isLetter(code: number): boolean {
  const kind = kindOf(code);
  return kind === UPPER || kind === LOWER;
}

/** Can a sentence begin with this token? Not with a word in lower case or with a comma. */
function startsAnew(text: string, starts: readonly number[], i: number): boolean {
  const code = text.charCodeAt(starts[i]);
  if (code === 44 || code === 59 || code === 58 || code === 41) return false;
  return kindOf(code) !== LOWER;
}

/** After "U.S." or "Inc.": does a new sentence begin at token `next`? */
function endsAtAbbreviation(text: string, { starts, ends }: TokenSpans, i: number, next: number): boolean {
  const word = text.slice(starts[i], ends[i] - 1);
  if (TITLES.has(word)) return false;
  if (word.length === 1 && kindOf(word.charCodeAt(0)) === UPPER) return false; // an initial
  const code = text.charCodeAt(starts[next]);
  if (kindOf(code) === UPPER) return STARTERS.has(text.slice(starts[next], ends[next]).toLowerCase());
  if (code === 34 || code === 0x201c) return starts[next] > ends[i]; // a quotation opens
  return false;
}

/** Behind a closing quotation: does the sentence go on with its speaker? */
function goesOnAfterQuote(text: string, { starts, ends }: TokenSpans, i: number, next: number): boolean {
  if (next === i + 1) return false;
  const code = text.charCodeAt(ends[i] - 1);
  if (code !== 33 && code !== 63) return false;
  for (let j = next; j < Math.min(next + 4, starts.length); j++) {
    if (ends[j] - starts[j] > 12) continue;
    const word = text.slice(starts[j], ends[j]).toLowerCase();
    if (SAYING.has(word)) return true;
    if (word === '.' || word === '"' || word === '“') return false;
  }
  return false;
}

function hasCapital(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!isSpace(code) && kindOf(code) === UPPER) return true;
  }
  return false;
}

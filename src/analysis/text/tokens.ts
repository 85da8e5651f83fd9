import { ANYWHERE, BEFORE_NUMBER, CAPITALISED, DOTTED, TITLES, UNITS } from './abbreviations';
import { DIGIT, isLetterKind, isSpace, isWordKind, kindOf, LOWER, OTHER, UPPER } from './characters';
import { APHERESES, CLITICS, PREFIXES, SPLITS } from './contractions';

/** Tokens of a stretch of text: token `i` is `text.slice(starts[i], ends[i])`. */
export interface TokenSpans {
  readonly starts: number[];
  readonly ends: number[];
}

const POINT = 46;
const COMMA = 44;
const COLON = 58;
const SLASH = 47;
const HYPHEN = 45;
const AT = 64;
const HASH = 35;
const DOLLAR = 36;
const AMPERSAND = 38;
const UNDERSCORE = 95;

/** The domains that make "example.com" one token. */
const TOP_LEVEL_DOMAINS = new Set(
  'com org net gov edu mil int info io tv eu uk ru ua cn de fr ca au us co news app'.split(' '),
);
/** No name or address is longer than this; it bounds every look ahead, so that the whole stays linear. */
const LOOK_AHEAD = 64;

/**
 * Splits text into tokens as the Penn Treebank and GUM do: clitics apart ("do" "n't", "Putin" "'s"), abbreviations with
 * their point ("U.S."), numbers whole ("2,000"), compounds in pieces ("U.S.", "-", "Russia"), addresses and handles whole.
 * One pass over the code units. Tokens are in order, do not overlap and hold every character that is not white space.
 */
export function tokenise(text: string, from = 0, to = text.length): TokenSpans {
  const starts: number[] = [];
  const ends: number[] = [];
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    const kind = kindOf(code);
    if (kind !== OTHER && !isWordKind(kind)) {
      at++;
      continue;
    }
    if (code === AT && emailOrHandle(text, at, to, starts, ends)) {
      at = ends[ends.length - 1];
      continue;
    }
    const start = at;
    at = isWordKind(kind) ? wordEnd(text, at, from, to) : symbolEnd(text, at, from, to);
    if (isSchemeBefore(text, start, at, to)) at = addressEnd(text, at, to);
    const split = isWordKind(kind) ? splitOf(text, start, at) : 0;
    if (split) {
      starts.push(start);
      ends.push(start + split);
    }
    starts.push(start + split);
    ends.push(at);
  }
  return { starts, ends };
}

/** Where the word ends that begins at `start` with a letter, a digit or a mark. */
function wordEnd(text: string, start: number, from: number, to: number): number {
  let at = start;
  let segment = start; // begin of the letters since the last point: the "S" of "U.S"
  let dotted = false;
  let digitsOnly = true;
  while (at < to) {
    const code = text.charCodeAt(at);
    const kind = kindOf(code);
    if (isWordKind(kind)) {
      if (kind !== DIGIT) {
        if (digitsOnly && at > start && isLetterKind(kind) && isUnit(text, at, to)) return at;
        digitsOnly = false;
      }
      at++;
      continue;
    }
    const next = at + 1 < to ? text.charCodeAt(at + 1) : 0;
    const nextKind = next ? kindOf(next) : 0;
    if (code === POINT) {
      if (digitsOnly) {
        if (nextKind === DIGIT) at++;
        else return isListNumber(text, start, at, from, to) ? at + 1 : at;
      } else if (at - segment === 1 && isLetterKind(nextKind) && isSingleLetter(text, at + 1, to)) {
        dotted = true;
        at++;
        segment = at;
      } else if (dotted) {
        return at - segment === 1 ? at + 1 : at;
      } else if (DOTTED.has(text.slice(start, at + 4).toLowerCase()) || isDottedTitle(text, start, at)) {
        at++;
        dotted = true;
        segment = at;
      } else {
        const domain = domainEnd(text, start, at, to);
        if (domain) return domain;
        return keepsPoint(text, start, at, to) ? at + 1 : at;
      }
    } else if (isApostrophe(code)) {
      if (!isWordKind(nextKind)) return at;
      if (isClitic(text, at, to)) return at;
      if (isNegation(text, start, at, to)) return at - 1;
      if (isNegationTail(text, start, at)) return at + 2;
      at++;
    } else if (code === COMMA || code === COLON) {
      if (!digitsOnly || nextKind !== DIGIT) return at;
      if (code === COMMA && !isThousands(text, at + 1, to)) return at;
      at++;
    } else if (code === SLASH) {
      if (!digitsOnly || nextKind !== DIGIT) return at;
      at++;
    } else if (code === HYPHEN) {
      if (nextKind !== LOWER || !PREFIXES.has(text.slice(start, Math.min(at, start + 8)).toLowerCase())) return at;
      digitsOnly = false;
      at++;
    } else if (code === AMPERSAND) {
      if (nextKind !== UPPER || at - start > 2 || kindOf(text.charCodeAt(at - 1)) !== UPPER) return at;
      at++;
    } else if (code === UNDERSCORE) {
      digitsOnly = false;
      at++;
    } else if (code === DOLLAR) {
      return at - start <= 2 && kindOf(text.charCodeAt(start)) === UPPER ? at + 1 : at; // US$, A$
    } else {
      return at;
    }
  }
  return at;
}

/** Where the token ends that begins at `start` with a sign: one sign, or a run of points, dashes or doubled quotes. */
function symbolEnd(text: string, start: number, from: number, to: number): number {
  const code = text.charCodeAt(start);
  let at = start + 1;
  const next = at < to ? text.charCodeAt(at) : 0;
  const nextKind = next ? kindOf(next) : 0;
  if (isApostrophe(code)) {
    const glued = start > from && !isSpace(text.charCodeAt(start - 1));
    if (glued && isClitic(text, start, to)) return lettersEnd(text, at, to);
    if (!glued && nextKind === DIGIT) return isDecade(text, at, to) ? at + 3 : at; // '90s
    if (!glued && nextKind === LOWER && next < 0x80) {
      const end = lettersEnd(text, at, Math.min(to, at + 6));
      if (APHERESES.has(text.slice(at, end))) return end;
    }
    return next === code && code === 39 ? at + 1 : at;
  }
  if (code === POINT && nextKind === DIGIT && (start === from || isSpace(text.charCodeAt(start - 1)))) {
    return wordEnd(text, at, from, to); // ".5"
  }
  if (code === HASH && isLetterKind(nextKind)) {
    while (at < to && (isWordKind(kindOf(text.charCodeAt(at))) || text.charCodeAt(at) === UNDERSCORE)) at++;
    return at;
  }
  if (code === POINT || code === HYPHEN || code === 96 || code === UNDERSCORE || code === 61 || code === 42) {
    while (at < to && text.charCodeAt(at) === code) at++;
  }
  return at;
}

function isApostrophe(code: number): boolean {
  return code === 39 || code === 0x2019 || code === 0x02bc;
}

function lettersEnd(text: string, at: number, to: number): number {
  while (at < to && isWordKind(kindOf(text.charCodeAt(at)))) at++;
  return at;
}

/** At an apostrophe: do the letters behind it make a clitic, "'s"? */
function isClitic(text: string, apostrophe: number, to: number): boolean {
  const end = lettersEnd(text, apostrophe + 1, Math.min(to, apostrophe + 5));
  const length = end - apostrophe - 1;
  return length >= 1 && length <= 2 && CLITICS.has(text.slice(apostrophe + 1, end).toLowerCase());
}

/** At the apostrophe of "don't", behind the n, with a word in front of it. */
function isNegation(text: string, start: number, apostrophe: number, to: number): boolean {
  if (apostrophe - start < 2 || (text.charCodeAt(apostrophe - 1) | 32) !== 110) return false;
  return isLoneT(text, apostrophe, to);
}

/** At the apostrophe of the token "n't" itself, which the word in front of it was split from. */
function isNegationTail(text: string, start: number, apostrophe: number): boolean {
  return (
    apostrophe - start === 1 &&
    (text.charCodeAt(start) | 32) === 110 &&
    start > 0 &&
    isWordKind(kindOf(text.charCodeAt(start - 1))) &&
    isLoneT(text, apostrophe, text.length)
  );
}

function isLoneT(text: string, apostrophe: number, to: number): boolean {
  if (apostrophe + 1 >= to || (text.charCodeAt(apostrophe + 1) | 32) !== 116) return false;
  return apostrophe + 2 >= to || !isWordKind(kindOf(text.charCodeAt(apostrophe + 2)));
}

function isSingleLetter(text: string, at: number, to: number): boolean {
  return at + 1 >= to || !isWordKind(kindOf(text.charCodeAt(at + 1)));
}

/** "90s" behind an apostrophe. */
function isDecade(text: string, at: number, to: number): boolean {
  if (at + 3 > to || text.charCodeAt(at + 1) !== 48 || text.charCodeAt(at + 2) !== 115) return false;
  return at + 3 >= to || !isWordKind(kindOf(text.charCodeAt(at + 3)));
}

/** Behind a comma between digits: exactly three digits follow. */
function isThousands(text: string, at: number, to: number): boolean {
  if (at + 3 > to) return false;
  for (let i = at; i < at + 3; i++) if (kindOf(text.charCodeAt(i)) !== DIGIT) return false;
  return at + 3 >= to || kindOf(text.charCodeAt(at + 3)) !== DIGIT;
}

/** Behind digits: a unit that is a token of its own, "pm", "a.m.". */
function isUnit(text: string, at: number, to: number): boolean {
  const first = text.charCodeAt(at) | 32;
  if ((first === 97 || first === 112) && text.charCodeAt(at + 1) === POINT && (text.charCodeAt(at + 2) | 32) === 109) {
    return at + 3 <= to;
  }
  const end = lettersEnd(text, at, Math.min(to, at + 5));
  return end - at <= 3 && UNITS.has(text.slice(at, end).toLowerCase());
}

/** "1." at the begin of a line. */
function isListNumber(text: string, start: number, point: number, from: number, to: number): boolean {
  if (start !== from || point - start > 2) return false;
  return point + 1 < to && isSpace(text.charCodeAt(point + 1));
}

/** "Lt.Gen.": a title written to the next. */
function isDottedTitle(text: string, start: number, point: number): boolean {
  return point - start === 2 && /^(?:Ph|Ed)\.D$/.test(text.slice(start, point + 2));
}

/** Does the word before this point keep it? */
function keepsPoint(text: string, start: number, point: number, to: number): boolean {
  const length = point - start;
  if (length > 6) return false;
  const capital = kindOf(text.charCodeAt(start)) === UPPER;
  const next = nextVisible(text, point + 1, to);
  const nextKind = next ? kindOf(next) : 0;
  if (length === 1 && capital) {
    if (text.charCodeAt(start) === 73) return false; // "and I."
    return nextKind === UPPER || next === COMMA; // an initial
  }
  const word = text.slice(start, point);
  const lower = word.toLowerCase();
  if (capital) {
    const proper = word[0] + lower.slice(1);
    if (TITLES.has(proper) || CAPITALISED.has(proper)) return true;
  }
  return ANYWHERE.has(lower) || (nextKind === DIGIT && BEFORE_NUMBER.has(lower));
}

/** The code unit of the next character that is not white space; 0 at the end. */
function nextVisible(text: string, at: number, to: number): number {
  const limit = Math.min(to, at + LOOK_AHEAD);
  for (let i = at; i < limit; i++) if (!isSpace(text.charCodeAt(i))) return text.charCodeAt(i);
  return 0;
}

/** At the first point of "example.com" or "cra.org/x": where the address ends, or 0 when it is none. */
function domainEnd(text: string, start: number, point: number, to: number): number {
  if (point - start > LOOK_AHEAD) return 0;
  const limit = Math.min(to, point + LOOK_AHEAD);
  let at = point;
  let label = point + 1;
  let best = 0;
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (code === POINT) label = at + 1;
    else if (!(code >= 97 && code <= 122) && !(code >= 48 && code <= 57) && code !== HYPHEN) break;
    at++;
    const after = at < to ? text.charCodeAt(at) : 0;
    if (at > label && !isWordKind(kindOf(after)) && TOP_LEVEL_DOMAINS.has(text.slice(label, at))) best = at;
  }
  if (!best && text.slice(start, point).toLowerCase() === 'www') best = at;
  if (!best || best >= to || text.charCodeAt(best) !== SLASH) return best;
  return addressEnd(text, best, to);
}

/** Is `text.slice(start, at)` the scheme of an address, "https" before "://"? */
function isSchemeBefore(text: string, start: number, at: number, to: number): boolean {
  if (at + 2 >= to || text.charCodeAt(at) !== COLON || text.charCodeAt(at + 1) !== SLASH) return false;
  return at - start <= 8 && text.charCodeAt(at + 2) === SLASH;
}

/** An address runs to the next space, quote or angle bracket, without the punctuation at its end. */
function addressEnd(text: string, at: number, to: number): number {
  const begin = at;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (isSpace(code) || code === 34 || code === 60 || code === 62 || code === 0x201c || code === 0x201d) break;
    at++;
  }
  while (at > begin + 1 && /[.,;:!?)\]}'’…]/.test(text[at - 1])) at--;
  return at;
}

/**
 * At an "@": takes back the tokens of an address's first part and adds the address ("a.b@example.org"), or adds a handle
 * ("@name"). False when it is neither.
 */
function emailOrHandle(text: string, at: number, to: number, starts: number[], ends: number[]): boolean {
  let end = at + 1;
  if (end >= to || !isWordKind(kindOf(text.charCodeAt(end)))) return false;
  let start = at;
  while (ends.length && ends[ends.length - 1] === start && isAddressPart(text, starts[ends.length - 1], start)) {
    start = starts.pop()!;
    ends.pop();
  }
  const email = start < at;
  while (end < to) {
    const code = text.charCodeAt(end);
    const joins = code === UNDERSCORE || (email && (code === POINT || code === HYPHEN));
    if (!isWordKind(kindOf(code)) && !joins) break;
    end++;
  }
  while (text.charCodeAt(end - 1) === POINT || text.charCodeAt(end - 1) === HYPHEN) end--;
  starts.push(start);
  ends.push(end);
  return true;
}

function isAddressPart(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start);
  if (end - start > LOOK_AHEAD) return false;
  return isWordKind(kindOf(first)) || first === POINT || first === HYPHEN || first === UNDERSCORE || first === 43;
}

/** Length of the first part of a contraction, 0 when the word is none. */
function splitOf(text: string, start: number, end: number): number {
  const length = end - start;
  if (length < 2 || length > 8) return 0;
  // Only these letters end a contraction; asked first because most words fail here.
  const last = text.charCodeAt(end - 1) | 32;
  if (last !== 116 && last !== 115 && last !== 101 && last !== 108 && last !== 100 && last !== 109 && last !== 97)
    return 0;
  const word = text.slice(start, end);
  const split = SPLITS.get(word.toLowerCase()) ?? 0;
  // "IM", "HES": letters of a name, unless long enough to be sure.
  if (split && length <= 3 && word === word.toUpperCase()) return 0;
  return split;
}

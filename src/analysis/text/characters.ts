/** What kind of character a UTF-16 code unit is, as far as words are concerned. */
export const SPACE = 1;
export const LOWER = 2;
export const UPPER = 3;
export const DIGIT = 4;
/** Belongs to the word it stands in: accents, joiners, soft hyphens, and halves of surrogate pairs. */
export const MARK = 5;
/** Letters without case: the scripts that do not know it. */
export const CASELESS = 6;
export const OTHER = 7;

/** Kinds by code unit, filled on demand: 0 = not asked yet. */
const KINDS = new Uint8Array(0x10000);

/** The kind of a code unit. White space here includes control and zero-width space characters: they show nothing. */
export function kindOf(code: number): number {
  return KINDS[code] || (KINDS[code] = classify(code));
}

export function isSpace(code: number): boolean {
  return kindOf(code) === SPACE;
}

/** True for all that a word is made of: letters, digits, and what belongs to them. */
export function isWordKind(kind: number): boolean {
  return kind >= LOWER && kind <= CASELESS;
}

export function isLetterKind(kind: number): boolean {
  return kind === LOWER || kind === UPPER || kind === CASELESS;
}

function classify(code: number): number {
  const character = String.fromCharCode(code);
  if (/[\s\p{Cc}\u200B\u2060\uFEFF]/u.test(character)) return SPACE;
  if (/\p{Lu}|\p{Lt}/u.test(character)) return UPPER;
  if (/\p{Ll}/u.test(character)) return LOWER;
  if (/\p{L}/u.test(character)) return CASELESS;
  if (/\p{N}/u.test(character)) return DIGIT;
  // A surrogate half, paired or not, keeps with its neighbours: an emoji or a rare script's word is one token.
  if (/\p{M}|\p{Cf}|\p{Cs}/u.test(character)) return MARK;
  return OTHER;
}

/** The code unit in lower case, where that is one unit too. */
export function lowerCode(code: number): number {
  if (code < 0x80) return code >= 65 && code <= 90 ? code + 32 : code;
  return kindOf(code) === UPPER ? String.fromCharCode(code).toLowerCase().charCodeAt(0) : code;
}

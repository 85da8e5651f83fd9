import { EMPTY_HASH, hashText, hashedWith } from './hash';

/** Marks over letters, once they stand apart from them. */
const MARKS = /\p{M}+/gu;
/** Apostrophes and quotation marks that people type as one. */
const APOSTROPHES = /[’‘ʼ`´]/g;
/** Quotation marks and dashes, too. */
const QUOTES = /[“”„«»]/g;
const DASHES = /[‐‑‒–—―]/g;
const PLAIN = /^[\x20-\x7e\n]*$/;

/**
 * A text as search compares it: without case, accents and kinds of apostrophe, so that "zelensky" finds "Zelenský". Not
 * of the same length as the text: offsets of the one are none of the other.
 */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const plain = text.normalize('NFKD').replace(MARKS, '').replace(APOSTROPHES, "'");
  return plain.replace(QUOTES, '"').replace(DASHES, '-').toLowerCase();
}

/** What no word is made of: blanks, punctuation, symbols. */
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;

/** The words of a folded text, without punctuation: `["the", "u", "s", "said"]`. */
export function foldedWords(folded: string): string[] {
  return folded.split(BETWEEN_WORDS).filter(Boolean);
}

/** By ASCII character: that of a word in lower case, 0 for what no word is made of. */
const WORD_CHARACTERS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code).toLowerCase();
  return /[a-z0-9]/.test(character) ? character.charCodeAt(0) : 0;
});

/**
 * The hashes of the words of `text.slice(start, end)`, folded: `foldedWords(fold(...)).map(hashText)` without making the words, which
 * takes ten times as long. Only words with other than ASCII characters are made.
 */
export function foldedWordHashes(text: string, start = 0, end = text.length): number[] {
  const hashes: number[] = [];
  for (let at = start; at < end;) {
    const begin = at;
    let hash = EMPTY_HASH;
    let isPlain = true;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (isPunctuation(code)) break;
      isPlain &&= code < 128;
      hash = hashedWith(hash, WORD_CHARACTERS[code]);
    }
    if (!isPlain) for (const word of foldedWords(fold(text.slice(begin, at)))) hashes.push(hashText(word));
    else if (at > begin) hashes.push(hash >>> 0);
    else at++;
  }
  return hashes;
}

/** What surely stands between words: in ASCII, and of the rest the dashes, quotation marks and dots that texts are full of. */
function isPunctuation(code: number): boolean {
  return code < 128 ? WORD_CHARACTERS[code] === 0 : code >= 0x2010 && code <= 0x2027;
}

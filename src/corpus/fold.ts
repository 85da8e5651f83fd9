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

/** A line of a text, by which it is known again. */
export interface PrintLine {
  /** Of the whole line; empty for a blank one. */
  readonly hash: string;
  /** In UTF-16 units, its line end included. */
  readonly length: number;
  /** `WORD_LENGTH` characters a word: by them it is known what an edited line was before. Absent in old files. */
  readonly words?: string;
}

/**
 * What is kept of a text in which words were anchored: not the text, but enough to say later which lines are still the
 * same, which are new and which are gone. That is what makes it certain that words elsewhere are not the ones meant.
 */
export interface TextPrint {
  /** The whole text's hash, line ends included. */
  readonly id: string;
  readonly lines: readonly PrintLine[];
}

export function printOf(text: string): TextPrint {
  return {
    id: hash(text, 0, text.length),
    lines: linesOf(text).map(({ start, end, next }): PrintLine => {
      const hash = lineHash(text, start, end);
      return { hash, length: next - start, words: hash && wordHashes(text, start, end) };
    }),
  };
}

/** A line's words, and where the next one begins. Line ends are LF, CRLF and CR. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 10 && code !== 13) continue;
    const next = code === 13 && text.charCodeAt(i + 1) === 10 ? i + 2 : i + 1;
    lines.push({ start, end: i, next });
    start = next;
    i = next - 1;
  }
  lines.push({ start, end: text.length, next: text.length });
  return lines;
}

/** Empty for a blank line: blank lines are all alike and tell nothing. */
export function lineHash(text: string, start: number, end: number): string {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) > 32) return hash(text, start, end);
  return '';
}

/** How many characters a word's hash has, in base 36: two words are taken for the same once in 1,296 times. */
export const WORD_LENGTH = 2;
const WORD_HASHES = Array.from({ length: 36 ** WORD_LENGTH }, (_, i) => i.toString(36).padStart(WORD_LENGTH, '0'));

/** The hashes of a line's words, what stands between blanks, one after the other. */
export function wordHashes(text: string, start = 0, end = text.length): string {
  let hashes = '';
  let hash = 0;
  for (let i = start; i <= end; i++) {
    const code = i < end ? text.charCodeAt(i) : 32;
    if (code > 32) hash = Math.imul((hash || 0x811c9dc5) ^ code, 0x01000193) | 1;
    else if (hash) {
      hashes += WORD_HASHES[mixed(hash) % WORD_HASHES.length];
      hash = 0;
    }
  }
  return hashes;
}

/**
 * 64 bits of a string in base 36: two runs of FNV-1a (Fowler, Noll, Vo) with different bases, mixed at the end as in
 * MurmurHash3 (Appleby). Good against chance, not against somebody who wants two texts to look alike.
 */
function hash(text: string, start: number, end: number): string {
  let a = 0x811c9dc5 | 0;
  let b = 0x01234567 | 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code ^ (a >>> 15), 0x5bd1e995);
  }
  return mixed(a).toString(36) + mixed(b).toString(36).padStart(7, '0');
}

function mixed(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** A line of a text, by which it is known again: its words' hash, empty for a blank one, and its length in the text. */
export interface PrintLine {
  readonly hash: string;
  /** In UTF-16 units, its line end included. */
  readonly length: number;
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
    lines: linesOf(text).map(({ start, end, next }) => ({ hash: lineHash(text, start, end), length: next - start })),
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

import type { Span } from '../analysis';

/** A line with something on it: the span of its words, without white space around them, byte order mark or line end. */
export interface TextLine extends Span {
  /** Where the next line begins; the text's length for the last line. */
  readonly next: number;
  /** True when nothing but a line end lies between the line before and this one. */
  readonly adjoins: boolean;
}

/** White space as `String.trim` knows it (byte order mark and no-break space included), and the zero-width space. */
export function isBlank(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0x1680) return code === 0xa0;
  return (
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff ||
    code === 0x1680
  );
}

/** The span without the white space at its ends; empty, at its start, when there is nothing else. */
export function trimSpan(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  if (from === to) return { start, end: start };
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

/** The lines that are not blank, in order, read as far as they are asked for. Line ends are LF, CRLF or CR. */
export function* textLines(text: string, from = 0): Generator<TextLine, void> {
  let at = from;
  let adjoins = false;
  const whereIs = (mark: string) => {
    const found = text.indexOf(mark, at);
    return found < 0 ? text.length : found;
  };
  let [feed, carriage] = [whereIs('\n'), whereIs('\r')];
  while (at < text.length) {
    if (feed < at) feed = whereIs('\n');
    if (carriage < at) carriage = whereIs('\r');
    const end = Math.min(feed, carriage);
    const next = Math.min(text.length, end + (carriage + 1 === feed ? 2 : 1));
    const words = trimSpan(text, { start: at, end });
    const blank = words.start === words.end;
    if (!blank) yield { start: words.start, end: words.end, next, adjoins };
    adjoins = !blank;
    at = next;
  }
}

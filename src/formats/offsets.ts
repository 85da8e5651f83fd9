import type { Span } from '../analysis/analysis';
import { Unreadable, shown, span } from './reading';

/** `[120,180) [200,210)`: half open, and nothing that a spreadsheet takes for a date or a time, as it does `10-12`. */
export function writtenOffsets(spans: readonly Span[]): string {
  return spans.map(({ start, end }) => `[${start},${end})`).join(' ');
}

/** @throws Unreadable */
export function offsetsIn(words: string, name: string): Span[] {
  return words
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((each) => {
      const [, start, end] = /^\[(\d{1,12}),(\d{1,12})\)$/.exec(each) ?? [];
      if (start === undefined) throw new Unreadable(`${name} is ${shown(words)}; expected [120,180)`);
      return span(Number(start), Number(end), name);
    });
}

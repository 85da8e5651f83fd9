import type { Span } from '../../analysis/analysis';
import { plainText, shortened, withoutMarkup } from '../../host/plainText';

/** The longest label, in UTF-16 units: more than a wide side bar shows, little enough to be sent by the thousand. */
const LONGEST = 200;

/** Article text as a label. */
export function plainLabel(text: string, longest = LONGEST): string {
  return plainText(text, longest);
}

/** Words in their surroundings, and where in the label they stand. */
export interface Excerpt {
  readonly label: string;
  readonly highlight: readonly [start: number, end: number];
}

/** How much of the line is shown before and behind the words, in UTF-16 units. */
const BEFORE = 24;
const BEHIND = 120;

/** The words at a span with what stands around them on the same line: `… President Vladimir [Putin] has massed …`. */
export function excerpt(text: string, span: Span): Excerpt {
  const before = text
    .slice(Math.max(0, span.start - BEFORE - 1), span.start)
    .split(/[\r\n]/)
    .at(-1)!;
  const behind = text.slice(span.end, span.end + BEHIND + 1).split(/[\r\n]/)[0];
  const left = before.length > BEFORE ? `…${before.slice(Math.max(0, before.indexOf(' ')))}` : before.trimStart();
  const right =
    behind.length > BEHIND ? `${behind.slice(0, Math.max(0, behind.lastIndexOf(' ')))} …` : behind.trimEnd();
  const [from, words, to] = [left, shortened(text.slice(span.start, span.end), LONGEST), right].map((part) =>
    withoutMarkup(part.replace(/[\u202A-\u202E\u2066-\u2069]/g, '').replace(/\s+/g, ' ')),
  );
  return { label: `${from}${words}${to}`, highlight: [from.length, from.length + words.length] };
}

import type { Span } from '../../analysis/analysis';
import { onOneLine } from '../../formats/words';

/** The longest label, in UTF-16 units: more than a wide side bar shows, little enough to be sent by the thousand. */
const LONGEST = 200;

/**
 * Article text as a label: on one line, shortened, without marks that turn the direction of our words behind it, and
 * without icons (VS Code draws `$(name)` in some labels as one; an invisible character after the dollar keeps it text).
 */
export function plainLabel(text: string, longest = LONGEST): string {
  return withoutIcons(shortened(onOneLine(text), longest));
}

function withoutIcons(text: string): string {
  return text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '').replaceAll('$(', '$\u200b(');
}

/** Cut at a word's end where one is near, never through a surrogate pair; with an ellipsis when cut. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const space = text.lastIndexOf(' ', longest - 1);
  let end = space > longest * 0.6 ? space : longest - 1;
  if (isHighSurrogate(text.charCodeAt(end - 1))) end--;
  return `${text.slice(0, end).replace(/[,;:.]$/, '')}…`;
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
    withoutIcons(part.replace(/\s+/g, ' ')),
  );
  return { label: `${from}${words}${to}`, highlight: [from.length, from.length + words.length] };
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';

const SEEDS = path.join(__dirname, '../../../seeds');

export const articlesUnderEdit: readonly string[] = readdirSync(SEEDS, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(path.join(SEEDS, name), 'utf8'));

/** What is typed and pasted: parts of names, dates, quotations, speech, ends of sentences and of paragraphs. */
const PIECES = [
  ...['x', ' ', '\n', '\n\n', '.', ', ', '"', '“', '”', ' said', 'Putin', ' Biden', ' Bill Clinton,', ' the president'],
  ...[
    ' Monday',
    ' on Jan. 3, 2021',
    ' at 10 p.m.',
    ' the same day',
    ' She said it was "late".\n',
    'US',
    'Officials',
    ':',
  ],
  ...[
    ', a spokesman for NATO, told Reuters.',
    ' According to Smith, they left',
    '\r\n',
    '#',
    '- ',
    "'s",
    ' government',
    '\n“It is so, and nobody doubts it.”\n',
    ' he said:\n',
  ],
];

export interface Edit {
  /** Where, as a share of the text. */
  readonly at: number;
  readonly removed: number;
  readonly added: string;
}

/** Edits, one after the other. */
export const editing: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(300)),
    added: fc.oneof(fc.constantFrom(...PIECES), fc.constant('')),
  }),
  { minLength: 1, maxLength: 8 },
);

export function edited(text: string, { at, removed, added }: Edit): string {
  const from = Math.round(at * text.length);
  return text.slice(0, from) + added + text.slice(from + removed);
}

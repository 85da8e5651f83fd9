/** Hostile and ordinary text that several targets are made of. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';

const SEEDS = path.join(__dirname, '../seeds');

/** The articles that come with the project: what is mutated. */
export const ARTICLES: readonly string[] = readdirSync(SEEDS, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => readFileSync(path.join(SEEDS, name), 'utf8'));

/** What the analysis looks at, and what it does not expect. */
export const FRAGMENTS: readonly string[] = [
  ...[
    'Ann Lee',
    'Putin',
    'U.S.',
    'NATO',
    'the ministry',
    'she',
    'I',
    'officials',
    'May',
    'M.',
    'van der Berg',
    "O'Neil",
  ],
  ...[
    ' said',
    ' says',
    ' told Reuters',
    ' according to ',
    ' denied',
    ' wrote',
    ' asked',
    ' would not',
    ' forecasters say',
  ],
  ...['“', '”', '"', "'", '‘', '’', '«', '»', '„', '「', '」', "''", '``', '(', ')', '[', ']', '{', '}'],
  ...['.', ',', ':', ';', '?', '!', '...', '…', '-', '–', '—', '/', '|', '*', '#', '>', '&', '\\', '_', '~', '`'],
  ...[' ', '  ', '\n', '\n\n', '\r\n', '\r', '\t', '\u00a0', '\u2028', '\u0085', '\v'],
  ...['\u200e', '\u200f', '\u202e', '\u200b', '\u00ad', '\ufeff', '\u0301', '\u0000', '\u001b[31m', '\ud800', '\udc00'],
  ...['😀', '👨‍👩‍👧', '𝒳', 'né', 'İ', 'ß', 'ﬁ', '中国', 'العربية', 'Ω'],
  ...['20220108', '2022-01-08', 'Monday', 'last week', 'on Jan. 3, 2021', '10:15', 'two years ago', '1/2', '31 April'],
  ...[
    'https://example.org/a',
    'title: ',
    'date: ',
    '# ',
    '---\n',
    'By ',
    'WASHINGTON Reuters - ',
    "'s",
    ' the ',
    ' and ',
  ],
  ...['[x](command:y)', '<b>', '$(gear)', '{{', '%s', '${x}', '__proto__', 'constructor'],
];

const word = fc.stringMatching(/^[A-Za-z]{1,8}$/);
const character = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 });

/** Text put together from fragments, words and any characters. */
export function hostileText(maxPieces: number): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...FRAGMENTS) },
    { weight: 3, arbitrary: word.map((each) => ` ${each}`) },
    { weight: 1, arbitrary: character },
  );
  return fc.array(piece, { maxLength: maxPieces }).map((pieces) => pieces.join(''));
}

/** A stretch of a real article in which some of the words were removed, doubled, moved or replaced by fragments. */
export function mutatedText(maxLength: number): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
    added: fc.oneof(fc.constantFrom(...FRAGMENTS), fc.constant('')),
  });
  return fc
    .record({
      article: fc.nat(ARTICLES.length - 1),
      from: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(maxLength),
      edits: fc.array(edit, { maxLength: 8 }),
    })
    .map(({ article, from, length, edits }) => {
      const begin = Math.floor(from * ARTICLES[article].length);
      let text = ARTICLES[article].slice(begin, begin + length);
      for (const { at, removed, added } of edits) {
        const place = Math.round(at * text.length);
        text = text.slice(0, place) + added + text.slice(place + removed);
      }
      return text;
    });
}

/** Both, of up to about `maxLength` UTF-16 code units. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc
    .oneof(hostileText(Math.ceil(maxLength / 6)), mutatedText(maxLength))
    .map((text) => text.slice(0, maxLength));
}

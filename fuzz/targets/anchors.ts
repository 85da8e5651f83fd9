import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Span } from '../../src/analysis/analysis';
import { anchorAt, createLocator } from '../../src/review/anchor';
import { printOf } from '../../src/review/print';
import { EDIT_KINDS, type Edit, OUTCOMES, type Outcome, edited, judged, tracked } from '../edits';
import type { Target } from '../target';
import { ARTICLES } from '../texts';

/**
 * `ordinary`: articles; `alike`: articles whose sentences resemble one another more than any newspaper's; `repetitive`: few
 * words over and over.
 */
export const KINDS = ['ordinary', 'alike', 'repetitive'] as const;
type Kind = (typeof KINDS)[number];

/** A text, what was done to it while no editor was looking, and which of its words are looked for afterwards. */
export interface AnchorsInput {
  readonly kind: Kind;
  readonly text: string;
  /** What lines and sentences are taken of that come in. */
  readonly foreign: string;
  readonly edits: readonly Edit[];
  readonly anchors: readonly Span[];
}

/** The project's own articles, and those of a corpus where there is one. */
function articles(): string[] {
  const folder = path.join(process.env.HEARSAY_CORPORA ?? path.join(__dirname, '../../../shared/data'), 'news/texts');
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .sort()
    : [];
  return [...ARTICLES, ...names.map((name) => readFileSync(path.join(folder, name), 'utf8'))];
}

const share = fc.noBias(fc.integer({ min: 0, max: 9999 })).map((n) => n / 10_000);
const edit: fc.Arbitrary<Edit> = fc.record({ kind: fc.constantFrom(...EDIT_KINDS), at: share, to: share, n: fc.nat(99) }); // prettier-ignore
/** Splitting and joining alone: no word of the text is another afterwards. */
const reflow: fc.Arbitrary<Edit> = fc.record({ kind: fc.constantFrom('split line', 'join lines', 'wrap', 'blank', 'line ends'), at: share, to: share, n: fc.nat(99) }); // prettier-ignore

/** What an anchor stands on: `to` is how far it reaches, in words, in its line or to its end. */
const place = fc.record({ at: share, what: fc.constantFrom('word', 'word', 'words', 'sentence', 'line', 'lines'), n: fc.nat(12) }); // prettier-ignore
type Place = typeof place extends fc.Arbitrary<infer T> ? T : never;

function ordinaryTexts(): fc.Arbitrary<{ text: string; foreign: string }> {
  const all = articles();
  return fc
    .record({
      article: fc.nat(all.length - 1),
      other: fc.integer({ min: 1, max: all.length - 1 }),
      from: share,
      length: fc.integer({ min: 1000, max: 6000 }),
    }) // prettier-ignore
    .map(({ article, other, from, length }) => {
      const begin = Math.floor(from * Math.max(0, all[article].length - length));
      return {
        text: whole(all[article].slice(begin, begin + length)),
        foreign: all[(article + other) % all.length].slice(0, 4000),
      };
    });
}

/** No half of a pair of surrogates at its ends. */
function whole(text: string): string {
  return text.replace(/^[\udc00-\udfff]/, '').replace(/[\ud800-\udbff]$/, '');
}

const NAMES = ['Vladimir Putin', 'Ann Lee', 'the ministry', 'Bob Roe', 'a senior U.S. official', 'Reuters', 'Washington', 'Russia']; // prettier-ignore
const VERBS = ['said', 'told reporters', 'warned', 'denied', 'announced on Monday', 'said in a statement that'];
const THINGS = ['talks', 'missile deployments', 'the exercises', 'an end to the expansion', 'sanctions 😀', 'troops near the border', '𝔘nity', 'prices', 'the vote', 'a ceasefire']; // prettier-ignore
const ENDS = ['in Geneva', 'on Friday', 'next week', 'without conditions', 'again', 'for the first time', 'as he had promised', 'despite protests']; // prettier-ignore
const clause = fc.tuple(...[NAMES, VERBS, THINGS, ENDS].map((list) => fc.constantFrom(...list))).map((parts) => parts.join(' ')); // prettier-ignore
const sentence = fc
  .tuple(clause, fc.noBias(fc.integer({ min: 100, max: 999 })), fc.option(clause, { freq: 2 }))
  .map(([first, towns, second]) => `${first} in ${towns} towns${second === null ? '' : `, and ${second}`}.`);
const sentences = (minLength: number, maxLength: number) => fc.array(sentence, { minLength, maxLength, size: 'max' }).map((each) => each.join('\n')); // prettier-ignore
const alikeTexts = fc.record({ text: sentences(5, 8), foreign: sentences(8, 8) });

const FEW_WORDS = ['talks', 'said', 'the', 'Putin', 'a', 'failed.', '😀', 'and', 'He'];
const repetitiveLine = fc.array(fc.nat(3), { minLength: 1, maxLength: 12 });
const repetitiveTexts = fc
  .record({
    words: fc.shuffledSubarray(FEW_WORDS, { minLength: 1, maxLength: 5 }),
    lines: fc.array(repetitiveLine, { minLength: 1, maxLength: 4 }),
    order: fc.array(fc.nat(3), { minLength: 1, maxLength: 30 }),
    between: fc.constantFrom('\n', '\n', '\n\n', '\r\n', ' '),
  })
  .map(({ words, lines, order, between }) => {
    const made = lines.map((line) => line.map((n) => words[n % words.length]).join(' '));
    const text = order.map((n) => made[n % made.length]).join(between);
    return { text, foreign: made.join(between) };
  });

function spanAt(text: string, { at, what, n }: Place): Span | undefined {
  const pattern =
    what === 'sentence' ? /[^\s.?!][^.?!\r\n]*[.?!]*/g : what.startsWith('line') ? /[^\s][^\r\n]*/g : /\S+/g;
  const all = [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ start: index, end: index + found.length }));
  const first = Math.floor(at * all.length);
  if (!all.length) return undefined;
  const last = Math.min(all.length - 1, first + (what === 'words' ? n : what === 'lines' ? n % 3 : 0));
  const { start } = all[first];
  const { end } = all[last];
  // Words are often annotated without the full stop behind them.
  const bare = text.slice(start, end).replace(n % 2 ? /[.,?!"”’'\s]+$/ : /\s+$/, '').length;
  return { start, end: start + (bare || end - start) };
}

const anyEdits = fc.oneof({ weight: 3, arbitrary: fc.array(edit, { minLength: 1, maxLength: 8 }) }, { weight: 1, arbitrary: fc.array(reflow, { minLength: 1, maxLength: 8 }) }); // prettier-ignore
const anyPlaces = fc.array(place, { minLength: 8, maxLength: 16 });

function inputsOf(kind: Kind, texts: fc.Arbitrary<{ text: string; foreign: string }>): fc.Arbitrary<AnchorsInput> {
  return fc.record({ made: texts, edits: anyEdits, places: anyPlaces }).map(({ made, edits, places }) => {
    return { kind, ...made, edits, anchors: places.flatMap((each) => spanAt(made.text, each) ?? []) };
  });
}

/** What is done to lines: half of all edits, so that few articles keep their order. */
const lineEdit: fc.Arbitrary<Edit> = fc.record({ kind: fc.constantFrom('move line', 'copy line', 'delete line', 'insert line', 'line ends', 'type', 'delete', 'replace word'), at: share, to: share, n: fc.nat(99) }); // prettier-ignore
const alikeInputs: fc.Arbitrary<AnchorsInput> = fc
  .record({
    made: alikeTexts,
    edits: fc.oneof(...[2, 4].map((length) => fc.array(lineEdit, { minLength: length, maxLength: length }))),
    places: fc.array(share, { minLength: 6, maxLength: 6 }),
  })
  .map(({ made, edits, places }) => {
    const all = namesAndClaims(made.text);
    return {
      kind: 'alike',
      ...made,
      edits,
      anchors: places.flatMap((each) => all[Math.floor(each * all.length)] ?? []),
    };
  });

/** What is annotated in an article whose sentences are alike. */
function namesAndClaims(text: string): Span[] {
  const names = [...text.matchAll(/Putin|Ann Lee|Reuters|Russia|a senior U\.S\. official/g)];
  const claims = [...text.matchAll(/(?<= )(?:talks|missile|troops|prices|sanctions|𝔘nity).{12,60}/g)];
  return [...names, ...claims].map(({ 0: words, index }) => ({ start: index, end: index + words.length }));
}

export const INPUTS: Readonly<Record<Kind, fc.Arbitrary<AnchorsInput>>> = {
  ordinary: inputsOf('ordinary', ordinaryTexts()),
  alike: alikeInputs,
  repetitive: inputsOf('repetitive', repetitiveTexts),
};

/** Anchors are found again where their words are now, or nowhere. */
export function anchorsTarget(): Promise<Target<AnchorsInput> & { readonly counts: Counts }> {
  const counts: Counts = { ordinary: new Map(), alike: new Map(), repetitive: new Map() };
  const edits = { ordinary: 0, alike: 0, repetitive: 0 };
  return Promise.resolve({
    name: 'anchors',
    what: 'after edits that no editor saw, anchors are found where their words are, or nowhere',
    shortRuns: 1000,
    inputs: fc.oneof(...KINDS.map((kind) => INPUTS[kind])),
    counts,
    check: (input) => {
      edits[input.kind] += input.edits.length;
      for (const { outcome, span, found, after } of outcomesOf(input)) {
        counts[input.kind].set(outcome, (counts[input.kind].get(outcome) ?? 0) + 1);
        if (outcome === 'misplaced') {
          const shown = (text: string, { start, end }: Span) => JSON.stringify(`${text.slice(start - 30, start)}[${text.slice(start, end)}]${text.slice(end, end + 30)}`); // prettier-ignore
          throw new Error(`misplaced: ${shown(input.text, span)} (at ${span.start}) at ${found!.start}: ${shown(after, found!)}\n${input.text}\n---\n${after}`); // prettier-ignore
        }
      }
    },
    summary: () => KINDS.map((kind) => summaryOf(kind, edits[kind], counts[kind])).join('\n'),
  });
}

export type Counts = Readonly<Record<Kind, Map<Outcome, number>>>;

export function* outcomesOf({
  text,
  foreign,
  edits,
  anchors,
}: AnchorsInput): Iterable<{ outcome: Outcome; span: Span; found: Span | undefined; after: string }> {
  // prettier-ignore
  let after = tracked(text);
  for (const each of edits) after = edited(after, each, foreign);
  if (after.text === text) return;
  const print = printOf(text);
  const locator = createLocator(after.text, new Map([[print.id, print]]));
  for (const span of anchors) {
    const found = locator.locate(anchorAt(text, span), print.id);
    yield { outcome: judged(text, span, after, found), span, found, after: after.text };
  }
}

/** How many of the words that nobody touched were not found, 0 to 1. */
export function orphanRate(counts: ReadonlyMap<Outcome, number>): number {
  const [orphans, found] = [counts.get('orphan') ?? 0, counts.get('found') ?? 0];
  return orphans / Math.max(1, orphans + found);
}

function summaryOf(kind: Kind, edits: number, counts: ReadonlyMap<Outcome, number>): string {
  const all = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const rate = `${(100 * orphanRate(counts)).toFixed(2)} % of the words that were not touched are orphans`;
  const lines = OUTCOMES.flatMap((each) => (counts.has(each) ? [`  ${each.padEnd(30)} ${counts.get(each)}`] : []));
  return [`${kind}: ${edits} edits, ${all} anchors, ${counts.get('misplaced') ?? 0} misplaced; ${rate}`, ...lines].join(
    '\n',
  );
}

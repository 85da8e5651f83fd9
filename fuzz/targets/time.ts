import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readAccurateModel } from '../../src/analysis/accurate/model';
import { AccurateEngine } from '../../src/analysis/accurate/reading';
import type { Analysis, Span } from '../../src/analysis/analysis';
import type { Models } from '../../src/analysis/models';
import { packAnalysis, unpackAnalysis } from '../../src/analysis/packed';
import { analyse, analyseAccurately } from '../../src/analysis/pipeline';
import { provisional } from '../../src/analysis/provisional';
import { sharedVocabulary } from '../../src/analysis/text/vocabulary';
import { CorpusIndex } from '../../src/corpus/corpusIndex';
import { digestOf } from '../../src/corpus/digest';
import { encodeDigest } from '../../src/corpus/encoding';
import { anchorAt } from '../../src/review/anchor';
import { applyReview } from '../../src/review/apply';
import { printOf } from '../../src/review/print';
import type { Action, AnnotationState, Decision } from '../../src/review/review';
import { testModels } from '../../test/support/models';
import { STUBS, stubbedNetwork } from '../networks';
import { PATTERNS, type Pattern, textOf } from '../patterns';
import type { Target } from '../target';
import { FRAGMENTS } from '../texts';

export interface TimeInput {
  /** One of PATTERNS by its name, or another. */
  readonly pattern: string | Pattern;
  /** In UTF-16 code units. */
  readonly size: number;
  readonly work: WorkName;
}

/** What of a text is timed: what comes before that is done when the returned function is called, and not timed. */
type Work = (text: string) => Promise<() => unknown>;

export const WORKS = [
  'fast',
  'fast, no header',
  ...STUBS.map((stub) => `accurate, ${stub}` as const),
  'after',
] as const;
export type WorkName = (typeof WORKS)[number];

/** The text grows by this, and its time by no more than the other: a quadratic algorithm would take 16 times as long. */
const GROWTH = 4;
export const MOST = 6;
/** Times below this, in milliseconds, are the machine's moods. */
const NOTABLE = 50;
/** So often the two sizes are timed in turn before the longer one is found too slow. */
const ROUNDS = 6;

/** All that is done with a text takes time that grows with its length. */
export async function timeTarget(): Promise<Target<TimeInput>> {
  const works = worksWith(await testModels());
  const pattern = fc.oneof(fc.constantFrom(...PATTERNS.keys()), newPattern());
  const inputs = (...sizes: number[]) =>
    fc.record({ pattern, size: fc.constantFrom(...sizes), work: fc.constantFrom(...WORKS) });
  return {
    name: 'time',
    what: `all that is done with a text takes at most ${MOST} times as long for one ${GROWTH} times as long`,
    shortRuns: 15,
    shortInputs: inputs(16_000),
    inputs: inputs(16_000, 64_000, 250_000, 1_000_000),
    check: async (input) => {
      const { ratio, large } = await growthOf(works, input);
      if (ratio > MOST) throw new Error(`${ratio.toFixed(1)} times as long, ${large.toFixed(0)} ms`);
    },
  };
}

/** Patterns of fragments, words and marks that nobody has thought of. */
export function newPattern(): fc.Arbitrary<Pattern> {
  const piece = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...FRAGMENTS) },
    { weight: 2, arbitrary: fc.constantFrom(' {w}', ' {W}', ' {A}', ' {n}') },
    { weight: 2, arbitrary: fc.constant(' ') },
  );
  const unit = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
  const end = fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: unit });
  return fc.record({ repeat: fc.array(unit, { minLength: 1, maxLength: 2 }), before: end, after: end });
}

export type Works = Readonly<Record<WorkName, Work>>;

export interface Growth {
  /** How many times as long the text takes as one of a quarter of its size; 1 where it takes no notable time. */
  readonly ratio: number;
  /** Milliseconds of the processor's time. */
  readonly large: number;
}

/** Times of this process only, and the least of several: what other processes do with the machine does not count. */
export async function growthOf(works: Works, { pattern, size, work }: TimeInput): Promise<Growth> {
  const written = typeof pattern === 'string' ? PATTERNS.get(pattern) : pattern;
  if (!written) throw new Error(`There is no pattern "${JSON.stringify(pattern)}".`);
  const text = textOf(written, size);
  let large = await timeOf(works[work], text);
  if (large < NOTABLE) return { ratio: 1, large };
  const part = textOf(written, size / GROWTH);
  await timeOf(works[work], part); // code that has just been compiled is slow, which would hide how slow the longer text is
  let small = await timeOf(works[work], part);
  for (let round = 1; round < ROUNDS && large >= NOTABLE && large > MOST * small; round++) {
    large = Math.min(large, await timeOf(works[work], text));
    small = Math.min(small, await timeOf(works[work], part));
  }
  return large < NOTABLE ? { ratio: 1, large } : { ratio: large / small, large };
}

async function timeOf(work: Work, text: string): Promise<number> {
  const run = await work(text);
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

export function worksWith(loaded: Models): Works {
  const model = readAccurateModel(readFileSync(path.join(__dirname, '../../models/accurate.json')));
  /** A vocabulary that knew the words already would make the second time the shorter one. */
  const fresh = (): Models => ({ ...loaded, vocabulary: sharedVocabulary(1) });
  const now = (run: () => unknown): Promise<() => unknown> => Promise.resolve(run);
  const accurate = STUBS.map((stub) => {
    const work: Work = (text) => {
      const engine = new AccurateEngine(model, loaded.gazetteer);
      const models = fresh();
      return now(() => analyseAccurately(text, { models, form: 'body' }, engine, stubbedNetwork(stub)));
    };
    return [`accurate, ${stub}`, work] as const;
  });
  return {
    fast: (text) => {
      const models = fresh();
      return now(() => analyse(text, { models }));
    },
    'fast, no header': (text) => {
      const models = fresh();
      return now(() => analyse(text, { models, form: 'body' }));
    },
    ...(Object.fromEntries(accurate) as Record<`accurate, ${(typeof STUBS)[number]}`, Work>),
    after: (text) => {
      const models = fresh();
      const analysis = analyse(text, { models, form: 'body' });
      return now(() => usedUp(text, analysis, models));
    },
  };
}

/** What happens to an analysis: it is packed and unpacked, edited, reviewed, summed up and put into an index. */
function usedUp(text: string, analysis: Analysis, models: Models): void {
  const packed = packAnalysis(analysis);
  const shown = unpackAnalysis(packed, text);
  JSON.stringify([shown.entities, shown.actors.length, shown.claims, shown.dates]);
  const middle = Math.floor(text.length / 2);
  provisional({ text, analysis: packed }, `${text.slice(0, middle)} so ${text.slice(middle)}`, {
    models,
    form: 'body',
  });
  const print = printOf(text);
  const decisions = decisionsAbout(text, analysis, print.id);
  const reviewed = applyReview(analysis, text, decisions, new Map([[print.id, print]]));
  const digest = encodeDigest(digestOf(text, reviewed.analysis));
  const index = new CorpusIndex();
  index.put({ uri: 'file:///a.txt', stamp: { mtime: 0, size: 0, review: undefined }, hash: 0, digest });
  index.prepareAll();
}

/** So many claims are decided about. */
const DECISIONS = 20;

/** Decisions about some claims, all over the text: each is accepted, and is said to have another speaker. */
function decisionsAbout(text: string, { claims }: Analysis, print: string): Decision[] {
  const anchors = (spans: readonly Span[]) => spans.map((span) => anchorAt(text, span));
  const step = Math.max(1, Math.floor(claims.length / DECISIONS));
  return claims
    .filter((_, c) => c % step === 0)
    .flatMap(({ attribution }, d) => {
      const { source, cue, content, kind: speech } = attribution;
      const annotation: AnnotationState = {
        ...{ kind: 'attribution', source: anchors(source), cue: anchors(cue), content: anchors(content), speech },
        speaker: { name: `Somebody ${d}`, type: 'PERSON', named: true, anchor: null },
      };
      const actions: Action[] = [{ do: 'accept' }, { do: 'correct', fields: ['speaker'] }];
      return actions.map((action, a): Decision => {
        const time = new Date(Date.UTC(2022, 0, 8, 12, d, a)).toISOString();
        return { id: `${d} ${a}`, author: 'Ann', time, text: print, target: annotation.content, annotation, action };
      });
    });
}

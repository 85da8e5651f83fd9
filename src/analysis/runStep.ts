import type { Span, StepFailure } from './analysis';
import { bodyParagraphs } from './article/paragraphs';
import { headerFromGiven } from './article/header';
import { NO_WORDS } from './packed';
import type { Facts, Step } from './step';
import { TAG } from './text/tags';
import { joinParagraphs } from './text/textStep';
import type { ParagraphWords } from './text/readParagraph';

/**
 * Runs a step. One that throws costs no more than its own facts, and those only for the paragraphs that make it throw: they are
 * found by halving, and the step runs again as if they said nothing. If it still throws, its facts are empty. What happened is added
 * to `failures`.
 */
export function runStep(step: Step, facts: Facts): Facts {
  try {
    return { ...facts, ...step.run(facts) };
  } catch (error) {
    return recovered(step, facts, error);
  }
}

/** A failure in a line of a log, for a text that the line names itself. */
export function failureWords({ step, paragraph, message }: StepFailure): string {
  const where = paragraph === undefined ? 'the article' : `paragraph ${paragraph + 1}`;
  return `${where} goes without what the step "${step}" finds, which failed: ${message}`;
}

/** With more paragraphs that make a step throw, it is the step: to look for them all would take too long. */
const MOST_CULPRITS = 20;

function recovered(step: Step, facts: Facts, error: unknown): Facts {
  const attempt = (silent: ReadonlySet<number>): Partial<Facts> | { readonly thrown: unknown } => {
    try {
      return step.run(silenced(facts, silent));
    } catch (thrown) {
      return { thrown };
    }
  };
  const culprits = facts.paragraphs && culpritsAmong(facts.paragraphs.length, attempt, error);
  const found = culprits && attempt(new Set(culprits.keys()));
  if (found && !('thrown' in found)) {
    const failures = [...culprits].map(([paragraph, thrown]) => failureOf(step, thrown, paragraph));
    return { ...facts, ...found, failures: [...facts.failures, ...failures] };
  }
  const empty = Object.fromEntries(step.adds.map((fact) => [fact, EMPTY[fact]?.(facts)])) as Partial<Facts>;
  return { ...facts, ...empty, failures: [...facts.failures, failureOf(step, error)] };
}

function failureOf({ name }: Step, thrown: unknown, paragraph?: number): StepFailure {
  const { message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { step: name, message, ...(stack !== undefined && { stack }), ...(paragraph !== undefined && { paragraph }) };
}

/** By paragraph what it makes the step throw; undefined where no paragraphs by themselves do, or too many. */
function culpritsAmong(
  count: number,
  attempt: (silent: ReadonlySet<number>) => object,
  error: unknown,
): Map<number, unknown> | undefined {
  const culprits = new Map<number, unknown>();
  const waiting = [{ from: 0, to: count, thrown: error }];
  for (let range = waiting.pop(); range; range = waiting.pop()) {
    const { from, to, thrown } = range;
    if (to - from === 1) {
      culprits.set(from, thrown);
      if (culprits.size > MOST_CULPRITS) return undefined;
      continue;
    }
    const middle = (from + to) >> 1;
    for (const half of [
      { from, to: middle },
      { from: middle, to },
    ]) {
      const silent = new Set<number>();
      for (let p = 0; p < count; p++) if (p < half.from || p >= half.to) silent.add(p);
      const tried = attempt(silent);
      if ('thrown' in tried) waiting.push({ ...half, thrown: tried.thrown });
    }
  }
  return culprits.size ? culprits : undefined;
}

/** The facts as if some paragraphs said nothing: a full stop for each of their words, so that no other word gets another number. */
function silenced(facts: Facts, silent: ReadonlySet<number>): Facts {
  const { text, paragraphs, parts, vocabulary, readings } = facts;
  if (!silent.size) return facts;
  if (!parts) {
    const empty = paragraphs.map((each, p) =>
      silent.has(p) ? { ...each, end: each.start, textStart: each.start } : each,
    );
    return { ...facts, paragraphs: empty };
  }
  const stop = vocabulary.idOf('.');
  const mute = (part: ParagraphWords): ParagraphWords => ({
    ...part,
    types: new Int32Array(part.types.length).fill(stop),
    tags: new Uint8Array(part.tags.length).fill(TAG['.']),
    isKept: false,
  });
  const muted = parts.map((part, p) => (silent.has(p) ? mute(part) : part));
  const speaks = new Uint8Array(text.length).fill(1);
  const words: string[] = [];
  let at = 0;
  paragraphs.forEach(({ start, end }, p) => {
    if (!silent.has(p)) return;
    speaks.fill(0, start, end);
    words.push(text.slice(at, start), '.'.repeat(end - start));
    at = end;
  });
  const isHeard = ({ start }: Span): boolean => speaks[start] === 1;
  const { dateline, dates, names, attributionSpans, entities } = facts;
  return {
    ...facts,
    text: words.join('') + text.slice(at),
    parts: muted,
    ...joinParagraphs(paragraphs, muted, vocabulary),
    readings: readings.map((reading, p) => (silent.has(p) ? undefined : reading)),
    dateline: dateline && isHeard(dateline) ? dateline : undefined,
    dates: dates?.filter(isHeard),
    names: names?.filter(isHeard),
    attributionSpans: attributionSpans?.filter(({ source, cue, content }) =>
      [...source, ...cue, ...content].every(isHeard),
    ),
    entities: entities?.map((each) => ({ ...each, mentions: each.mentions.filter(isHeard) })),
  };
}

const NO_PART = (facts: Facts): ParagraphWords => ({
  types: new Int32Array(0),
  vocabulary: facts.models.vocabulary(),
  starts: [],
  ends: [],
  tags: new Uint8Array(0),
  sentenceEnds: [],
  isKept: false,
});

/** What stands in for a step that found nothing. Without an article step all of the text is its body. */
const EMPTY: { readonly [F in keyof Facts]?: (facts: Facts) => Facts[F] } = {
  header: ({ given }) => headerFromGiven(given),
  dateline: () => undefined,
  paragraphs: ({ text }) => bodyParagraphs(text, 0, false),
  parts: (facts) => facts.paragraphs.map(() => NO_PART(facts)),
  words: () => [],
  types: () => new Int32Array(0),
  vocabulary: ({ models }) => models.vocabulary(),
  tokens: () => NO_WORDS.tokens,
  sentences: () => NO_WORDS.sentences,
  dates: () => [],
  names: () => [],
  attributionSpans: () => [],
  entities: () => [],
  speakers: () => new Map(),
  attributions: () => [],
  claims: () => [],
  actors: () => [],
};

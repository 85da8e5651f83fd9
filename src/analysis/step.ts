import type {
  Actor,
  Attribution,
  AttributionSpans,
  Claim,
  Dateline,
  Entity,
  Header,
  NameSpan,
  Paragraph,
  Sentences,
  StepFailure,
  TimeExpression,
  Tokens,
} from './analysis';
import type { Readings } from './accurate/reading';
import type { Models } from './models';
import type { KeptParagraphs } from './text/keptParagraphs';
import type { ParagraphWords } from './text/readParagraph';
import type { Vocabulary } from './text/vocabulary';

/** Everything that is known of an article on its way through the pipeline. Each step adds some of these. */
export interface Facts {
  /** The article as the editor or the file holds it. */
  readonly text: string;
  readonly models: Models;
  /** What came beside the text and goes before what the text says (a JSON Lines record's title, date, URL). */
  readonly given: GivenHeader;
  readonly form: TextForm;
  /** What the accurate engine has read; it goes before what the fast one finds in those paragraphs. */
  readonly readings: Readings;
  /** Paragraphs that an earlier analysis of this text has read: what did not change is not read again. */
  readonly kept: KeptParagraphs | undefined;
  readonly header: Header;
  readonly dateline: Dateline | undefined;
  readonly paragraphs: readonly Paragraph[];
  /**
   * By paragraph: its words with offsets of its own. The same object as before for a paragraph that was kept, so that a step
   * can remember beside it (a WeakMap) what it found there and what depends on nothing else.
   */
  readonly parts: readonly ParagraphWords[];
  /** `words[i]` is token i as written; kept beside the offsets because every later step asks for it. */
  readonly words: readonly string[];
  /** By token: the number of its word in `vocabulary`, by which its properties are looked up (text/vocabulary.ts). */
  readonly types: Int32Array;
  readonly vocabulary: Vocabulary;
  readonly tokens: Tokens;
  readonly sentences: Sentences;
  readonly dates: readonly TimeExpression[];
  /** In text order, not overlapping. */
  readonly names: readonly NameSpan[];
  /** Source, cue and content before it is known who the source is; in text order of the first content span. */
  readonly attributionSpans: readonly AttributionSpans[];
  readonly entities: readonly Entity[];
  /** `Entity.id` of who the source of an attribution is, null when nobody. */
  readonly speakers: ReadonlyMap<AttributionSpans, string | null>;
  readonly attributions: readonly Attribution[];
  readonly claims: readonly Claim[];
  readonly actors: readonly Actor[];
  /** Steps that threw by now. */
  readonly failures: readonly StepFailure[];
}

/** `article`: the text begins with a header (title, date, URL). `body`: all of it is running text. */
export type TextForm = 'article' | 'body';

export interface GivenHeader {
  readonly title?: string;
  /** ISO, `2022-01-08`. */
  readonly date?: string;
  readonly url?: string;
}

export type Fact = keyof Facts;

/** A pipeline step: a named pure function from the facts it requires to the facts it adds. */
export interface Step {
  readonly name: string;
  readonly requires: readonly Fact[];
  readonly adds: readonly Fact[];
  readonly run: (facts: Facts) => Partial<Facts>;
}

/** Declares a step; `run` sees only what it requires and must return all that it adds (checked by the compiler). */
export function step<R extends Fact, A extends Fact>(declared: {
  readonly name: string;
  readonly requires: readonly R[];
  readonly adds: readonly A[];
  readonly run: (facts: Pick<Facts, R>) => Pick<Facts, A>;
}): Step {
  return declared;
}

/**
 * Checks that every step finds what it requires and that no fact is added twice.
 * @throws Error naming the step and the missing or doubled fact: a wrong order fails at start, not in a result.
 */
export function orderedSteps(given: readonly Fact[], steps: readonly Step[]): readonly Step[] {
  const known = new Set<Fact>(given);
  for (const { name, requires, adds } of steps) {
    const missing = requires.filter((fact) => !known.has(fact));
    if (missing.length) throw new Error(`Step "${name}" requires ${missing.join(', ')}, which no earlier step adds.`);
    for (const fact of adds) {
      if (known.has(fact)) throw new Error(`Step "${name}" adds ${fact}, which is already there.`);
      known.add(fact);
    }
  }
  return steps;
}

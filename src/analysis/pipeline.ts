import type { Network } from './accurate/network';
import type { AccurateEngine, Readings } from './accurate/reading';
import type { Analysis } from './analysis';
import { type ArticleParts, articleStep } from './article/step';
import { attributionStep } from './attribution/attribution';
import { datesStep } from './dates/dates';
import { actorsStep } from './entities/actorsStep';
import { entitiesStep } from './entities/entitiesStep';
import { namesStep } from './entities/namesStep';
import type { Models } from './models';
import { runStep } from './runStep';
import { type Facts, type GivenHeader, type Step, type TextForm, orderedSteps } from './step';
import type { KeptParagraphs } from './text/keptParagraphs';
import { textStep } from './text/textStep';

/** The analysis as a table of contents: each step sees only what the steps before it have found. */
export const STEPS: readonly Step[] = orderedSteps(
  ['text', 'given', 'form', 'models', 'kept', 'readings'],
  [
    articleStep, // header, dateline, paragraphs
    textStep, // tokens, sentences, parts of speech
    datesStep, // before names: "May" and "March" that are dates are no names
    namesStep, // names and their types
    attributionStep, // source, cue, content, still without an actor
    entitiesStep, // behind attributions: unnamed sources are actors, and "I" in a claim is its source
    actorsStep, // whose each claim is
  ],
);

export interface AnalyseOptions {
  readonly models: Models;
  /** What is known of the article beside its text; it goes before what the text says. */
  readonly given?: GivenHeader;
  /** `article` unless told. */
  readonly form?: TextForm;
  /** What the last analysis of this text has left, when it is analysed again after an edit; the result is the same. */
  readonly kept?: KeptParagraphs;
}

/** What is known of an article before names: its words, which every engine reads. */
export type TextFacts = Pick<
  Facts,
  | 'text'
  | 'given'
  | 'form'
  | 'models'
  | 'parts'
  | 'header'
  | 'dateline'
  | 'paragraphs'
  | 'words'
  | 'types'
  | 'vocabulary'
  | 'tokens'
  | 'sentences'
  | 'dates'
  | 'failures'
>;

/** The first step that depends on who reads: the fast engine, or the accurate one. */
const INTERPRETATION = STEPS.indexOf(namesStep);

/**
 * Reads an article. Pure: the same text and options give the same result. Any text is accepted, an empty one too; a step that throws
 * costs no more than its own facts for a paragraph (`Analysis.failures`).
 */
export function analyse(text: string, options: AnalyseOptions): Analysis {
  return interpret(readText(text, options));
}

/** The same a step at a time, for who must attend to other things in between. */
export function* analyseByStep(text: string, options: AnalyseOptions): Generator<void, Analysis> {
  let facts: Facts = { ...beginning(text, options), readings: [] };
  for (const step of STEPS) {
    facts = runStep(step, facts);
    yield;
  }
  return analysisOf(facts);
}

/** Reads some of a text's paragraphs as if they were all of it. */
export function analyseParagraphs(text: string, article: ArticleParts, options: AnalyseOptions): Analysis {
  const steps = STEPS.slice(STEPS.indexOf(articleStep) + 1);
  return runAll(steps, { ...beginning(text, options), ...article, readings: [] });
}

/** The same with all paragraphs read by the accurate engine. @throws what the network throws */
export async function analyseAccurately(
  text: string,
  options: AnalyseOptions,
  engine: AccurateEngine,
  network: Network,
): Promise<Analysis> {
  const facts = readText(text, options);
  return interpret(facts, await engine.readAll(facts, network));
}

/** The first half: header, words, dates. */
export function readText(text: string, options: AnalyseOptions): TextFacts {
  return run(STEPS.slice(0, INTERPRETATION), beginning(text, options));
}

/** The second half: names, attributions, entities, actors, where `readings` has nothing as the fast engine finds them. */
export function interpret(facts: TextFacts, readings: Readings = []): Analysis {
  return runAll(STEPS.slice(INTERPRETATION), { ...facts, readings } as Facts);
}

/** Runs steps in their order; for those who take others than STEPS. */
export function runAll(steps: readonly Step[], facts: Facts): Analysis {
  return analysisOf(run(steps, facts));
}

function beginning(text: string, { models, given = {}, form = 'article', kept }: AnalyseOptions): Facts {
  const failures: Facts['failures'] = [];
  return { text, given, form, models, kept, failures } as Facts;
}

function analysisOf(facts: Facts): Analysis {
  const { header, dateline, paragraphs, tokens, sentences, dates, entities, attributions, claims, actors } = facts;
  const { failures } = facts;
  const found = { header, dateline, paragraphs, tokens, sentences, dates, entities, attributions, claims, actors };
  return failures.length ? { ...found, failures } : found;
}

function run(steps: readonly Step[], known: Facts): Facts {
  return steps.reduce((facts, step) => runStep(step, facts), known);
}

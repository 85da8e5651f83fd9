import type { Analysis } from './analysis';
import { articleStep } from './article/step';
import { attributionStep } from './attribution/attribution';
import { datesStep } from './dates/dates';
import { actorsStep } from './entities/actorsStep';
import { entitiesStep } from './entities/entitiesStep';
import { namesStep } from './entities/namesStep';
import type { Models } from './models';
import { type Facts, type GivenHeader, type Step, type TextForm, orderedSteps } from './step';
import { textStep } from './text/textStep';

/** The analysis as a table of contents: each step sees only what the steps before it have found. */
export const STEPS: readonly Step[] = orderedSteps(
  ['text', 'given', 'form', 'models'],
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
}

/** Reads an article. Pure: the same text and options give the same result. Any text is accepted, an empty one too. */
export function analyse(text: string, options: AnalyseOptions): Analysis {
  let facts = { text, given: options.given ?? {}, form: options.form ?? 'article', models: options.models } as Facts;
  for (const step of STEPS) facts = { ...facts, ...step.run(facts) };
  const { header, dateline, paragraphs, tokens, sentences, dates, entities, attributions, claims, actors } = facts;
  return { header, dateline, paragraphs, tokens, sentences, dates, entities, attributions, claims, actors };
}

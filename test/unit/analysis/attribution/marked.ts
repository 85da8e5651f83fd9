import assert from 'node:assert/strict';
import type { AttributionSpans, Span } from '../../../../src/analysis/analysis';
import { articleStep } from '../../../../src/analysis/article/step';
import { attributionStep } from '../../../../src/analysis/attribution/attribution';
import type { Models } from '../../../../src/analysis/models';
import type { Facts, TextForm } from '../../../../src/analysis/step';
import { textStep } from '../../../../src/analysis/text/textStep';

/** The attributions of a text, by the steps that they need and no others. */
export function attributionsOf(text: string, models: Models, form: TextForm = 'body'): readonly AttributionSpans[] {
  let facts = { text, models, form, given: {}, readings: [] as Facts['readings'] } as Facts;
  for (const { run } of [articleStep, textStep, attributionStep]) facts = { ...facts, ...run(facts) };
  return facts.attributionSpans;
}

/** The attribution that is marked must be among those found in the text. */
export function assertFound(marked: string, models: Models): void {
  const { text, expected } = readMarked(marked);
  const found = attributionsOf(text, models).map((each) => written(text, each));
  assert.ok(found.includes(expected), `wanted ${expected}\nfound ${found.join('\n      ')}`);
}

/** One attribution as a line of words: `[the official] {said} <it rains>`; pieces that stand apart are joined by " / ". */
export function written(text: string, { source, cue, content }: AttributionSpans): string {
  const words = (spans: readonly Span[]): string => spans.map(({ start, end }) => text.slice(start, end)).join(' / ');
  return `[${words(source)}] {${words(cue)}} <${words(content)}>`;
}

/** Takes the marks out of `<It rains>, [the official] {said}.` and tells what they mark, in the form of `written`. */
export function readMarked(marked: string): { text: string; expected: string } {
  const words = (begin: string, end: string): string => {
    const pieces = marked.split(begin).slice(1);
    return pieces.map((piece) => piece.slice(0, piece.indexOf(end)).replace(/[[\]{}<>]/g, '')).join(' / ');
  };
  const expected = `[${words('[', ']')}] {${words('{', '}')}} <${words('<', '>')}>`;
  return { text: marked.replace(/[[\]{}<>]/g, ''), expected };
}

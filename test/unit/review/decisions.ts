import type { Span } from '../../../src/analysis/analysis';
import { anchorAt } from '../../../src/review/anchor';
import type { Action, AnnotationState, AttributionState, Decision, EntityReference } from '../../../src/review/review';

/** Where words stand in a text; the `nth` place of several, from 0. */
export function spanOf(text: string, words: string, nth = 0): Span {
  let start = text.indexOf(words);
  for (let i = 0; i < nth; i++) start = text.indexOf(words, start + 1);
  if (start < 0) throw new Error(`The text has no "${words}".`);
  return { start, end: start + words.length };
}

let count = 0;

/** Makes decisions about one text, a minute after one another. */
export function decisionsAbout(text: string, author = 'Ann') {
  const anchor = (words: string, nth = 0) => anchorAt(text, spanOf(text, words, nth));
  const decide = (annotation: AnnotationState, action: Action, more: Partial<Decision> = {}): Decision => {
    const number = ++count;
    const target = annotation.kind === 'attribution' ? annotation.content : [annotation.span];
    const time = new Date(Date.UTC(2022, 0, 8, 12, number)).toISOString();
    return { id: `d${String(number).padStart(6, '0')}`, author, time, target, annotation, action, ...more };
  };
  const entity = (name: string, more: Partial<EntityReference> = {}): EntityReference => ({
    name,
    type: 'PERSON',
    named: true,
    anchor: text.includes(name) ? anchor(name) : null,
    ...more,
  });
  const mention = (words: string, more: Partial<EntityReference> = {}, nth = 0): AnnotationState => ({
    kind: 'mention',
    span: anchor(words, nth),
    naming: 'name',
    entity: entity(words, { anchor: anchor(words, nth), ...more }),
  });
  const date = (words: string, value: string): AnnotationState => ({ kind: 'date', span: anchor(words), type: 'DATE', value }); // prettier-ignore
  const claim = (
    { source, cue, content }: { source?: string; cue?: string; content: string },
    more: Partial<AttributionState> = {},
  ): AttributionState => ({
    kind: 'attribution',
    source: source === undefined ? [] : [anchor(source)],
    cue: cue === undefined ? [] : [anchor(cue)],
    content: [anchor(content)],
    speech: 'indirect',
    speaker: source === undefined ? null : entity(source),
    ...more,
  });
  return { anchor, decide, entity, mention, date, claim };
}

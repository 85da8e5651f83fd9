/** Makes decisions out of what is shown: the data of an annotation with its words anchored in the text. */
import type { Analysis, Attribution, Entity, Mention, Span, TimeExpression } from '../analysis/analysis';
import { anchorAt } from './anchor';
import { statements } from './conflicts';
import type {
  Action,
  Anchor,
  AnnotationState,
  AttributionState,
  DateState,
  Decision,
  EntityReference,
  Field,
  MentionState,
} from './review';
import { stands } from './review';

/** What an annotation is read in. */
export interface ReviewText {
  readonly text: string;
  readonly analysis: Pick<Analysis, 'entities'>;
}

export function mentionState({ text, analysis }: ReviewText, mention: Mention): MentionState {
  const entity = analysis.entities.find(({ id }) => id === mention.entity);
  const span = anchorAt(text, mention);
  const reference = entity
    ? entityReference(text, entity)
    : { name: span.exact, type: 'OTHER' as const, named: true, anchor: null };
  return { kind: 'mention', span, naming: mention.kind, entity: reference };
}

export function dateState({ text }: ReviewText, { start, end, type, value, mod }: TimeExpression): DateState {
  return { kind: 'date', span: anchorAt(text, { start, end }), type, value, ...(mod !== undefined && { mod }) };
}

export function attributionState({ text, analysis }: ReviewText, attribution: Attribution): AttributionState {
  const { source, cue, content, kind: speech, actor } = attribution;
  const entity = analysis.entities.find(({ id }) => id === actor);
  const anchors = (spans: readonly Span[]) => spans.map((span) => anchorAt(text, span));
  const speaker = entity ? entityReference(text, entity) : null;
  return {
    kind: 'attribution',
    source: anchors(source),
    cue: anchors(cue),
    content: anchors(content),
    speech,
    speaker,
  };
}

/** An entity by its first naming. */
export function entityReference(text: string, { name, type, named, mentions }: Entity): EntityReference {
  const mention = mentions.find(({ kind }) => kind === 'name') ?? mentions[0];
  return { name, type, named, anchor: mention ? anchorAt(text, mention) : null };
}

/** The words that a decision about an annotation is about. */
export function targetOf(annotation: AnnotationState): readonly Anchor[] {
  return annotation.kind === 'attribution' ? annotation.content : [annotation.span];
}

/** What somebody did, before it is known who, when and in which text. */
export interface Draft {
  readonly target: readonly Anchor[];
  readonly annotation: AnnotationState;
  readonly action: Action;
}

export function draft(annotation: AnnotationState, action: Action, target = targetOf(annotation)): Draft {
  return { target, annotation, action };
}

/**
 * A draft as a decision beside those that are there. What was decided before about the same words and says otherwise is
 * replaced, for the person saw it; fields that it corrected stay corrected, since the annotation was drawn from what is
 * shown. A span that is corrected again and again stays one correction of what the machine found.
 */
export function decisionOf(
  { target, annotation, action }: Draft,
  stamp: Pick<Decision, 'id' | 'author' | 'time' | 'text'>,
  known: readonly Decision[],
): Decision {
  const replacedBefore = new Set(known.filter(stands).flatMap(({ replaces = [] }) => replaces));
  const standing = known.filter((each) => stands(each) && !replacedBefore.has(each.id));
  const about = standing.filter(
    (each) =>
      each.annotation.kind === annotation.kind &&
      (isSame(each.target, target) || isSame(targetOf(each.annotation), target)),
  );
  const says = statements({ target, annotation, action, ...stamp });
  // Who accepts what was corrected accepts the correction, which stays.
  const replaced = about.filter((each) =>
    action.do === 'accept'
      ? each.action.do === 'reject'
      : [...statements(each).keys()].some((field) => says.has(field)),
  );
  if (!replaced.length) return { ...stamp, target, annotation, action };
  const fields = new Set<Field>(action.do === 'correct' ? action.fields : []);
  let origin = target;
  let own = false;
  for (const each of replaced) {
    if (each.action.do === 'correct') for (const field of each.action.fields) fields.add(field);
    if (each.action.do === 'add') own = true;
    if (!isSame(each.target, target)) origin = each.target;
  }
  const isCorrection = action.do === 'correct';
  const isAboutOrigin = !own && (isCorrection || action.do === 'reject');
  return {
    ...stamp,
    target: isAboutOrigin ? origin : target,
    annotation,
    action: !isCorrection ? action : own ? { do: 'add' } : { do: 'correct', fields: [...fields] },
    replaces: replaced.map(({ id }) => id),
  };
}

function isSame(a: readonly Anchor[], b: readonly Anchor[]): boolean {
  return a.length === b.length && a.every(({ start, end }, i) => start === b[i].start && end === b[i].end);
}

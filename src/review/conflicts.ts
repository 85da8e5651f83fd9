import type { Span } from '../analysis/analysis';
import type { Anchor, Conflict, Decision } from './review';
import { FIELDS } from './review';

type ConflictField = Conflict['field'];

/** Ids of those whose place another one has taken that stands. */
export function replacedIds(standing: readonly Decision[]): ReadonlySet<string> {
  return new Set(standing.flatMap(({ replaces = [] }) => replaces));
}

/** What a decision says, field by field; notes and tags say nothing that another could contradict. */
export function statements({ action, annotation }: Decision): ReadonlyMap<ConflictField, string> {
  switch (action.do) {
    case 'reject':
      return new Map([['status', 'rejected']]);
    case 'accept':
    case 'add':
      return new Map<ConflictField, string>([['status', 'kept'], ...fieldValues(annotation, FIELDS[annotation.kind])]);
    case 'correct':
      return new Map<ConflictField, string>([['status', 'kept'], ...fieldValues(annotation, action.fields)]);
    case 'rename':
      return new Map([['name', action.name]]);
    case 'verdict':
      return new Map([['verdict', action.verdict]]);
    case 'merge':
    case 'split':
    case 'tag':
    case 'note':
      return new Map();
  }
}

function fieldValues(
  annotation: Decision['annotation'],
  fields: readonly ConflictField[],
): (readonly [ConflictField, string])[] {
  return fields.map((field) => [field, fieldValue(annotation, field)]);
}

function fieldValue(annotation: Decision['annotation'], field: ConflictField): string {
  const words = (anchors: readonly Anchor[]) => anchors.map(({ exact }) => exact).join(' … ');
  if (field === 'span' && annotation.kind !== 'attribution') return words([annotation.span]);
  if (field === 'type' && annotation.kind === 'mention') return annotation.entity.type;
  if (field === 'value' && annotation.kind === 'date')
    return [annotation.type, annotation.value, annotation.mod].join(' ');
  if (annotation.kind !== 'attribution') return '';
  if (field === 'source' || field === 'cue' || field === 'content') return words(annotation[field]);
  if (field === 'speech') return annotation.speech;
  return field === 'speaker' ? (annotation.speaker?.name ?? '') : '';
}

/** Decisions about the same words that say different things; those that replace one another are not among them. */
export function conflictsOf(
  placed: readonly { readonly decision: Decision; readonly target: readonly Span[] }[],
): Conflict[] {
  const groups = new Map<string, { field: ConflictField; values: Set<string>; decisions: Decision[] }>();
  for (const { decision, target } of placed) {
    const words = target.map(({ start, end }) => `${start}-${end}`).join(' ');
    for (const [field, value] of statements(decision)) {
      const key = `${decision.annotation.kind} ${words} ${field}`;
      const group = groups.get(key) ?? { field, values: new Set<string>(), decisions: [] };
      groups.set(key, group);
      group.values.add(value);
      group.decisions.push(decision);
    }
  }
  return [...groups.values()]
    .filter(({ values }) => values.size > 1)
    .map(({ field, decisions }) => ({ field, decisions }));
}

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
  const aboutSame = new Map<string, Decision[]>();
  for (const { decision, target } of placed) {
    const words = target.map(({ start, end }) => `${start}-${end}`).join(' ');
    const key = `${decision.annotation.kind} ${words}`;
    const others = aboutSame.get(key);
    if (others) others.push(decision);
    else aboutSame.set(key, [decision]);
  }
  return [...aboutSame.values()].filter((decisions) => decisions.length > 1).flatMap(differing);
}

/** The fields of which decisions about the same words say different things. */
function differing(decisions: readonly Decision[]): Conflict[] {
  const fields = new Map<ConflictField, { values: Set<string>; decisions: Decision[] }>();
  for (const decision of decisions) {
    for (const [field, value] of statements(decision)) {
      const said = fields.get(field) ?? { values: new Set<string>(), decisions: [] };
      fields.set(field, said);
      said.values.add(value);
      said.decisions.push(decision);
    }
  }
  return [...fields]
    .filter(([, { values }]) => values.size > 1)
    .map(([field, said]) => ({ field, decisions: said.decisions }));
}

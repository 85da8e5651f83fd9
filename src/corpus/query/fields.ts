import { ENTITY_SORTS, type EntityType } from '../../analysis/analysis';

/** What can be asked for by name: `actor:putin`. */
export const FIELDS = ['actor', 'kind', 'type', 'verdict', 'after', 'before', 'date', 'publisher', 'in'] as const;
export type Field = (typeof FIELDS)[number];

export const KIND_VALUES = ['direct', 'indirect', 'mixed'] as const;

/** What `type:` says of an actor; `unnamed` is a source without a name. */
export const TYPE_VALUES = ['person', 'organisation', 'place', 'group', 'event', 'law', 'product', 'work', 'other', 'unnamed'] as const; // prettier-ignore
export type TypeValue = (typeof TYPE_VALUES)[number];

const SAME_TYPES: Readonly<Record<string, TypeValue>> = {
  people: 'person',
  org: 'organisation',
  organization: 'organisation',
  gpe: 'place',
  loc: 'place',
  fac: 'place',
  country: 'place',
  norp: 'group',
};

/** What `type:` calls an entity. */
export function typeValueOf({ type, named }: { readonly type: EntityType; readonly named: boolean }): TypeValue {
  return named ? ENTITY_SORTS[type] : 'unnamed';
}

/** The values that a field has and no others; undefined for a field that takes any. */
export function valuesOf(field: Field): readonly string[] | undefined {
  if (field === 'kind') return KIND_VALUES;
  return field === 'type' ? TYPE_VALUES : undefined;
}

/** The value as the field knows it, undefined when it has none such. */
export function knownValue(field: Field, value: string): string | undefined {
  const lower = value.toLowerCase();
  const values = valuesOf(field);
  if (!values) return value;
  return values.find((each) => each === lower) ?? (field === 'type' ? SAME_TYPES[lower] : undefined);
}

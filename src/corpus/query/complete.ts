import { FIELDS, type Field, valuesOf } from './fields';
import { splitQuery } from './parse';

/** Something that could be typed on. */
export interface Completion {
  /** The term, `kind:direct`; a field alone, `kind:`, when its value is still to be typed. */
  readonly label: string;
  /** The whole search with it. */
  readonly query: string;
  readonly field: Field;
  /** The value is still to be typed. */
  readonly open: boolean;
}

/** Values to offer for fields that take any: the corpus' own, best first. */
export type OfferValues = (field: Field, typed: string) => readonly string[];

/** What the last term of a search may become, when it begins a field's name or a field's value. */
export function completions(typed: string, offer: OfferValues = () => []): Completion[] {
  const last = splitQuery(typed).at(-1);
  if (!last || last.end !== typed.length) return [];
  const before = typed.slice(0, last.start) + (last.negated ? '-' : '');
  if (last.field === undefined) {
    const begun = last.value.toLowerCase();
    const fields =
      begun && typed[last.valueStart] === last.value[0] ? FIELDS.filter((each) => each.startsWith(begun)) : [];
    return fields.map((field) => ({ label: `${field}:`, query: `${before}${field}:`, field, open: true }));
  }
  const field = FIELDS.find((each) => each === last.field);
  if (!field) return [];
  const begun = last.value.toLowerCase();
  const values = valuesOf(field)?.filter((value) => value.startsWith(begun)) ?? offer(field, last.value);
  return values
    .filter((value) => value.toLowerCase() !== begun)
    .map((value) => {
      const label = `${field}:${/[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value}`;
      return { label, query: `${before}${label} `, field, open: false };
    });
}

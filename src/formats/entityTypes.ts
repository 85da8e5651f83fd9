import { ENTITY_TYPES, type EntityType } from '../analysis/analysis';

/** Others' names for our types, in lower case (CoNLL-2003, brat's examples, OntoNotes). */
const OTHER_NAMES: Readonly<Record<string, EntityType>> = {
  per: 'PERSON',
  organization: 'ORG',
  organisation: 'ORG',
  location: 'LOC',
  place: 'LOC',
  facility: 'FAC',
  work_of_art: 'WORK',
  misc: 'OTHER',
  miscellaneous: 'OTHER',
};

/** The entity type that another tool means by a label; undefined for what is none. */
export function entityType(label: string): EntityType | undefined {
  return ENTITY_TYPES.find((type) => type === label.toUpperCase()) ?? OTHER_NAMES[label.toLowerCase()];
}

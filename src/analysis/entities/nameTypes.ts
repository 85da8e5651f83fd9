import type { EntityType } from '../analysis';
import { type Gazetteer, LIST } from './gazetteer';
import {
  ERA_HEADS,
  EVENT_HEADS,
  FACILITY_HEADS,
  HONORIFICS,
  LAW_HEADS,
  NO_ORGANISATION_HEADS,
  nounOf,
  ORGANISATION_HEADS,
  PLACE_BEGINNINGS,
  PLACE_HEADS,
  STORMS,
  STRUCTURES,
  UNMISTAKABLE_ORGANISATIONS,
  WORK_HEADS,
} from './lexicon';
import type { NameClass } from './names';

/**
 * The class that a name's own words give it, where they leave no doubt, or else the tagger's: "Harrow School" is an
 * organisation wherever it stands, "the Municipality of Culion" a place, "Justice Scalia" a person.
 */
export function nameClassOf(tagged: NameClass, words: readonly string[], gazetteer: Gazetteer): NameClass {
  if (words.length < 2) return tagged;
  if (gazetteer.lists(words.join(' ').toLowerCase()) & (LIST.country | LIST.region | LIST.place)) return tagged; // "West Bank"
  const first = words[0].toLowerCase().replace(/\.$/, '');
  const head = words[words.length - 1].toLowerCase().replace(/\.$/, '');
  if (PLACE_BEGINNINGS.has(first) && words[1] === 'of' && tagged === 'ORG') return 'LOC';
  if (STORMS.has(first)) return 'OTHER'; // "Hurricane Katrina"
  if (tagged === 'LOC' && ERA_HEADS.has(head)) return 'OTHER';
  if (tagged === 'OTHER' && STRUCTURES.has(head)) return 'LOC';
  const of = words.indexOf('of'); // "National Library of the Netherlands"
  if (of > 0 && UNMISTAKABLE_ORGANISATIONS.has(words[of - 1].toLowerCase())) return 'ORG';
  if (UNMISTAKABLE_ORGANISATIONS.has(head)) return 'ORG';
  if (tagged === 'ORG' && NO_ORGANISATION_HEADS.has(head) && !words.some(isOrganisationHead)) return 'OTHER';
  if (tagged === 'PERSON' && /^(?:center|centre|museum|airport|hospital)$/.test(head)) return 'ORG';
  if (ORGANISATION_HEADS.has(head)) return tagged === 'PERSON' || tagged === 'LOC' ? 'ORG' : tagged;
  const titled =
    first === 'justice' || first === 'judge' || (HONORIFICS.has(first) && !/^(?:st|saint|sir|lord)$/.test(first));
  return titled &&
    tagged === 'ORG' &&
    words.length <= 4 &&
    words.every((word) => /^\p{Lu}/u.test(word)) &&
    !nounOf(head)
    ? 'PERSON'
    : tagged;
}

const isOrganisationHead = (word: string): boolean =>
  ORGANISATION_HEADS.has(word.toLowerCase()) || FACILITY_HEADS.has(word.toLowerCase());

/** The type of a name that the tagger gave a class; `words` are the name's own, `quoted` when it stands in quotation marks. */
export function nameType(
  nameClass: NameClass,
  words: readonly string[],
  quoted: boolean,
  gazetteer: Gazetteer,
): EntityType {
  const lower = words.map((word) => word.toLowerCase());
  const phrase = lower.join(' ');
  const head = lower[lower.length - 1];
  const lists = gazetteer.lists(phrase) || gazetteer.lists(phrase.replace(/s$/, ''));
  switch (nameClass) {
    case 'PERSON':
      return 'PERSON';
    case 'ORG':
      // a state acts like a body, but it is one thing with the place
      return lists & LIST.country ? 'GPE' : lists & LIST.law ? 'LAW' : 'ORG';
    case 'LOC':
      if (lists & (LIST.country | LIST.capital | LIST.region)) return 'GPE';
      if (lists & LIST.place) return 'LOC';
      if (lists & LIST.city) return 'GPE';
      if (words.length > 1 && (PLACE_HEADS.has(head) || /^(?:mount|lake|cape|gulf|strait|bay)$/.test(lower[0])))
        return 'LOC';
      if (words.length > 1 && FACILITY_HEADS.has(head)) return 'FAC';
      return 'GPE';
    case 'OTHER':
      if (lists & LIST.law || LAW_HEADS.has(head)) return 'LAW';
      if (lists & (LIST.demonym | LIST.group)) return 'NORP';
      if (words.length > 1 && EVENT_HEADS.has(head)) return 'EVENT';
      if (
        lower.some((word) => gazetteer.lists(word) & (LIST.demonym | LIST.group)) &&
        /^\p{Lu}\S*$/u.test(words[words.length - 1]) &&
        isPeople(head, gazetteer)
      )
        return 'NORP';
      if (EVENT_HEADS.has(head) || ERA_HEADS.has(head) || (words.length > 1 && /^(?:19|20)\d\d$/.test(head)))
        return 'EVENT';
      if (quoted || WORK_HEADS.has(head)) return 'WORK';
      if (/\d/.test(phrase) || /^i[A-Z]/.test(words[0])) return 'PRODUCT';
      return 'OTHER';
  }
}

/** "South Koreans", "African-American": the last word names a people. */
function isPeople(head: string, gazetteer: Gazetteer): boolean {
  return (gazetteer.lists(head) & (LIST.demonym | LIST.group)) !== 0;
}

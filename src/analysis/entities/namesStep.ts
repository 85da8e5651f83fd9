import { NAMES } from '../accurate/network';
import type { Readings } from '../accurate/reading';
import type { Dateline, EntityType, NameSpan, Span, TimeExpression, Tokens } from '../analysis';
import { type Facts, step } from '../step';
import { TAG } from '../text/tags';
import { wordProperty } from '../text/vocabulary';
import { oncePer } from '../../util/once';
import { type Gazetteer, LIST } from './gazetteer';
import { HONORIFICS, LAW_HEADS, nounOf, NUMBERED_PARTS, POST_NOMINALS } from './lexicon';
import { tagNames } from './names';
import { nameClassOf, nameType } from './nameTypes';
import { wholeNames } from './wholeNames';

/**
 * Finds names and their types. A name never overlaps a date, but a treaty's name may hold the year it goes by
 * ("1987 ... Treaty").
 */
export const namesStep = step({
  name: 'names',
  requires: [
    ...(['parts', 'words', 'types', 'vocabulary', 'tokens', 'sentences'] as const),
    ...(['dateline', 'dates', 'models', 'readings'] as const),
  ],
  adds: ['names'],
  run: ({ tokens, dateline, dates, models, readings, ...read }) => {
    const { words } = read;
    const { gazetteer } = models;
    const all = tagNames(read, models.names, gazetteer, adviceOf(readings, words.length));
    const found = wholeNames(words, tokens, all, gazetteer).filter((name) => !isNoName(words, tokens, name));
    const tagged = found.map((name): NamedTokens => {
      const { end } = name;
      const nameClass = nameClassOf(name.class, words.slice(name.first, end), gazetteer);
      const first = nameClass === 'PERSON' ? behindTitles(words, name.first, end, gazetteer) : name.first;
      const type = nameType(nameClass, words.slice(first, end), isQuoted(words, first, end), gazetteer);
      return { first, end, type };
    });
    const known = override(possessives(read, tagged, gazetteer), tagged);
    const names = override(known, lawNames(read));
    const spans = names.map(({ first, end, type }) => ({ start: tokens.start[first], end: tokens.end[end - 1], type }));
    return { names: withoutDates(overriding(spans, datelineNames(dateline)), dates) };
  },
});

/** What the accurate engine thinks of each token, where it has read; undefined: nowhere. */
function adviceOf(readings: Readings, count: number): Float32Array | undefined {
  if (!readings.some((reading) => reading)) return undefined;
  const advice = new Float32Array(count * NAMES);
  for (const reading of readings) {
    if (!reading) continue;
    const { from, names, model } = reading;
    names.forEach((chance, i) => (advice[from * NAMES + i] = model.nameWeight * Math.max(chance, UNLIKELY)));
  }
  return advice;
}

/** Log probability below which the accurate engine's doubts about a label count no more. */
const UNLIKELY = -8;

interface NamedTokens {
  readonly first: number;
  readonly end: number;
  readonly type: EntityType;
}

/** "QC" behind "Mark Tedeschi,", "Tab 3", the "III" of "Article III", a mere ending: what looks like a name and is none. */
function isNoName(words: readonly string[], { tag }: Tokens, { first, end }: { first: number; end: number }): boolean {
  let begin = first;
  while (begin < end && (tag[begin] === TAG.POS || /^['’]s$/i.test(words[begin]))) begin++;
  if (begin === end) return true;
  if (end - first === 1 && POST_NOMINALS.has(words[first].toLowerCase()) && words[first - 1] === ',') return true;
  const isPart = (at: number): boolean => at >= 0 && NUMBERED_PARTS.has(words[at].toLowerCase());
  const isCount = (at: number): boolean => at < words.length && /^(?:\d+|[IVXL]+)$/.test(words[at]);
  return end - first <= 2 && ((isPart(first) && isCount(first + 1)) || (isPart(first - 1) && isCount(first)));
}

/** Where the name itself begins: "Suella Braverman" in "Home Secretary Suella Braverman". First names may look like titles. */
function behindTitles(words: readonly string[], first: number, end: number, gazetteer: Gazetteer): number {
  for (let i = end - 2; i >= first; i--) {
    const word = words[i].toLowerCase().replace(/\.$/, '');
    const title = HONORIFICS.has(word) || nounOf(word)?.class === 'person';
    if (title && !(gazetteer.lists(word) & (LIST.female | LIST.male | LIST.surname))) return i + 1;
  }
  return first;
}

function isQuoted(words: readonly string[], first: number, end: number): boolean {
  return first > 0 && end < words.length && /^["“‘'`]/.test(words[first - 1]) && /^["”’']/.test(words[end]);
}

const POSSESSORS = LIST.country | LIST.capital | LIST.acronym | LIST.organisation;

type Read = Pick<Facts, 'words' | 'types' | 'vocabulary' | 'sentences'>;

/** "NATOs" and "Ukraines" for "NATO's", "Ukraine's": well-known names that lost their apostrophe, where the tagger missed them. */
function possessives({ types, vocabulary }: Read, tagged: readonly NamedTokens[], gazetteer: Gazetteer): NamedTokens[] {
  const possessor = vocabulary.column(possessors(gazetteer));
  const names: NamedTokens[] = [];
  let t = 0;
  for (let i = 0; i < types.length; i++) {
    const type = possessor[types[i]];
    if (type === 0) continue;
    while (t < tagged.length && tagged[t].end <= i) t++;
    if (t < tagged.length && tagged[t].first <= i) continue;
    names.push({ first: i, end: i + 1, type: type === PLACE ? 'GPE' : 'ORG' });
  }
  return names;
}

const PLACE = 1;
const BODY = 2;

/** By type, whether the word is a well-known name that lost its apostrophe, and whose. */
const possessors = oncePer((gazetteer: Gazetteer) =>
  wordProperty(Uint8Array, (word, lower) => {
    if (word.length < 4 || !word.endsWith('s') || !isCapitalised(word)) return 0;
    const lists = gazetteer.lists(lower.slice(0, -1)) & POSSESSORS;
    if (!lists || gazetteer.lists(lower) || gazetteer.cluster(lower) >= 0) return 0;
    return lists & (LIST.country | LIST.capital) ? PLACE : BODY;
  }),
);

/** By type: may a treaty's name end with the word? It has a capital, and not only such. */
const LAW_HEAD = wordProperty(Uint8Array, (word, lower) =>
  LAW_HEADS.has(lower) && isCapitalised(word) && word !== word.toUpperCase() ? 1 : 0,
);

/** Words in small letters that a treaty's name may hold. */
const INSIDE = new Set(['of', 'on', 'and', 'the', 'for', 'in', 'to', '-', '–', 'range']);
const LONGEST_NAME = 14;

/** "1987 U.S.-Russia Intermediate-range Nuclear Forces Treaty": capitals and a year before a word such as Treaty. */
function lawNames({ words, types, vocabulary, sentences }: Read): NamedTokens[] {
  const isHead = vocabulary.column(LAW_HEAD);
  const names: NamedTokens[] = [];
  for (let s = 0; s < sentences.count; s++) {
    const begin = sentences.firstToken[s];
    const stop = sentences.endToken[s];
    for (let head = begin; head < stop; head++) {
      if (!isHead[types[head]]) continue;
      if (head + 1 < stop && isCapitalised(words[head + 1])) continue; // "North Atlantic Treaty Organization"
      let first = head;
      while (first > begin && head - first < LONGEST_NAME) {
        const word = words[first - 1];
        const hyphen = isHyphen(word) || (first >= 2 && isHyphen(words[first - 2]) && /^\p{Ll}/u.test(word));
        if (
          !isCapitalised(word) &&
          !hyphen &&
          !(INSIDE.has(word) && first - 1 > begin && isCapitalised(words[first - 2]))
        )
          break;
        first--;
      }
      while (first < head && (!isCapitalised(words[first]) || /^(?:the|a|an|this|that)$/i.test(words[first]))) first++;
      if (first === head) continue;
      if (first > begin && /^(?:1[89]|20)\d\d$/.test(words[first - 1])) first--;
      let end = head + 1;
      if (end + 1 < stop && /^(?:on|of|for)$/.test(words[end])) {
        let to = end + 1;
        while (to < stop && to - end < LONGEST_NAME && (isCapitalised(words[to]) || INSIDE.has(words[to]))) to++;
        while (to > end && !isCapitalised(words[to - 1])) to--;
        if (to > end + 1) end = to;
      }
      names.push({ first, end, type: 'LAW' });
      head = end - 1;
    }
  }
  return names;
}

const isCapitalised = (word: string): boolean => /^\p{Lu}/u.test(word);
const isHyphen = (word: string): boolean => word === '-' || word === '–';

/** Names in text order; where two overlap, one of the second list. */
function override(names: readonly NamedTokens[], over: readonly NamedTokens[]): NamedTokens[] {
  if (!over.length) return [...names];
  let o = 0;
  const kept = names.filter(({ first, end }) => {
    while (o < over.length && over[o].end <= first) o++;
    return o >= over.length || over[o].first >= end;
  });
  return [...kept, ...over].sort((a, b) => a.first - b.first);
}

function overriding(names: readonly NameSpan[], over: readonly NameSpan[]): NameSpan[] {
  if (!over.length) return [...names];
  const kept = names.filter((name) => !over.some((span) => overlaps(name, span)));
  return [...kept, ...over].sort((a, b) => a.start - b.start);
}

/** Place and agency of the dateline, without the marks around them. */
function datelineNames(dateline: Dateline | undefined): NameSpan[] {
  if (!dateline) return [];
  const names: NameSpan[] = [];
  if (dateline.place) names.push({ ...dateline.place, type: 'GPE' });
  if (dateline.agency) names.push({ ...dateline.agency, type: 'ORG' });
  return names;
}

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

function withoutDates(names: readonly NameSpan[], dates: readonly TimeExpression[]): NameSpan[] {
  let d = 0;
  return names.filter((name) => {
    while (d < dates.length && dates[d].end <= name.start) d++;
    if (d >= dates.length || !overlaps(name, dates[d])) return true;
    return name.type === 'LAW' && dates[d].start >= name.start && dates[d].end <= name.end;
  });
}

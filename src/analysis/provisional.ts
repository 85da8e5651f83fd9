import { commonEnd, commonStart } from '../util/common';
import type { Entity, Header, Paragraph } from './analysis';
import { readArticle } from './article/step';
import { startsWithQuotation } from './attribution/quotation';
import {
  AN_ATTRIBUTION,
  A_DATE,
  A_MENTION,
  A_PARAGRAPH,
  NOWHERE,
  type PackedAnalysis,
  type Records,
  attributionLength,
  packAnalysis,
  packedParagraphs,
  recordAt,
  recordsOf,
} from './packed';
import { type AnalyseOptions, analyseParagraphs } from './pipeline';

/** Texts from this length on, in characters, take so long to read that there is a provisional answer after an edit. */
export const LONG_TEXT = 100_000;

/** More edited text than so many characters takes too long to be read at once: all between two edits counts. */
const MOST_EDITED = 50_000;

/** A text and what was read in it. */
export interface PackedText {
  readonly text: string;
  readonly analysis: PackedAnalysis;
}

/**
 * What an analysis becomes by an edit, as far as it can be told at once: the paragraphs that were edited are read by themselves,
 * all else moves along with its words. What hangs together over the whole article (who "he" is, what a surname stands for, which
 * day "the next day" is) is right again in the full analysis that follows. Undefined where the edit is a large one, reaches the
 * header or changes what a paragraph is elsewhere. It works on packed analyses, since to move numbers costs a tenth of moving objects.
 * @param before the text before the edit and its analysis, or what this function made of it
 */
export function provisional(before: PackedText, text: string, options: AnalyseOptions): PackedAnalysis | undefined {
  const article = readArticle(text, options.given ?? {}, options.form ?? 'article');
  const { header, dateline, paragraphs } = article;
  const edit = editOf(before, text, paragraphs);
  if (!edit || edit.at <= endOfHeader(header) || (dateline && dateline.end > edit.keptUntil)) return undefined;
  const edited = paragraphs.slice(edit.first, paragraphs.length - edit.behind);
  if (edited.length && edited[edited.length - 1].end - edited[0].start > MOST_EDITED) return undefined;
  const own = packAnalysis(
    analyseParagraphs(text, { ...article, paragraphs: edited }, { ...options, kept: undefined }),
  );
  const old = before.analysis;
  const joined = joinedEntities(old, own, edit);
  return {
    article: JSON.stringify({ header, dateline }),
    paragraphs: packedParagraphs(paragraphs),
    ...joinedTokens(old, own, edit),
    ...joinedDates(old, own, edit),
    ...{ entities: joined.entities, mentions: joined.mentions },
    ...joinedAttributions(old, own, edit, joined),
  };
}

/** The paragraphs `[first, length - behind)` of the new text were edited; around them nothing changed but where it stands. */
interface Edit {
  readonly first: number;
  readonly behind: number;
  /** The first character that is another. */
  readonly at: number;
  /** Where in the earlier text what stays before and behind the edit ends and begins. */
  readonly keptUntil: number;
  readonly keptFrom: number;
  /** How much further back what is behind the edit stands now. */
  readonly shift: number;
}

function editOf(
  { text: earlier, analysis }: PackedText,
  text: string,
  paragraphs: readonly Paragraph[],
): Edit | undefined {
  const old = analysis.paragraphs;
  const oldCount = old.length / A_PARAGRAPH;
  const shift = text.length - earlier.length;
  const head = commonStart(earlier, text);
  const tail = commonEnd(earlier, text, Math.min(earlier.length, text.length) - head);
  const most = Math.min(oldCount, paragraphs.length);
  let first = 0;
  while (first < most && paragraphs[first].end < head && isSame(old, first, paragraphs[first], 0)) first++;
  let behind = 0;
  const at = (k: number) => paragraphs[paragraphs.length - 1 - k];
  while (behind < most - first && at(behind).start > text.length - tail && isSame(old, oldCount - 1 - behind, at(behind), shift)) behind++; // prettier-ignore
  const isElsewhere =
    (first < paragraphs.length && paragraphs[first].end < head) ||
    (behind < paragraphs.length && at(behind).start > text.length - tail && first + behind < paragraphs.length);
  if (isElsewhere) return undefined;
  // Speech that goes on in the next paragraph is read together: a paragraph that begins with a quotation belongs to the one before,
  // and what did so before the edit, to the paragraph whose attribution reached into it.
  const quotes = (of: string, start: number) => startsWithQuotation(of.slice(start, start + 2));
  while (behind > 0 && quotes(text, at(behind - 1).start)) behind--;
  const isOpening = () =>
    (first < oldCount && quotes(earlier, old[A_PARAGRAPH * first])) ||
    (first < paragraphs.length && quotes(text, paragraphs[first].start));
  while (first > 0 && isOpening()) first--;
  return {
    ...{ at: head, first, behind, shift },
    keptUntil: first ? paragraphs[first - 1].end : 0,
    keptFrom: behind ? old[(oldCount - behind) * A_PARAGRAPH] : earlier.length,
  };
}

function endOfHeader({ title, date, url, byline }: Header): number {
  return Math.max(...[title, date, url, byline].map((field) => field?.span?.end ?? 0));
}

function isSame(old: Int32Array, index: number, now: Paragraph, shift: number): boolean {
  const at = index * A_PARAGRAPH;
  return (
    old[at] + shift === now.start &&
    old[at + 1] + shift === now.end &&
    old[at + 2] === Number(now.role === 'title') &&
    old[at + 3] + shift === now.textStart
  );
}

/** How far a span of the earlier text moves; undefined for one that stood in the edited paragraphs, or is none. */
function moveOf(start: number, end: number, { keptUntil, keptFrom, shift }: Edit): number | undefined {
  if (start === NOWHERE) return undefined;
  return end <= keptUntil ? 0 : start >= keptFrom ? shift : undefined;
}

function joinedDates(
  old: PackedAnalysis,
  own: PackedAnalysis,
  edit: Edit,
): Pick<PackedAnalysis, 'dates' | 'datePlaces'> {
  const records: string[] = [];
  const places: number[] = [];
  const addOwn = () => {
    for (let d = 0; d < own.dates.ends.length; d++) records.push(recordAt(own.dates, d));
    for (const place of own.datePlaces) places.push(place);
  };
  let isOwnIn = false;
  for (let d = 0; d < old.dates.ends.length; d++) {
    const at = d * A_DATE;
    const [start, end, from, to] = [at, at + 1, at + 2, at + 3].map((i) => old.datePlaces[i]);
    const move = moveOf(start, end, edit);
    if (move === undefined) continue;
    if (!isOwnIn && start >= edit.keptFrom) {
      addOwn();
      isOwnIn = true;
    }
    const rangeMove = moveOf(from, to, edit);
    records.push(recordAt(old.dates, d));
    places.push(start + move, end + move);
    if (rangeMove === undefined) places.push(NOWHERE, NOWHERE);
    else places.push(from + rangeMove, to + rangeMove);
  }
  if (!isOwnIn) addOwn();
  return { dates: recordsOf(records), datePlaces: Int32Array.from(places) };
}

interface JoinedEntities {
  readonly entities: Records;
  readonly mentions: Int32Array;
  /** By their numbers before the edit, and among the edited paragraphs' own; -1 for one that is gone. */
  readonly newOf: Int32Array;
  readonly ownNewOf: Int32Array;
}

/** What is named as something in the article is called is that; anything else that the edited paragraphs name is new. */
function joinedEntities(old: PackedAnalysis, own: PackedAnalysis, edit: Edit): JoinedEntities {
  const [oldCount, ownCount] = [old.entities.ends.length, own.entities.ends.length];
  const known = namesOf(old.entities);
  /** By own entity: the old one that it is, or -1. */
  const sameAs = Int32Array.from({ length: ownCount }, (_, e) => {
    const { named, name } = JSON.parse(recordAt(own.entities, e)) as Entity;
    return (named ? known.get(name.toLowerCase()) : undefined) ?? NOWHERE;
  });
  const stays = new Uint8Array(oldCount);
  for (const e of sameAs) if (e !== NOWHERE) stays[e] = 1;
  for (let m = 0; m < old.mentions.length; m += A_MENTION)
    if (moveOf(old.mentions[m + 1], old.mentions[m + 2], edit) !== undefined) stays[old.mentions[m]] = 1;
  let count = 0;
  const newOf = Int32Array.from(stays, (stay) => (stay ? count++ : NOWHERE));
  const remaining = count;
  const ownNewOf = sameAs.map((e) => (e === NOWHERE ? count++ : newOf[e]));

  const mentions = new Int32Array(old.mentions.length + own.mentions.length);
  let at = 0;
  const add = (from: Int32Array, m: number, entity: number, move: number, antecedentMove: number | undefined) => {
    mentions[at] = entity;
    mentions[at + 1] = from[m + 1] + move;
    mentions[at + 2] = from[m + 2] + move;
    mentions[at + 3] = from[m + 3];
    mentions[at + 4] = antecedentMove === undefined ? NOWHERE : from[m + 4] + antecedentMove;
    mentions[at + 5] = antecedentMove === undefined ? NOWHERE : from[m + 5] + antecedentMove;
    at += A_MENTION;
  };
  const ownMentions = new Map<number, number[]>();
  for (let m = 0; m < own.mentions.length; m += A_MENTION) {
    const entity = ownNewOf[own.mentions[m]];
    const its = ownMentions.get(entity);
    if (its) its.push(m);
    else ownMentions.set(entity, [m]);
  }
  const addOwn = (entity: number) => {
    const its = ownMentions.get(entity) ?? [];
    its.sort((a, b) => own.mentions[a + 1] - own.mentions[b + 1] || own.mentions[b + 2] - own.mentions[a + 2]);
    for (const m of its) add(own.mentions, m, entity, 0, own.mentions[m + 4] === NOWHERE ? undefined : 0);
  };
  const isOwnIn = new Uint8Array(oldCount).fill(1);
  for (const e of sameAs) if (e !== NOWHERE) isOwnIn[e] = 0;
  for (let m = 0; m < old.mentions.length; m += A_MENTION) {
    const e = old.mentions[m];
    const start = old.mentions[m + 1];
    const move = moveOf(start, old.mentions[m + 2], edit);
    if (!isOwnIn[e] && start >= edit.keptFrom) {
      isOwnIn[e] = 1;
      addOwn(newOf[e]);
    }
    if (move !== undefined) add(old.mentions, m, newOf[e], move, moveOf(old.mentions[m + 4], old.mentions[m + 5], edit)); // prettier-ignore
    if (!isOwnIn[e] && old.mentions[m + A_MENTION] !== e) {
      isOwnIn[e] = 1;
      addOwn(newOf[e]);
    }
  }
  for (let e = remaining; e < count; e++) addOwn(e);
  const fresh = [...sameAs.keys()].filter((e) => sameAs[e] === NOWHERE).map((e) => recordAt(own.entities, e));
  const entities = joinedRecords(old.entities, newOf, remaining, fresh);
  return { entities, mentions: mentions.slice(0, at), newOf, ownNewOf };
}

/** The same object when they stay as they are. */
function joinedRecords(old: Records, newOf: Int32Array, remaining: number, fresh: readonly string[]): Records {
  if (remaining === newOf.length && !fresh.length) return old;
  const kept = remaining === newOf.length ? old : recordsOf(allOf(old).filter((_, index) => newOf[index] !== NOWHERE));
  const more = recordsOf(fresh);
  const ends = new Int32Array(kept.ends.length + more.ends.length);
  ends.set(kept.ends);
  more.ends.forEach((end, index) => (ends[remaining + index] = kept.joined.length + end));
  const joined = { joined: kept.joined + more.joined, ends };
  const names = new Map<string, number>();
  for (const [name, entity] of namesOf(old)) if (newOf[entity] !== NOWHERE) names.set(name, newOf[entity]);
  NAMES.set(joined, addNames(names, fresh, remaining));
  return joined;
}

function allOf(records: Records): string[] {
  return Array.from({ length: records.ends.length }, (_, index) => recordAt(records, index));
}

/**
 * By entities: the numbers of those that are named, by their names in small letters. Read once, then carried along from edit to
 * edit: where an entity goes, a name that it shared with another is found again with the next full analysis.
 */
const NAMES = new WeakMap<Records, ReadonlyMap<string, number>>();

function namesOf(entities: Records): ReadonlyMap<string, number> {
  const known = NAMES.get(entities);
  if (known) return known;
  const names = addNames(new Map(), allOf(entities), 0);
  NAMES.set(entities, names);
  return names;
}

/** @param first the number of the first of these entities */
function addNames(names: Map<string, number>, entities: readonly string[], first: number): ReadonlyMap<string, number> {
  entities.forEach((json, index) => {
    const { named, name, aliases } = JSON.parse(json) as Entity;
    for (const each of named ? [name, ...aliases] : []) {
      const key = each.toLowerCase();
      if (!names.has(key)) names.set(key, first + index);
    }
  });
  return names;
}

/** An attribution some of whose words stood in the edited paragraphs is gone, or among their own. */
function joinedAttributions(
  old: PackedAnalysis,
  own: PackedAnalysis,
  edit: Edit,
  { newOf, ownNewOf }: JoinedEntities,
): Pick<PackedAnalysis, 'attributions' | 'confidences'> {
  const attributions = new Int32Array(old.attributions.length + own.attributions.length);
  const confidences: number[] = [];
  let length = 0;
  const add = (from: Int32Array, at: number, numbers: Int32Array, move: (start: number, end: number) => number) => {
    const next = at + attributionLength(from, at);
    const actor = from[at + 1];
    attributions.set(from.subarray(at, at + AN_ATTRIBUTION), length);
    attributions[length + 1] = actor === NOWHERE ? NOWHERE : numbers[actor];
    length += AN_ATTRIBUTION;
    for (let i = at + AN_ATTRIBUTION; i < next; i += 2) {
      const by = move(from[i], from[i + 1]);
      attributions[length++] = from[i] + by;
      attributions[length++] = from[i + 1] + by;
    }
  };
  const addOwn = () => {
    for (let at = 0; at < own.attributions.length; at += attributionLength(own.attributions, at))
      add(own.attributions, at, ownNewOf, () => 0);
    for (const confidence of own.confidences) confidences.push(confidence);
  };
  const { attributions: before } = old;
  let isOwnIn = false;
  for (let at = 0, index = 0, next = 0; at < before.length; at = next, index++) {
    next = at + attributionLength(before, at);
    let stays = true;
    for (let i = at + AN_ATTRIBUTION; i < next && stays; i += 2) stays = moveOf(before[i], before[i + 1], edit) !== undefined; // prettier-ignore
    if (!stays) continue;
    const content = at + AN_ATTRIBUTION + 2 * (before[at + 2] + before[at + 3]);
    if (!isOwnIn && before[content] >= edit.keptFrom) {
      addOwn();
      isOwnIn = true;
    }
    add(before, at, newOf, (start, end) => moveOf(start, end, edit)!);
    confidences.push(old.confidences[index]);
  }
  if (!isOwnIn) addOwn();
  return { attributions: attributions.slice(0, length), confidences: Float64Array.from(confidences) };
}

function joinedTokens(
  before: PackedAnalysis,
  own: PackedAnalysis,
  { first, behind, shift }: Edit,
): Pick<PackedAnalysis, 'tokens' | 'sentences'> {
  const { tokens, sentences } = before;
  const s = firstOf(sentences.paragraph, first);
  const s2 = firstOf(sentences.paragraph, paragraphCount(before) - behind);
  const t = s < sentences.count ? sentences.firstToken[s] : tokens.count;
  const t2 = s2 < sentences.count ? sentences.firstToken[s2] : tokens.count;
  const offsets = joiner<Int32Array>((length) => new Int32Array(length), t, t2);
  const bySentence = joiner<Int32Array>((length) => new Int32Array(length), s, s2);
  const [moreTokens, moreSentences] = [own.tokens.count - (t2 - t), own.sentences.count - (s2 - s)];
  const paragraphs = first + paragraphCount(own) - (paragraphCount(before) - behind);
  return {
    tokens: {
      count: tokens.count + moreTokens,
      start: offsets(tokens.start, own.tokens.start, 0, shift),
      end: offsets(tokens.end, own.tokens.end, 0, shift),
      sentence: offsets(tokens.sentence, own.tokens.sentence, s, moreSentences),
      tag: joiner<Uint8Array>((length) => new Uint8Array(length), t, t2)(tokens.tag, own.tokens.tag, 0, 0),
    },
    sentences: {
      count: sentences.count + moreSentences,
      firstToken: bySentence(sentences.firstToken, own.sentences.firstToken, t, moreTokens),
      endToken: bySentence(sentences.endToken, own.sentences.endToken, t, moreTokens),
      paragraph: bySentence(sentences.paragraph, own.sentences.paragraph, first, paragraphs),
    },
  };
}

const paragraphCount = ({ paragraphs }: PackedAnalysis): number => paragraphs.length / A_PARAGRAPH;

/** The first place in an ascending array whose value is at least this. */
function firstOf(values: Int32Array, least: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts an array of its own in the place of `[from, to)`: `more` is added to that array, `moreBehind` to what follows it. */
function joiner<T extends Int32Array | Uint8Array>(create: (length: number) => T, from: number, to: number) {
  return (old: T, own: T, more: number, moreBehind: number): T => {
    const joined = create(old.length - (to - from) + own.length);
    joined.set(old.subarray(0, from));
    for (let i = 0; i < own.length; i++) joined[from + i] = own[i] + more;
    const behind = from + own.length;
    for (let i = to; i < old.length; i++) joined[behind + i - to] = old[i] + moreBehind;
    return joined;
  };
}

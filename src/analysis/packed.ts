import { once } from '../util/once';
import {
  type Actor,
  type Analysis,
  ATTRIBUTION_KINDS,
  type Attribution,
  type Claim,
  type Entity,
  type Mention,
  MENTION_KINDS,
  type Paragraph,
  type Sentences,
  type Span,
  type StepFailure,
  type TimeExpression,
  type Tokens,
} from './analysis';
import { actorsOf, claimOf } from './claims';
import { byPlace, type Lookup, lookupIs } from './lookup';

/**
 * An analysis as it goes from the worker to the extension host, whose thread must not be held up: an article of a megabyte has a
 * hundred thousand objects, and to take them over one by one takes a tenth of a second. Numbers go in arrays, which are
 * copied at once; words as JSON, which is read when somebody asks; what follows from the rest is not sent.
 */
export interface PackedAnalysis {
  readonly tokens: Tokens;
  readonly sentences: Sentences;
  /** JSON: header, dateline. */
  readonly article: string;
  /** Four numbers a paragraph: start, end, 1 for the title, where its text starts. */
  readonly paragraphs: Int32Array;
  /** JSON of each date without its places, and four numbers for them: start, end, its range's start and end, -1 for none. */
  readonly dates: Records;
  readonly datePlaces: Int32Array;
  /** JSON of each entity without its mentions; its id is `e` and its number, from 1. */
  readonly entities: Records;
  /** Six numbers a mention, in the order of the entities: its entity's index, start, end, kind, the antecedent's start and end, -1 for none. */
  readonly mentions: Int32Array;
  /** For each attribution: kind, index of the actor (-1: nobody), numbers of source, cue and content spans, then these. */
  readonly attributions: Int32Array;
  readonly confidences: Float64Array;
  readonly failures?: readonly StepFailure[];
}

/** For an analysis of which nobody needs them. */
export const NO_WORDS: Pick<PackedAnalysis, 'tokens' | 'sentences'> = {
  tokens: {
    count: 0,
    start: new Int32Array(0),
    end: new Int32Array(0),
    sentence: new Int32Array(0),
    tag: new Uint8Array(0),
  },
  sentences: {
    count: 0,
    firstToken: new Int32Array(0),
    endToken: new Int32Array(0),
    paragraph: new Int32Array(0),
  },
};

/** Texts laid end to end: text `i` begins where the one before it ends. */
export interface Records {
  readonly joined: string;
  readonly ends: Int32Array;
}

export function recordsOf(texts: readonly string[]): Records {
  let length = 0;
  return { joined: texts.join(''), ends: Int32Array.from(texts, (each) => (length += each.length)) };
}

export function recordAt({ joined, ends }: Records, index: number): string {
  return joined.slice(index ? ends[index - 1] : 0, ends[index]);
}

export function packAnalysis(analysis: Analysis): PackedAnalysis {
  const { header, dateline, paragraphs, dates, entities, tokens, sentences, attributions, failures } = analysis;
  const indexOf = new Map(entities.map(({ id }, index) => [id, index]));
  return {
    ...{ tokens, sentences },
    article: JSON.stringify({ header, dateline }),
    paragraphs: packedParagraphs(paragraphs),
    dates: recordsOf(dates.map(packedDate)),
    datePlaces: Int32Array.from(
      dates.flatMap(({ start, end, range }) => [start, end, range?.start ?? NOWHERE, range?.end ?? NOWHERE]),
    ),
    entities: recordsOf(entities.map((entity) => JSON.stringify({ ...entity, id: undefined, mentions: undefined }))),
    mentions: packedMentions(entities),
    attributions: packedAttributions(attributions, indexOf),
    confidences: Float64Array.from(attributions, ({ confidence }) => confidence),
    ...(failures && { failures }),
  };
}

/** In the place of a span that is not there. */
export const NOWHERE = -1;

function packedDate(date: TimeExpression): string {
  const range = date.range && { from: date.range.from, to: date.range.to };
  return JSON.stringify({ ...date, range, start: undefined, end: undefined });
}

export function packedParagraphs(paragraphs: readonly Paragraph[]): Int32Array {
  const packed = new Int32Array(A_PARAGRAPH * paragraphs.length);
  paragraphs.forEach(({ start, end, role, textStart }, p) => {
    packed[A_PARAGRAPH * p] = start;
    packed[A_PARAGRAPH * p + 1] = end;
    packed[A_PARAGRAPH * p + 2] = role === 'title' ? 1 : 0;
    packed[A_PARAGRAPH * p + 3] = textStart;
  });
  return packed;
}

/** Numbers of an attribution before its spans: kind, actor, how many spans each role has. */
export const AN_ATTRIBUTION = 5;

/** How many numbers the attribution at a place of the array has. */
export function attributionLength(attributions: Int32Array, at: number): number {
  return AN_ATTRIBUTION + 2 * (attributions[at + 2] + attributions[at + 3] + attributions[at + 4]);
}

function packedAttributions(attributions: readonly Attribution[], indexOf: ReadonlyMap<string, number>): Int32Array {
  const packed: number[] = [];
  for (const { kind, actor, source, cue, content } of attributions) {
    packed.push(ATTRIBUTION_KINDS.indexOf(kind), actor === null ? NOWHERE : indexOf.get(actor)!);
    packed.push(source.length, cue.length, content.length);
    for (const spans of [source, cue, content]) for (const { start, end } of spans) packed.push(start, end);
  }
  return Int32Array.from(packed);
}

export const A_PARAGRAPH = 4;
export const A_DATE = 4;
export const A_MENTION = 6;

function packedMentions(entities: readonly Entity[]): Int32Array {
  const packed = new Int32Array(A_MENTION * entities.reduce((sum, { mentions }) => sum + mentions.length, 0));
  let at = 0;
  entities.forEach(({ mentions }, index) => {
    for (const { start, end, kind, antecedent } of mentions) {
      packed[at++] = index;
      packed[at++] = start;
      packed[at++] = end;
      packed[at++] = MENTION_KINDS.indexOf(kind);
      packed[at++] = antecedent?.start ?? NOWHERE;
      packed[at++] = antecedent?.end ?? NOWHERE;
    }
  });
  return packed;
}

/**
 * What of a packed analysis stands in a part of the text, for who paints that part alone: its dates and mentions, what these
 * refer to, and the attributions there and those by which it is known who speaks. No tokens, no sentences.
 */
export function packedPart(packed: PackedAnalysis, within: Span): PackedAnalysis {
  const meets = (start: number, end: number) => start < within.end && end > within.start;
  const { mentions, attributions, confidences, dates, datePlaces } = packed;
  const isIn = new Uint8Array(packed.entities.ends.length);
  const mentionsThere: number[] = [];
  for (let m = 0; m < mentions.length; m += A_MENTION) {
    if (!meets(mentions[m + 1], mentions[m + 2])) continue;
    isIn[mentions[m]] = 1;
    mentionsThere.push(m);
  }
  const speaks = isIn.slice();
  const attributionsThere: { readonly at: number; readonly next: number; readonly index: number }[] = [];
  for (let at = 0, next = 0, index = 0; at < attributions.length; at = next, index++) {
    next = at + attributionLength(attributions, at);
    const actor = attributions[at + 1];
    let isThere = actor !== NOWHERE && speaks[actor] === 1;
    for (let i = at + AN_ATTRIBUTION; i < next && !isThere; i += 2)
      isThere = meets(attributions[i], attributions[i + 1]);
    if (!isThere) continue;
    if (actor !== NOWHERE) isIn[actor] = 1;
    attributionsThere.push({ at, next, index });
  }
  const entitiesThere = [...isIn.keys()].filter((entity) => isIn[entity]);
  const numberOf = new Int32Array(isIn.length).fill(NOWHERE);
  entitiesThere.forEach((entity, index) => (numberOf[entity] = index));
  const datesThere = [...dates.ends.keys()].filter((d) => {
    const [start, end, from, to] = [0, 1, 2, 3].map((i) => datePlaces[d * A_DATE + i]);
    return meets(start, end) || (from !== NOWHERE && meets(from, to));
  });
  return {
    ...NO_WORDS,
    ...{ article: packed.article, paragraphs: packed.paragraphs },
    dates: recordsOf(datesThere.map((d) => recordAt(dates, d))),
    datePlaces: Int32Array.from(datesThere.flatMap((d) => [...datePlaces.subarray(d * A_DATE, (d + 1) * A_DATE)])),
    entities: recordsOf(entitiesThere.map((entity) => recordAt(packed.entities, entity))),
    mentions: Int32Array.from(
      mentionsThere.flatMap((m) => [numberOf[mentions[m]], ...mentions.subarray(m + 1, m + A_MENTION)]),
    ),
    attributions: Int32Array.from(
      attributionsThere.flatMap(({ at, next }) => {
        const actor = attributions[at + 1];
        return [
          attributions[at],
          actor === NOWHERE ? NOWHERE : numberOf[actor],
          ...attributions.subarray(at + 2, next),
        ];
      }),
    ),
    confidences: Float64Array.from(attributionsThere, ({ index }) => confidences[index]),
  };
}

/** The analysis of `text` that was packed. Each part is made when it is first asked for, and what it is asked about alone. */
export function unpackAnalysis(packed: PackedAnalysis, text: string): Analysis {
  const unpacked = new Unpacked(packed, text);
  const article = once(() => JSON.parse(packed.article) as Pick<Analysis, 'header' | 'dateline'>);
  const paragraphs = once(() => paragraphsOf(packed.paragraphs));
  const analysis: Analysis = {
    get header() {
      return article().header;
    },
    get dateline() {
      return article().dateline;
    },
    get paragraphs() {
      return paragraphs();
    },
    tokens: packed.tokens,
    sentences: packed.sentences,
    get dates() {
      return unpacked.dates();
    },
    get entities() {
      return unpacked.entities();
    },
    get attributions() {
      return unpacked.attributions();
    },
    get claims() {
      return unpacked.claims();
    },
    get actors() {
      return unpacked.actors();
    },
    ...(packed.failures && { failures: packed.failures }),
  };
  UNPACKED.set(analysis, unpacked);
  lookupIs(analysis, (built) => lookupIn(unpacked, built));
  return analysis;
}

/** What of an analysis is made at one step. */
const A_STEP = 100;

/** Has the claims, actors and dates of an analysis made, which every surface asks for, some at a step: none takes long, all may. */
export function* unpackByStep(analysis: Analysis): Generator<void, void> {
  const unpacked = UNPACKED.get(analysis);
  if (unpacked) yield* unpacked.byStep(A_STEP);
  void analysis.claims;
  yield;
  void analysis.actors;
  void analysis.dates;
}

const UNPACKED = new WeakMap<Analysis, Unpacked>();

function paragraphsOf(packed: Int32Array): Paragraph[] {
  return Array.from({ length: packed.length / A_PARAGRAPH }, (_, p) => {
    const [start, end, isTitle, textStart] = packed.subarray(p * A_PARAGRAPH, (p + 1) * A_PARAGRAPH);
    return { start, end, role: isTitle ? 'title' : 'body', textStart };
  });
}

/** Roles of an attribution by their place in the array. */
const ROLE = { source: 0, cue: 1, content: 2 } as const;

/** Makes each object once, whether all are asked for or only those of some words. */
class Unpacked {
  /** Where each attribution and each entity's first mention stand. */
  readonly #attributionAt: Int32Array;
  readonly #mentionAt: Int32Array;
  readonly #dates: TimeExpression[] = [];
  readonly #entities: Entity[] = [];
  readonly #mentions: Mention[] = [];
  readonly #attributions: Attribution[] = [];
  readonly #claims: Claim[] = [];
  readonly #actors = new Map<number, Actor>();
  /** By entity. */
  readonly #isActor = once(() => {
    const is = new Uint8Array(this.packed.entities.ends.length);
    for (const at of this.#attributionAt) is[this.packed.attributions[at + 1]] = 1; // -1 is no index
    return is;
  });

  constructor(
    private readonly packed: PackedAnalysis,
    private readonly text: string,
  ) {
    const { attributions, confidences, entities, mentions } = packed;
    this.#attributionAt = new Int32Array(confidences.length);
    for (let index = 0, at = 0; index < confidences.length; index++) {
      this.#attributionAt[index] = at;
      at += attributionLength(attributions, at);
    }
    this.#mentionAt = new Int32Array(entities.ends.length + 1);
    for (let at = 0; at < mentions.length; at += A_MENTION) this.#mentionAt[mentions[at] + 1] = at / A_MENTION + 1;
    for (let e = 1; e <= entities.ends.length; e++) this.#mentionAt[e] = Math.max(this.#mentionAt[e], this.#mentionAt[e - 1]); // prettier-ignore
  }

  readonly dates = once(() => Array.from({ length: this.packed.dates.ends.length }, (_, d) => this.date(d)));
  readonly entities = once(() => Array.from({ length: this.packed.entities.ends.length }, (_, e) => this.entity(e)));
  readonly attributions = once(() => Array.from({ length: this.packed.confidences.length }, (_, a) => this.attribution(a))); // prettier-ignore
  readonly claims = once(() => this.attributions().map((_, a) => this.claim(a)));
  readonly actors = once(() => {
    const speakers = [...this.#isActor().keys()].filter((e) => this.#isActor()[e]).map((e) => this.entity(e));
    const actors = actorsOf(speakers, this.claims());
    for (const actor of actors) this.#actors.set(this.#indexOf(actor.entity.id), actor);
    return actors;
  });

  date(index: number): TimeExpression {
    const known = this.#dates[index];
    if (known) return known;
    const { datePlaces } = this.packed;
    const at = index * A_DATE;
    const [start, end, from, to] = [datePlaces[at], datePlaces[at + 1], datePlaces[at + 2], datePlaces[at + 3]];
    const { range, ...date } = JSON.parse(recordAt(this.packed.dates, index)) as Omit<TimeExpression, keyof Span>;
    const found = { start, end, ...date };
    return (this.#dates[index] =
      range && from !== NOWHERE ? { ...found, range: { ...range, start: from, end: to } } : found);
  }

  entity(index: number): Entity {
    const known = this.#entities[index];
    if (known) return known;
    const [first, end] = [this.#mentionAt[index], this.#mentionAt[index + 1]];
    const mentions = once(() => Array.from({ length: end - first }, (_, m) => this.mention(first + m)));
    return (this.#entities[index] = {
      id: idOf(index),
      ...(JSON.parse(recordAt(this.packed.entities, index)) as Omit<Entity, 'id' | 'mentions'>),
      get mentions() {
        return mentions();
      },
    });
  }

  mention(index: number): Mention {
    const known = this.#mentions[index];
    if (known) return known;
    const at = index * A_MENTION;
    const { mentions } = this.packed;
    const [start, end, kind, from] = [mentions[at + 1], mentions[at + 2], MENTION_KINDS[mentions[at + 3]], mentions[at + 4]]; // prettier-ignore
    const entity = idOf(mentions[at]);
    return (this.#mentions[index] =
      from < 0
        ? { start, end, kind, entity }
        : { start, end, kind, entity, antecedent: { start: from, end: mentions[at + 5] } });
  }

  attribution(index: number): Attribution {
    const known = this.#attributions[index];
    if (known) return known;
    const { attributions, confidences } = this.packed;
    let at = this.#attributionAt[index];
    const kind = ATTRIBUTION_KINDS[attributions[at++]];
    const actor = attributions[at++];
    const counts = [attributions[at++], attributions[at++], attributions[at++]];
    const [source, cue, content] = counts.map((count) =>
      Array.from({ length: count }, () => ({ start: attributions[at++], end: attributions[at++] })),
    );
    return (this.#attributions[index] = {
      ...{ source, cue, content, kind, confidence: confidences[index], id: `a${index + 1}` },
      actor: actor < 0 ? null : idOf(actor),
    });
  }

  claim(index: number): Claim {
    return (this.#claims[index] ??= claimOf(this.text, this.attribution(index)));
  }

  /** Makes claims, who makes them, and dates, so many at a step; everything else waits until somebody asks for it. */
  *byStep(step: number): Generator<void, void> {
    for (let a = 0; a < this.packed.confidences.length; a++) {
      const { actor } = this.claim(a);
      if (actor !== null) this.entityOf(actor);
      if (a % step === 0) yield;
    }
    for (let d = 0; d < this.packed.dates.ends.length; d++) {
      this.date(d);
      if (d % step === 0) yield;
    }
  }

  /** Of an entity to which something is attributed. */
  actor(id: string): Actor | undefined {
    const index = this.#indexOf(id);
    if (!this.#isActor()[index]) return undefined;
    const known = this.#actors.get(index);
    if (known) return known;
    const claims = once(() => this.attributions().flatMap(({ actor }, a) => (actor === id ? [this.claim(a)] : [])));
    const made: Actor = {
      entity: this.entity(index),
      get claims() {
        return claims();
      },
    };
    this.#actors.set(index, made);
    return made;
  }

  entityOf(id: string): Entity | undefined {
    const index = this.#indexOf(id);
    return index < this.packed.entities.ends.length ? this.entity(index) : undefined;
  }

  datesIn({ start, end }: Span): TimeExpression[] {
    const { datePlaces } = this.packed;
    const found: TimeExpression[] = [];
    for (let at = 0; at < datePlaces.length; at += A_DATE)
      if (datePlaces[at] < end && datePlaces[at + 1] > start) found.push(this.date(at / A_DATE));
    return found;
  }

  mentionsIn({ start, end }: Span): Mention[] {
    const { mentions } = this.packed;
    const found: Mention[] = [];
    for (let at = 0; at < mentions.length; at += A_MENTION)
      if (mentions[at + 1] < end && mentions[at + 2] > start) found.push(this.mention(at / A_MENTION));
    return found.sort(byPlace);
  }

  /** The claims with a span of that role which shares a character with this one. */
  claimsIn({ start, end }: Span, role: (typeof ROLE)[keyof typeof ROLE]): Claim[] {
    const { attributions } = this.packed;
    const found: Claim[] = [];
    this.#attributionAt.forEach((head, index) => {
      let at = head + AN_ATTRIBUTION;
      for (let before = 0; before < role; before++) at += 2 * attributions[head + 2 + before];
      const stop = at + 2 * attributions[head + 2 + role];
      for (; at < stop; at += 2) {
        if (attributions[at] >= end || attributions[at + 1] <= start) continue;
        found.push(this.claim(index));
        break;
      }
    });
    return found;
  }

  #indexOf(id: string): number {
    return Number(id.slice(1)) - 1;
  }
}

/** Entities are numbered in their order. */
const idOf = (index: number): string => `e${index + 1}`;

/** What is there at a place is looked for in the numbers; only what somebody asks again and again is worth an index. */
function lookupIn(unpacked: Unpacked, built: Lookup): Lookup {
  return {
    ...built,
    entity: (id) => unpacked.entityOf(id),
    actor: (id) => unpacked.actor(id),
    mentionAt: (offset) => smallestAt(unpacked.mentionsIn(around(offset)), (mention) => [mention], offset),
    dateAt: (offset) => smallestAt(unpacked.datesIn(around(offset)), (date) => [date], offset),
    claimAt: (offset) =>
      smallestAt(unpacked.claimsIn(around(offset), ROLE.cue), ({ attribution }) => attribution.cue, offset) ??
      smallestAt(unpacked.claimsIn(around(offset), ROLE.content), ({ attribution }) => attribution.content, offset),
    mentionsIn: (span) => unpacked.mentionsIn(span),
    datesIn: (span) => unpacked.datesIn(span),
    cuesIn: (span) => unpacked.claimsIn(span, ROLE.cue),
    sourcesIn: (span) => unpacked.claimsIn(span, ROLE.source),
    contentsIn: (span) => unpacked.claimsIn(span, ROLE.content),
  };
}

/** Spans that hold an offset, their ends included, share a character with this one. */
const around = (offset: number): Span => ({ start: offset - 1, end: offset + 1 });

/** The item of the smallest span that holds the offset, its end included; the later one of two equally small. */
function smallestAt<T>(items: readonly T[], spansOf: (item: T) => readonly Span[], offset: number): T | undefined {
  const holding = items
    .flatMap((item) => spansOf(item).map((span) => ({ span, item })))
    .filter(({ span }) => span.start <= offset && offset <= span.end)
    .sort((a, b) => byPlace(a.span, b.span));
  let best: { readonly span: Span; readonly item: T } | undefined;
  for (const each of holding)
    if (!best || each.span.end - each.span.start <= best.span.end - best.span.start) best = each;
  return best?.item;
}

import { type Attribution, ENTITY_TYPES, type Entity, type EntityType, type Span } from '../analysis/analysis';
import { citedWords } from '../analysis/claims';
import { byPlace } from '../analysis/lookup';
import { tokenise } from '../analysis/text/tokens';
import { LineIndex } from '../util/lines';
import type { Annotations } from './annotated';
import { nominalAlpha } from './krippendorff';
import { onOneLine } from './words';
import { firstWhere } from '../util/firstWhere';

/** What two people annotated in one article. */
export interface TwiceAnnotated {
  readonly file: string;
  readonly text: string;
  readonly a: Annotations;
  readonly b: Annotations;
}

/** How far two sets of annotations are the same. */
export interface Score {
  /** How many each has, and how many are in both. */
  readonly a: number;
  readonly b: number;
  readonly both: number;
  /** Harmonic mean of the shares of `a` and of `b` that are in both, 0 to 1; undefined when neither has any. */
  readonly f1: number | undefined;
}

export const ROLES = ['source', 'cue', 'content'] as const;
export type Role = (typeof ROLES)[number];

export interface Agreement {
  readonly articles: number;
  readonly tokens: number;
  /** Of an attribution's roles: the same tokens; and at least half of the tokens together (Jaccard 0.5). */
  readonly roles: Readonly<Record<Role, { readonly exact: Score; readonly half: Score }>>;
  /** Of whole attributions: cues share a token or are missing in both, source and content share half. */
  readonly whole: Score;
  /** Of mentions: the same words and the same type. */
  readonly types: Readonly<Partial<Record<EntityType, Score>>>;
  /** Krippendorff's alpha over tokens, nominal; undefined where there is nothing to compare. */
  readonly alpha: {
    readonly roles: number | undefined;
    readonly types: number | undefined;
  } & Readonly<Record<Role, number | undefined>>;
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly what: 'claim' | Role | 'kind' | 'verdict' | 'mention' | 'type';
  /** The words that it is about. */
  readonly words: string;
  /** What each has; null for nothing. */
  readonly a: string | null;
  readonly b: string | null;
}

/** Compares two people's annotations of the same articles. */
export function agreementOf(articles: readonly TwiceAnnotated[]): Agreement {
  const count = {
    roles: { source: twoTallies(), cue: twoTallies(), content: twoTallies() },
    whole: tally(),
    types: new Map<EntityType, Tally>(),
  };
  const units = { roles: [] as string[][], types: [] as string[][], source: [] as string[][], cue: [] as string[][], content: [] as string[][] }; // prettier-ignore
  const differences: Difference[] = [];
  let tokens = 0;
  for (const article of articles) {
    const words = new Words(article.text);
    tokens += words.count;
    const [a, b] = [article.a, article.b].map(({ attributions }) => attributions.map((each) => words.placed(each)));
    for (const role of ROLES) {
      compareSets(rolesOf(a, role), rolesOf(b, role), isSame, count.roles[role].exact);
      compareSets(rolesOf(a, role), rolesOf(b, role), isHalf, count.roles[role].half);
    }
    const pairs = pairUp(a, b, ({ tokens: { content } }) => content, isSameClaim);
    count.whole.a += a.length;
    count.whole.b += b.length;
    count.whole.both += pairs.both.length;
    compareMentions(article, count.types);
    const roles = [a, b].map((each) => roleLabels(each, words.count));
    const types = [article.a, article.b].map(({ entities }) => typeLabels(entities, words));
    for (let t = 0; t < words.count; t++) {
      units.roles.push([roles[0][t].join('+'), roles[1][t].join('+')]);
      for (const role of ROLES) units[role].push(roles.map((each) => (each[t].includes(role) ? role : '')));
      units.types.push([types[0][t], types[1][t]]);
    }
    for (const each of [...claimDifferences(article, pairs), ...mentionDifferences(article)]) differences.push(each);
  }
  const types = ENTITY_TYPES.flatMap((type) => (count.types.has(type) ? [[type, scored(count.types.get(type)!)]] : []));
  return {
    articles: articles.length,
    tokens,
    roles: {
      source: scoredTwice(count.roles.source),
      cue: scoredTwice(count.roles.cue),
      content: scoredTwice(count.roles.content),
    },
    whole: scored(count.whole),
    types: Object.fromEntries(types) as Agreement['types'],
    alpha: {
      roles: nominalAlpha(units.roles),
      source: nominalAlpha(units.source),
      cue: nominalAlpha(units.cue),
      content: nominalAlpha(units.content),
      types: nominalAlpha(units.types),
    },
    differences,
  };
}

// --- counting ----------------------------------------------------------------------------------------------------------

interface Tally {
  a: number;
  b: number;
  both: number;
}

const tally = (): Tally => ({ a: 0, b: 0, both: 0 });
const twoTallies = () => ({ exact: tally(), half: tally() });
const scoredTwice = ({ exact, half }: { exact: Tally; half: Tally }) => ({ exact: scored(exact), half: scored(half) });

function scored({ a, b, both }: Tally): Score {
  return { a, b, both, f1: a + b ? (2 * both) / (a + b) : undefined };
}

/** An attribution with the numbers of the tokens of each role, ascending. */
interface PlacedClaim {
  readonly attribution: Attribution;
  readonly tokens: Readonly<Record<Role, readonly number[]>>;
}

/** The tokens of a text. */
class Words {
  readonly #starts: readonly number[];
  readonly #ends: readonly number[];

  constructor(text: string) {
    const { starts, ends } = tokenise(text);
    this.#starts = starts;
    this.#ends = ends;
  }

  get count(): number {
    return this.#starts.length;
  }

  /** Numbers of the tokens that a span holds any of. */
  in({ start, end }: Span): number[] {
    const found: number[] = [];
    const first = firstWhere(this.count, (i) => this.#ends[i] > start);
    for (let i = first; i < this.count && this.#starts[i] < end; i++) found.push(i);
    return found;
  }

  placed(attribution: Attribution): PlacedClaim {
    const tokens = (spans: readonly Span[]) => {
      const all = new Set(spans.flatMap((span) => this.in(span)));
      return [...all].sort((a, b) => a - b);
    };
    const { source, cue, content } = attribution;
    return { attribution, tokens: { source: tokens(source), cue: tokens(cue), content: tokens(content) } };
  }
}

function rolesOf(claims: readonly PlacedClaim[], role: Role): (readonly number[])[] {
  return claims.map(({ tokens }) => tokens[role]).filter((tokens) => tokens.length);
}

/** Shared tokens of all tokens, 0 to 1; 1 when both have none. */
function jaccard(a: readonly number[], b: readonly number[]): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) shared++;
    const step = a[i] - b[j];
    if (step <= 0) i++;
    if (step >= 0) j++;
  }
  const all = a.length + b.length - shared;
  return all ? shared / all : 1;
}

type Same<T> = (a: T, b: T) => boolean;

const isSame: Same<readonly number[]> = (a, b) => jaccard(a, b) === 1;
const isHalf: Same<readonly number[]> = (a, b) => jaccard(a, b) >= 0.5;
const isSameClaim: Same<PlacedClaim> = ({ tokens: a }, { tokens: b }) =>
  isHalf(a.content, b.content) && isHalf(a.source, b.source) && jaccard(a.cue, b.cue) > 0;

interface Pairs<T> {
  readonly both: readonly (readonly [a: T, b: T])[];
  readonly onlyA: readonly T[];
  readonly onlyB: readonly T[];
}

/**
 * Each of `a` with the first of `b` that is the same and still free.
 * @param tokensOf the tokens of which those that are the same share at least one
 */
function pairUp<T>(
  a: readonly T[],
  b: readonly T[],
  tokensOf: (each: T) => readonly number[],
  same: Same<T>,
): Pairs<T> {
  const atToken = new Map<number, T[]>();
  for (const each of b) {
    for (const token of tokensOf(each)) {
      const there = atToken.get(token);
      if (there) there.push(each);
      else atToken.set(token, [each]);
    }
  }
  const free = new Set(b);
  const both: (readonly [T, T])[] = [];
  const onlyA: T[] = [];
  for (const each of a) {
    const near = new Set(tokensOf(each).flatMap((token) => atToken.get(token) ?? []));
    const found = [...near].find((other) => free.has(other) && same(each, other));
    if (found === undefined) onlyA.push(each);
    else {
      free.delete(found);
      both.push([each, found]);
    }
  }
  return { both, onlyA, onlyB: [...free] };
}

type TokenNumbers = readonly number[];

function compareSets(
  a: readonly TokenNumbers[],
  b: readonly TokenNumbers[],
  same: Same<TokenNumbers>,
  into: Tally,
): void {
  into.a += a.length;
  into.b += b.length;
  into.both += pairUp(a, b, (tokens) => tokens, same).both.length;
}

function mentionTypes({ entities }: Annotations): Map<string, EntityType> {
  return new Map(
    entities.flatMap(({ type, mentions }) => mentions.map(({ start, end }) => [`${start}-${end}`, type] as const)),
  );
}

function compareMentions({ a, b }: TwiceAnnotated, into: Map<EntityType, Tally>): void {
  const [ofA, ofB] = [mentionTypes(a), mentionTypes(b)];
  const of = (type: EntityType) => {
    const known = into.get(type) ?? tally();
    into.set(type, known);
    return known;
  };
  for (const type of ofB.values()) of(type).b++;
  for (const [place, type] of ofA) {
    of(type).a++;
    if (ofB.get(place) === type) of(type).both++;
  }
}

/** For each token the roles that it has, in the order of `ROLES`. */
function roleLabels(claims: readonly PlacedClaim[], count: number): Role[][] {
  const labels = Array.from({ length: count }, (): Role[] => []);
  for (const role of ROLES) {
    for (const { tokens } of claims) {
      for (const token of tokens[role]) if (!labels[token].includes(role)) labels[token].push(role);
    }
  }
  return labels;
}

/** For each token the type of the smallest mention that it is in; empty when in none. */
function typeLabels(entities: readonly Entity[], words: Words): string[] {
  const labels = Array.from({ length: words.count }, () => '');
  const mentions = entities.flatMap(({ type, mentions: own }) => own.map((mention) => ({ type, mention })));
  mentions.sort((x, y) => y.mention.end - y.mention.start - (x.mention.end - x.mention.start));
  for (const { type, mention } of mentions) for (const token of words.in(mention)) labels[token] = type;
  return labels;
}

// --- differences -------------------------------------------------------------------------------------------------------

function claimDifferences(article: TwiceAnnotated, { both, onlyA, onlyB }: Pairs<PlacedClaim>): Difference[] {
  const { text, a, b } = article;
  const words = (spans: readonly Span[]) => (spans.length ? onOneLine(citedWords(text, spans)) : null);
  const difference = differencesOf(article);
  const claim = ({ attribution: { source, cue, content } }: PlacedClaim) =>
    [words(source), words(cue), words(content)].filter((each) => each !== null).join(' | ');
  const found: (Difference & Span)[] = [
    ...onlyA.map((each) => difference('claim', each.attribution.content, claim(each), null)),
    ...onlyB.map((each) => difference('claim', each.attribution.content, null, claim(each))),
  ];
  for (const [x, y] of both) {
    const [ofA, ofB] = [x.attribution, y.attribution];
    for (const role of ROLES) {
      if (!isSame(x.tokens[role], y.tokens[role]))
        found.push(difference(role, ofA.content, words(ofA[role]), words(ofB[role])));
    }
    if (ofA.kind !== ofB.kind) found.push(difference('kind', ofA.content, ofA.kind, ofB.kind));
    const [verdictA, verdictB] = [a.judgements.get(ofA.id)?.verdict, b.judgements.get(ofB.id)?.verdict];
    if (verdictA !== verdictB) found.push(difference('verdict', ofA.content, verdictA ?? null, verdictB ?? null));
  }
  return found.sort(byPlace).map(withoutPlace);
}

function mentionDifferences(article: TwiceAnnotated): Difference[] {
  const [ofA, ofB] = [mentionTypes(article.a), mentionTypes(article.b)];
  const difference = differencesOf(article);
  const found = [...new Set([...ofA.keys(), ...ofB.keys()])].flatMap((place): (Difference & Span)[] => {
    const [start, end] = place.split('-').map(Number);
    const [a = null, b = null] = [ofA.get(place), ofB.get(place)];
    return a === b ? [] : [difference(a && b ? 'type' : 'mention', [{ start, end }], a, b)];
  });
  return found.sort(byPlace).map(withoutPlace);
}

function differencesOf({ file, text }: TwiceAnnotated) {
  const lines = new LineIndex(text);
  return (what: Difference['what'], spans: readonly Span[], a: string | null, b: string | null): Difference & Span => ({
    ...{ start: spans[0].start, end: spans[spans.length - 1].end },
    file,
    line: lines.positionAt(spans[0].start).line + 1,
    what,
    words: onOneLine(citedWords(text, spans)),
    a,
    b,
  });
}

function withoutPlace({ file, line, what, words, a, b }: Difference): Difference {
  return { file, line, what, words, a, b };
}

import type { Analysis, AttributionKind, EntityType, Span, TimeExpressionType } from '../analysis/analysis';
import { citedWords } from '../analysis/claims';
import { LineIndex } from '../util/lines';
import { bandsOf, sentenceHashes } from './duplicates';

/**
 * What the index keeps of an article: enough to list it, to search it, to find its names again and to tell its copies,
 * without its text. Places are lines and columns, so that an editor can go there without reading the file.
 */
export interface ArticleDigest {
  readonly head: DigestHead;
  readonly body: DigestBody;
  /** The mentions of each entity of the body, in text order. */
  readonly mentions: readonly (readonly Place[])[];
  /** Of each claim of the body: see duplicates.ts; empty for a claim too short to be compared. */
  readonly bands: readonly (readonly number[])[];
}

export interface DigestHead {
  readonly title?: string;
  /** ISO, `2022-01-08`. */
  readonly date?: string;
  readonly url?: string;
  readonly claims: number;
  readonly actors: number;
}

export interface DigestBody {
  /** Everything that is named, and unnamed sources that make claims. */
  readonly entities: readonly DigestEntity[];
  /** In text order. */
  readonly claims: readonly DigestClaim[];
  readonly dates: readonly DigestDate[];
  /** Hashes of its longer sentences: two articles that share most of them are the same story. */
  readonly sentences: Uint32Array;
}

export interface DigestEntity {
  readonly type: EntityType;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly role?: string;
  readonly named: boolean;
  /** How many claims of this article are its. */
  readonly claims: number;
}

export interface DigestClaim {
  /** `Claim.id` */
  readonly id: string;
  /** Index into the body's entities; undefined when no entity stands behind the claim. */
  readonly actor?: number;
  /** The article's own words for the source, when there is no actor. */
  readonly source: string;
  readonly text: string;
  readonly how: string;
  readonly kind: AttributionKind;
  /** 0 to 1, in hundredths. */
  readonly confidence: number;
  /** What a person found it to be, when somebody has looked. */
  readonly verdict?: string;
  /** Of its content, or else of its cue. */
  readonly places: readonly Place[];
}

export interface DigestDate {
  readonly type: TimeExpressionType;
  /** TIMEX3, `2022-01-10`. */
  readonly value: string;
  readonly place: Place;
}

/** Words in a file: lines and UTF-16 columns from 0, as in an editor's range. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function startsBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

export function isWithin(inner: Place, outer: Place): boolean {
  const isBehind =
    inner.endLine > outer.endLine || (inner.endLine === outer.endLine && inner.endColumn > outer.endColumn);
  return !startsBefore(inner, outer) && !isBehind;
}

export interface DigestOptions {
  /** Of the text, when somebody has them already. */
  readonly lines?: LineIndex;
  /** What a person found a claim to be, by the claim's id; undefined when nobody has looked. */
  readonly verdictOf?: (claim: string) => string | undefined;
}

/** Sums up an article. Pure; for the worker: it looks at every mention. */
export function digestOf(text: string, analysis: Analysis, options: DigestOptions = {}): ArticleDigest {
  const { lines = new LineIndex(text), verdictOf } = options;
  const placeOf = ({ start, end }: Span): Place => {
    const from = lines.positionAt(start);
    const to = lines.positionAt(end);
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
  const claimCounts = new Map(analysis.actors.map(({ entity, claims }) => [entity.id, claims.length]));
  const kept = analysis.entities.filter(({ id, named }) => named || claimCounts.has(id));
  const indexes = new Map(kept.map(({ id }, index) => [id, index]));
  const { title, date, url } = analysis.header;
  return {
    head: {
      title: title?.value,
      date: date?.value,
      url: url?.value,
      claims: analysis.claims.length,
      actors: analysis.actors.length,
    },
    body: {
      entities: kept.map(({ id, type, name, aliases, role, named }) => ({
        type,
        name,
        aliases,
        role,
        named,
        claims: claimCounts.get(id) ?? 0,
      })),
      claims: analysis.claims.map((claim): DigestClaim => {
        const { content, cue, source, confidence } = claim.attribution;
        const actor = claim.actor === null ? undefined : indexes.get(claim.actor);
        return {
          id: claim.id,
          actor,
          source: actor === undefined ? citedWords(text, source) : '',
          text: claim.text,
          how: claim.how,
          kind: claim.kind,
          confidence: Math.round(confidence * 100) / 100,
          verdict: verdictOf?.(claim.id),
          places: (content.length ? content : cue).map(placeOf),
        };
      }),
      dates: analysis.dates.map((found) => ({ type: found.type, value: found.value, place: placeOf(found) })),
      sentences: sentenceHashes(text, analysis),
    },
    mentions: kept.map(({ mentions }) => mentions.map(placeOf)),
    bands: analysis.claims.map((claim) => bandsOf(claim.text)),
  };
}

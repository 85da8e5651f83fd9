import type { AttributionKind } from '../../../src/analysis/analysis';
import { CorpusIndex } from '../../../src/corpus/corpusIndex';
import type { ArticleDigest, DigestEntity, Place } from '../../../src/corpus/digest';
import { bandsOf } from '../../../src/corpus/duplicates';
import { encodeDigest } from '../../../src/corpus/encoding';
import { hashText } from '../../../src/corpus/hash';
import type { IndexEntry } from '../../../src/corpus/segment';

/** An article in a few words; the actor of a claim by name. */
export interface Story {
  readonly title?: string;
  readonly date?: string;
  readonly url?: string;
  readonly entities?: readonly (Partial<DigestEntity> & { readonly name: string })[];
  readonly claims?: readonly {
    readonly text: string;
    readonly actor?: string;
    readonly kind?: AttributionKind;
    readonly verdict?: string;
    readonly line?: number;
  }[];
  readonly dates?: readonly { readonly value: string; readonly line: number }[];
  readonly sentences?: readonly string[];
}

export const placeAt = (line: number, width = 9): Place => ({ line, column: 0, endLine: line, endColumn: width });

export function digest({
  title,
  date,
  url,
  entities = [],
  claims = [],
  dates = [],
  sentences = [],
}: Story): ArticleDigest {
  const count = (name: string) => claims.filter(({ actor }) => actor === name).length;
  const known = entities.map((entity): DigestEntity => ({
    type: 'PERSON',
    aliases: [],
    role: undefined,
    named: true,
    claims: count(entity.name),
    ...entity,
  }));
  for (const { actor } of claims)
    if (actor !== undefined && !known.some(({ name }) => name === actor))
      known.push({ type: 'PERSON', name: actor, aliases: [], role: undefined, named: true, claims: count(actor) });
  return {
    head: { title, date, url, claims: claims.length, actors: known.filter((each) => each.claims).length },
    body: {
      entities: known,
      claims: claims.map(({ text, actor, kind = 'indirect', verdict, line = 4 }, index) => ({
        id: `a${index + 1}`,
        actor: actor === undefined ? undefined : known.findIndex(({ name }) => name === actor),
        source: '',
        text,
        how: 'said',
        kind,
        confidence: 0.9,
        verdict,
        places: [placeAt(line, text.length)],
      })),
      dates: dates.map(({ value, line }) => ({ type: 'DATE', value, place: placeAt(line, 4) })),
      sentences: Uint32Array.from(sentences, (sentence) => hashText(sentence)).sort(),
    },
    mentions: known.map((_, index) => [placeAt(index)]),
    bands: claims.map(({ text }) => bandsOf(text)),
  };
}

export function entry(uri: string, story: Story): IndexEntry {
  return { uri, stamp: { mtime: 1, size: 2 }, hash: 3, digest: encodeDigest(digest(story)) };
}

export function indexOf(stories: Readonly<Record<string, Story>>): CorpusIndex {
  const index = new CorpusIndex();
  for (const [uri, story] of Object.entries(stories)) index.put(entry(uri, story));
  return index.prepareAll();
}

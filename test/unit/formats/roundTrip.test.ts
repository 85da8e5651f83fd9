import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Entity, Span } from '../../../src/analysis/analysis';
import { type AnnotatedArticle, type Annotations, allAnnotations } from '../../../src/formats/annotated';
import { FORMATS, type Format, type FormatId, formatOf } from '../../../src/formats/formats';
import { onOneLine } from '../../../src/formats/words';
import { type Limits, articles } from './arbitrary';

/** What of an article a format keeps, and what the generated articles must not have that it cannot hold. */
interface Kept {
  readonly limits?: Limits;
  /** Whether the text comes back: whole, what stands between white space, or what is known of it. */
  readonly text?: 'whole' | 'known';
  readonly keeps?: (annotations: Annotations, article: AnnotatedArticle) => Annotations;
}

const withoutAntecedents = (entities: readonly Entity[]): Entity[] =>
  entities.map((entity) => ({
    ...entity,
    mentions: entity.mentions.map((mention) => ({ ...mention, antecedent: undefined })),
  }));

const KEPT: Partial<Record<FormatId, Kept>> = {
  jsonl: { text: 'whole' },
  webannotation: { text: 'whole' },
  brat: { limits: { oneLine: false }, text: 'whole' },
  tei: { limits: { xml: true }, text: 'whole' },
  conll: {
    limits: { tokens: true },
    text: 'known',
    keeps: ({ entities, ...rest }) => ({ ...rest, entities: withoutAntecedents(entities) }),
  },
  csv: {
    keeps: ({ entities, attributions, judgements }) => ({
      entities: entities
        .filter(({ id }) => attributions.some(({ actor }) => actor === id))
        .map(({ id, type, name, named }) => ({ id, type, name, named, aliases: [], plural: false, mentions: [] })),
      dates: [],
      attributions,
      judgements,
    }),
  },
  webanno: {
    text: 'known',
    keeps: ({ entities, dates, attributions }, { text }) => ({
      entities: entities.map(({ id, type, mentions }) => {
        const named = mentions.some(({ kind }) => kind === 'name');
        const first = mentions.find(({ kind }) => kind === 'name') ?? mentions[0];
        const name = onOneLine(text.slice(first.start, first.end));
        const [{ mentions: own }] = withoutAntecedents([{ mentions } as Entity]);
        return { id, type, name, named, aliases: [], plural: false, mentions: own };
      }),
      dates: dates.map(({ start, end, type, value }) => ({ start, end, type, value })),
      attributions: attributions.map((each) => ({ ...each, actor: null, confidence: 1 })),
      judgements: new Map(),
    }),
  },
  claimreview: {
    keeps: ({ attributions, judgements }) => ({
      entities: [],
      dates: [],
      attributions: attributions
        .filter(({ id }) => judgements.get(id)?.verdict)
        .map(({ id, content }) => ({ id, content, source: [], cue: [], kind: 'indirect', confidence: 1, actor: null })),
      judgements: new Map([...judgements].filter(([, { verdict }]) => verdict)),
    }),
  },
};

/** Annotations without their ids: what two readers must agree on. */
function canonical({ entities, dates, attributions, judgements }: Annotations) {
  const bare = ({ start, end }: Span) => `${start}-${end}`;
  const words = new Map(
    entities.map(({ id, mentions, ...entity }) => {
      const told = mentions.map(({ kind, antecedent, ...span }) => [
        bare(span),
        kind,
        antecedent ? bare(antecedent) : '',
      ]);
      const { type, name, aliases, role, named, plural } = entity;
      return [id, JSON.stringify({ type, name, aliases, role, named, plural, mentions: told.sort() })];
    }),
  );
  return {
    entities: [...new Set(words.values())].sort(), // who has one name in a CSV is one
    dates: dates
      .map(({ start, end, type, value, mod, quant, freq }) =>
        JSON.stringify([start, end, type, value, mod, quant, freq]),
      )
      .sort(),
    attributions: attributions
      .map(({ id, source, cue, content, kind, confidence, actor }) => {
        const spans = [source, cue, content].map((each) => each.map(bare));
        const { verdict, note, author, time } = judgements.get(id) ?? {};
        return JSON.stringify([spans, kind, confidence, actor && words.get(actor), verdict, note, author, time]);
      })
      .sort(),
  };
}

describe('round trips', () => {
  for (const format of FORMATS as readonly Format[]) {
    const kept = KEPT[format.id as FormatId];
    if (!format.read) continue;
    it(`${format.label}: reading what was written gives the annotations again`, function () {
      assert.ok(kept, 'a format that reads has to say here what it keeps');
      fc.assert(
        fc.property(articles(kept.limits), (article) => {
          const written = format.write(article);
          assert.equal(written.length, format.extensions.length);
          if (written[0] === '') return;
          const { articles: found, problems } = format.read!([
            `${format.head ?? ''}${written[0]}`,
            ...written.slice(1),
          ]);
          assert.deepEqual(problems, []);
          const expected = kept.keeps?.(allAnnotations(article), article) ?? allAnnotations(article);
          if (!found.length) return assert.deepEqual(canonical(expected).attributions, []);
          const [read] = found;
          assert.equal(found.length, 1);
          assert.deepEqual(canonical(read), canonical(expected));
          assert.deepEqual([read.file, read.hash, read.model], [article.file, article.hash, article.model]);
          if (kept.text === 'whole') assert.equal(read.text, article.text);
          if (kept.text === 'known') assert.ok(read.known?.fits(article.text) ?? article.text.startsWith(read.text!));
        }),
        { numRuns: 100 },
      );
    });
  }

  it('the table is told apart by id and by extension', () => {
    assert.equal(new Set(FORMATS.map(({ id }) => id)).size, FORMATS.length);
    assert.equal(new Set(FORMATS.map(({ extensions }) => extensions[0])).size, FORMATS.length);
    for (const { id } of FORMATS) assert.equal(formatOf(id)?.id, id);
  });
});

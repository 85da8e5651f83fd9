import assert from 'node:assert/strict';
import type { Analysis, Claim, Entity, EntityType, TimeExpression } from '../../../../src/analysis/analysis';
import { type Row, articleRows, findClaimRow, findRow } from '../../../../src/editor/shared/treeModel';

const entity = (id: string, name: string, starts: number[], type: EntityType = 'PERSON', named = true): Entity => ({
  id,
  type,
  name,
  aliases: [],
  named,
  plural: false,
  mentions: starts.map((start) => ({ start, end: start + 5, kind: 'name', entity: id })),
});

const claim = (id: string, actor: string | null, text: string, start: number): Claim => {
  const spans = { source: [], cue: [], content: [{ start, end: start + 9 }] };
  return {
    id,
    actor,
    text,
    how: 'said',
    kind: 'direct',
    attribution: { id, actor, ...spans, kind: 'direct', confidence: 1 },
  };
};

const date = (start: number, value: string): TimeExpression => ({ start, end: start + 4, type: 'DATE', value });

const article = (found: {
  entities?: Entity[];
  claims?: Claim[];
  dates?: TimeExpression[];
  published?: string;
}): Analysis => {
  const { entities = [], claims = [], dates = [], published } = found;
  const actors = entities
    .map((each) => ({ entity: each, claims: claims.filter(({ actor }) => actor === each.id) }))
    .filter((actor) => actor.claims.length > 0)
    .sort((a, b) => b.claims.length - a.claims.length);
  const header = { problems: [], ...(published ? { date: { value: published } } : {}) };
  return { entities, claims, actors, dates, header, attributions: [], paragraphs: [] } as unknown as Analysis;
};

/** Rows as indented lines: kind and what is left of the id behind the parent's. */
const drawn = (rows: readonly Row[], depth = 0): string[] =>
  rows.flatMap((row) => [
    `${'  '.repeat(depth)}${row.parent ? row.id.slice(row.parent.id.length + 1) : row.id}`,
    ...drawn(row.children, depth + 1),
  ]);

const putin = entity('e1', 'Putin', [10, 50]);
const biden = entity('e2', 'Biden', [30]);
const nato = entity('e3', 'NATO', [40, 60], 'ORG');
const troops = entity('e4', 'troops', [70], 'PERSON', false);
const seed = article({
  entities: [putin, biden, nato, troops],
  claims: [
    claim('a1', 'e2', 'one', 100),
    claim('a2', 'e1', 'two', 120),
    claim('a3', 'e1', 'two', 140),
    claim('a4', null, 'rumour', 160),
  ],
  dates: [date(200, '2022-01-10'), date(210, '1987'), date(220, 'PRESENT_REF')],
  published: '2022-01-08',
});

describe('tree model', () => {
  it('is empty for an empty analysis', () => assert.deepEqual(articleRows(article({})), []));

  it('lists actors, what nobody is named for, what is mentioned, dates', () =>
    assert.deepEqual(drawn(articleRows(seed)), [
      'actor:PERSON:Putin',
      '  claim:two',
      '  claim:two#1',
      'actor:PERSON:Biden',
      '  claim:one',
      'noSource',
      '  claim:rumour',
      'mentioned',
      '  entity:ORG:NATO',
      '    mention:name',
      '    mention:name#1',
      'dates',
      '  date:1987',
      '  publication',
      '  date:2022-01-10',
    ]));

  it('gives every row an id of its own', () => {
    const twins = article({
      entities: [entity('e1', 'Kim', [1]), entity('e2', 'Kim', [2]), entity('e3', 'Kim', [3])],
      claims: [claim('a1', 'e1', 'x', 9), claim('a2', 'e2', 'x', 20)],
    });
    const ids = (rows: readonly Row[]): string[] => rows.flatMap((row) => [row.id, ...ids(row.children)]);
    const all = ids(articleRows(twins));
    assert.equal(new Set(all).size, all.length);
  });

  it('keeps the ids when words are put in before', () => {
    const moved = article({
      entities: [entity('e1', 'Harris', [0]), { ...putin, id: 'e2' }],
      claims: [claim('a1', 'e1', 'new', 5), claim('a2', 'e2', 'two', 150)],
    });
    const before = findRow(articleRows(seed), 'actor:PERSON:Putin/claim:two');
    const after = findRow(articleRows(moved), 'actor:PERSON:Putin/claim:two');
    assert.deepEqual(before?.spans, [{ start: 120, end: 129 }]);
    assert.deepEqual(after?.spans, [{ start: 150, end: 159 }]);
  });

  const claims: [id: string, row: string | undefined][] = [
    ['a1', 'actor:PERSON:Biden/claim:one'],
    ['a3', 'actor:PERSON:Putin/claim:two#1'],
    ['a4', 'noSource/claim:rumour'],
    ['a9', undefined],
  ];
  for (const [id, row] of claims) {
    it(`finds the row of claim ${id}`, () => assert.equal(findClaimRow(articleRows(seed), id)?.id, row));
  }

  it('knows its parent', () => {
    const row = findClaimRow(articleRows(seed), 'a4');
    assert.equal(row?.parent?.subject.kind, 'noSource');
    assert.equal(row?.parent?.parent, undefined);
  });
});

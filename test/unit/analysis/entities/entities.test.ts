import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Entity } from '../../../../src/analysis/analysis';
import { analyse } from '../../../../src/analysis/pipeline';
import { testModels } from '../../../support/models';
import { read } from './reading';

describe('entities', () => {
  const find = async (text: string, name: string): Promise<Entity> => {
    const { entities } = await read(text);
    const found = entities.find((entity) => entity.name === name);
    assert.ok(found, `${name} is not among ${entities.map((entity) => entity.name).join(' | ')}`);
    return found;
  };

  const roles: [text: string, name: string, role: string | undefined][] = [
    ['Russian President Vladimir Putin spoke.', 'Vladimir Putin', 'Russian President'],
    ['Major general Fuad Basya spoke.', 'Fuad Basya', 'Major general'],
    [
      'Fuad Basya, spokesman for the Indonesian military, spoke.',
      'Fuad Basya',
      'spokesman for the Indonesian military',
    ],
    ["Malaysia's Prime Minister, Najib Razak, spoke.", 'Najib Razak', "Malaysia's Prime Minister"],
    ['Jeff Rathke, the State Department spokesman, spoke.', 'Jeff Rathke', 'State Department spokesman'],
    ['Mr. Putin spoke.', 'Putin', undefined],
  ];
  for (const [text, name, role] of roles) {
    it(`reads the role in: ${text}`, async () => assert.equal((await find(text, name)).role, role));
  }

  it('calls an entity by its fullest name and keeps the others', async () => {
    const entity = await find('Putin spoke. Later Vladimir Putin left.', 'Vladimir Putin');
    assert.deepEqual(entity.aliases, ['Putin']);
    assert.equal(entity.named, true);
  });

  it('calls an unnamed source by its description', async () => {
    const entity = await find('A senior U.S. official said talks would go on.', 'senior U.S. official');
    assert.equal(entity.named, false);
    assert.equal(entity.plural, false);
  });

  it('knows several people from one', async () => {
    assert.equal((await find('Two officials said talks would go on.', 'Two officials')).plural, true);
  });

  it('names the antecedent of a pronoun', async () => {
    const text = 'Angela Merkel said she was tired.';
    const { mentions } = await find(text, 'Angela Merkel');
    const { antecedent } = mentions.find(({ kind }) => kind === 'pronoun')!;
    assert.equal(text.slice(antecedent!.start, antecedent!.end), 'Angela Merkel');
  });

  it('keeps the administration apart from the person it is called after', async () => {
    const text = 'The Trump administration left the accord.';
    assert.equal((await find(text, 'Trump administration')).type, 'ORG');
    assert.equal((await find(text, 'Trump')).type, 'PERSON');
  });

  const actors: [text: string, actor: string | undefined][] = [
    ['"We will go on," Ryanair boss Tom Jones said.', 'Tom Jones'],
    ['Russia said it would go on.', 'Russia'],
    ['The official said talks would go on.', 'official'],
    ['According to Reuters, talks will go on.', 'Reuters'],
  ];
  for (const [text, actor] of actors) {
    it(`knows who speaks in: ${text}`, async () => {
      const { actors: found } = await read(text);
      assert.deepEqual(
        found.map(({ entity }) => entity.name),
        [actor],
      );
    });
  }

  it('gives any text mentions that lie inside it and ids that hold together', async () => {
    const models = await testModels();
    const piece = fc.constantFrom(
      ...[
        'Putin',
        'Vladimir',
        'the',
        'official',
        'said',
        '"',
        'he',
        'NATOs',
        'U.S.',
        ',',
        '.',
        '\n',
        'Treaty',
        '1987',
        '-',
        "'s",
        'a',
      ],
    );
    const texts = fc.oneof(
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(' ')),
      fc.string({ unit: 'binary', maxLength: 200 }),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom('article' as const, 'body' as const), (text, form) => {
        const { entities, attributions, claims, actors } = analyse(text, { models, form });
        const ids = new Set(entities.map(({ id }) => id));
        assert.equal(ids.size, entities.length);
        for (const { id, name, mentions } of entities) {
          assert.ok(name.length > 0 && mentions.length > 0);
          for (const mention of mentions) {
            assert.equal(mention.entity, id);
            assert.ok(0 <= mention.start && mention.start < mention.end && mention.end <= text.length);
          }
        }
        for (const { actor } of [...attributions, ...claims]) assert.ok(actor === null || ids.has(actor));
        assert.equal(
          actors.reduce((sum, actor) => sum + actor.claims.length, 0),
          claims.filter(({ actor }) => actor !== null).length,
        );
      }),
      { numRuns: 200 },
    );
  });
});

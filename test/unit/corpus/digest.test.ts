import assert from 'node:assert/strict';
import { analyse } from '../../../src/analysis/pipeline';
import { digestOf } from '../../../src/corpus/digest';
import { decodeBody, decodeHead, decodeMentions, encodeDigest } from '../../../src/corpus/encoding';
import { PUTIN } from '../../support/handmade';
import { testModels } from '../../support/models';

describe('the digest of an article', () => {
  const { text, analysis, lines } = PUTIN;
  const { head, body, mentions } = digestOf(text, analysis, {
    lines,
    verdictOf: (id) => (id === 'a2' ? 'false' : undefined),
  });
  const named = (name: string) => body.entities.findIndex((entity) => entity.name === name);

  it('has the header and the counts', () =>
    assert.deepEqual(head, {
      title: 'US open to talks with Russia official',
      date: '2022-01-08',
      url: 'https://wdsm710.com/2022/01/08/talks/',
      claims: 5,
      actors: 4,
    }));
  it('has every claim with who makes it', () => {
    assert.deepEqual(
      body.claims.map(({ id, text: words, actor }) => [id, words, body.entities[actor!].name]),
      analysis.claims.map(({ id, text: words, actor }) => [id, words, analysis.entities.find((each) => each.id === actor)!.name]), // prettier-ignore
    );
  });
  it('has who is named, and unnamed sources', () => {
    assert.ok(named('NATO') >= 0 && named('senior U.S. official') >= 0);
    assert.equal(body.entities[named('senior U.S. official')].claims, 2);
  });
  it('has what people found a claim to be', () =>
    assert.deepEqual(body.claims.map(({ verdict }) => verdict).slice(0, 3), [undefined, 'false', undefined]));
  it('places are where the words stand', () => {
    const textLines = text.split('\n');
    for (const [index, { mentions: spans }] of analysis.entities.entries()) {
      const places = mentions[named(analysis.entities[index].name)];
      assert.deepEqual(
        places.map(({ line, column, endColumn }) => textLines[line].slice(column, endColumn)),
        spans.map(({ start, end }) => text.slice(start, end)),
      );
    }
  });
  it('of a real analysis comes back from its bytes', async () => {
    const models = await testModels();
    const real = digestOf(text, analyse(text, { models }));
    const bytes = encodeDigest(real);
    assert.deepEqual(
      [decodeHead(bytes), decodeBody(bytes), decodeMentions(bytes)],
      [real.head, real.body, real.mentions],
    );
    assert.ok(real.body.claims.length > 0 && real.body.sentences.length > 0);
  });
  it('of an empty text is empty', async () => {
    const empty = digestOf('', analyse('', { models: await testModels() }));
    assert.deepEqual([empty.head.claims, empty.body.claims, empty.mentions], [0, [], []]);
  });
});

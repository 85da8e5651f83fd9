import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FAST_FEATURES, NETWORK_FEATURES } from '../../../../src/analysis/accurate/judge';
import type { AccurateModel } from '../../../../src/analysis/accurate/model';
import { NAMES, type NetworkInput, type NetworkOutput, REACH, ROLES } from '../../../../src/analysis/accurate/network';
import { AccurateEngine } from '../../../../src/analysis/accurate/reading';
import type { Window } from '../../../../src/analysis/accurate/windows';
import type { Models } from '../../../../src/analysis/models';
import { analyse, analyseAccurately, readText } from '../../../../src/analysis/pipeline';
import { WordPiece } from '../../../../src/analysis/text/wordPiece';
import { testModels } from '../../../support/models';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const VOCABULARY = ['[UNK]', '[CLS]', '[SEP]', 'said', 'that', ...LETTERS, ...LETTERS.map((each) => `##${each}`)];
const wordPiece = new WordPiece(VOCABULARY);
const SAID = wordPiece.id('said');

const model: AccurateModel = {
  wordPiece,
  judges: {
    network: NETWORK_FEATURES.map((feature) => (feature === 'stands' ? 1 : 0)),
    fast: FAST_FEATURES.map((feature) => (feature === 'constant' ? -9 : 0)), // nobody asks the fast engine
  },
  least: 0.5,
  leastNested: 0.6,
  nameWeight: 0,
};

/** A network that knows one thing: the word before "said" says the two words behind it. It is always rather sure. */
function stubNetwork(asked: NetworkInput[] = []) {
  return (input: NetworkInput): Promise<NetworkOutput> => {
    asked.push(input);
    const words = input.first.length;
    const anchors: number[] = [];
    for (let word = 1; word < words; word++) if (input.ids[input.first[word]] === SAID) anchors.push(word);
    const width = (2 * REACH + 1) * ROLES;
    const roles = new Float32Array(anchors.length * width);
    anchors.forEach((_, a) => {
      for (let d = -REACH; d <= REACH; d++) {
        const role = d === -1 ? 1 : d === 0 ? 2 : d === 1 || d === 2 ? 3 : 0;
        roles[a * width + (REACH + d) * ROLES + role] = 6;
      }
    });
    const stands = new Float32Array(anchors.length).fill(2);
    const flat = new Float32Array(words * 4);
    const names = new Float32Array(words * NAMES);
    return Promise.resolve({ flat, names, anchors: Int32Array.from(anchors), roles, stands });
  };
}

describe('the accurate engine', () => {
  let models: Models;
  before(async () => {
    models = await testModels();
  });
  const engine = () => new AccurateEngine(model, models.gazetteer);
  const body = (text: string) => readText(text, { models, form: 'body' });
  const windows = (text: string) => engine().windowsOf(body(text));

  it('gives what the network reads, as spans of the text', async () => {
    const text = 'Some words come first.\nThen he said peace comes.';
    const { attributions } = await analyseAccurately(text, { models, form: 'body' }, engine(), stubNetwork());
    const spans = attributions.map(({ source, cue, content }) =>
      [source, cue, content].map((each) => each.map(({ start, end }) => text.slice(start, end))),
    );
    assert.deepEqual(spans, [[['he'], ['said'], ['peace comes']]]);
    assert.ok(Math.abs(attributions[0].confidence - 1 / (1 + Math.exp(-2))) < 1e-6);
  });

  it('leaves paragraphs that it has not read to the fast engine', () => {
    const text = 'Vladimir Putin said that talks would begin.\nThe weather was fine.';
    const facts = body(text);
    const none = engine().readings(facts, engine().windowsOf(facts), []);
    assert.deepEqual([...none], [undefined, undefined]);
    assert.equal(analyse(text, { models, form: 'body' }).claims.length, 1);
  });

  it('asks the network once for what it has read already, and again only for what changed', async () => {
    const paragraph = (n: number) => `${'abc def ghi jkl '.repeat(9)}number ${'abcdefghij'[n]}.`;
    const article = (change: string) =>
      Array.from({ length: 10 }, (_, n) => paragraph(n) + (n === 9 ? change : '')).join('\n');
    const asked: NetworkInput[] = [];
    const one = engine();
    const read = (text: string) => analyseAccurately(text, { models, form: 'body' }, one, stubNetwork(asked));
    await read(article(''));
    const first = asked.length;
    await read(article(''));
    assert.equal(asked.length, first);
    await read(article(' More.'));
    assert.ok(asked.length > first && asked.length <= first + 2, `${asked.length - first} windows of ${first} anew`);
  });

  const word = fc.string({ unit: fc.constantFrom(...'ab,.A"’/'), maxLength: 900 });
  const texts = fc
    .array(fc.array(fc.oneof(word, fc.constantFrom('said', 'he', 'peace', 'comes.')), { maxLength: 60 }), {
      maxLength: 4,
    })
    .map((parts) => parts.map((part) => part.join(' ')).join('\n'));

  it('holds every token in one core, its context around it, whatever the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const facts = body(text);
        let next = 0;
        for (const { from, to, coreFrom, coreTo, input } of engine().windowsOf(facts)) {
          assert.equal(coreFrom, next);
          assert.ok(from <= coreFrom && coreFrom < coreTo && coreTo <= to);
          assert.equal(input.first.length, to - from + 1);
          assert.deepEqual([...input.core], [coreFrom - from + 1, coreTo - from + 1]);
          assert.ok(input.ids.length <= 512, `${input.ids.length} pieces`);
          next = coreTo;
        }
        assert.equal(next, facts.tokens.count);
      }),
      { numRuns: 60 },
    );
  });

  it('reads with any network without an error, and only inside the text', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const { attributions } = await analyseAccurately(text, { models, form: 'body' }, engine(), stubNetwork());
        for (const { source, cue, content } of attributions)
          for (const { start, end } of [...source, ...cue, ...content])
            assert.ok(start >= 0 && start < end && end <= text.length);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the title apart', () => {
    const facts = readText('A title about talks\n20220108\nhttps://a.example/b\nFirst paragraph.\nSecond one.', {
      models,
    });
    const [title, rest] = engine().windowsOf(facts);
    const words = ({ from, to }: Window) => facts.words.slice(from, to).join(' ');
    assert.equal(words(title), 'A title about talks');
    assert.equal(words(rest), 'First paragraph . Second one .');
  });

  it('has no windows for no text', () => assert.deepEqual(windows(''), []));
});

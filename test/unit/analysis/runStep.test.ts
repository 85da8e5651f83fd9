import assert from 'node:assert/strict';
import fc from 'fast-check';
import { violationsOf } from '../../../src/analysis/contract';
import type { Models } from '../../../src/analysis/models';
import { STEPS, analyse, runAll } from '../../../src/analysis/pipeline';
import type { Facts, Step } from '../../../src/analysis/step';
import { testModels } from '../../support/models';

const HEADER = 'Talks begin in Geneva\n20220108\nhttps://a.example/b\n';
const BODY = [
  'Ann Lee said on Monday that the bridge was closed.',
  'The mayor of Kyiv said it would open in May.',
  'Bo Ek said that nobody knew.',
  '“It is safe,” she said.',
];

/** The pipeline with one step that throws where it meets the word. */
function failing(name: string, word: string): Step[] {
  return STEPS.map((step) => {
    if (step.name !== name) return step;
    const run = (facts: Facts): Partial<Facts> => {
      const { paragraphs = [{ start: 0, end: facts.text.length }] } = facts;
      for (const { start, end } of paragraphs)
        if (facts.text.slice(start, end).includes(word)) throw new Error(`${word} is not for ${name}`);
      return step.run(facts);
    };
    return { ...step, run };
  });
}

describe('a step that throws', () => {
  let models: Models;
  before(async () => (models = await testModels()));
  const given = (text: string): Facts =>
    ({ text, given: {}, form: 'article', models, kept: undefined, readings: [], failures: [] }) as unknown as Facts;

  for (const { name } of STEPS.slice(1)) {
    it(`costs its facts for the paragraph that makes it throw: ${name}`, () => {
      const text = HEADER + BODY.map((each, p) => (p === 1 ? `${each} BOOM.` : each)).join('\n');
      const analysis = runAll(failing(name, 'BOOM'), given(text));
      const failures = analysis.failures!.map(({ step, paragraph, message }) => [step, paragraph, message]);
      assert.deepEqual(failures, [[name, 2, `BOOM is not for ${name}`]]);
      assert.deepEqual(violationsOf(analysis, text), []);
      const { start, end } = analysis.paragraphs[2];
      const elsewhere = ({ attribution }: (typeof analysis.claims)[0]) =>
        attribution.content.every((span) => span.end <= start || span.start >= end);
      const whole = analyse(text, { models }).claims.filter(elsewhere);
      assert.deepEqual(
        analysis.claims.filter(elsewhere).map((claim) => claim.text),
        whole.map((claim) => claim.text),
      );
      assert.ok(whole.length >= 3);
      if (name === 'dates')
        assert.deepEqual(
          analysis.dates.map((date) => text.slice(date.start, date.end)),
          ['Monday'],
        );
    });
  }

  const cases: [title: string, paragraphs: readonly string[], failed: number[]][] = [
    ['in several paragraphs', ['A BOOM.', ...BODY, 'A BOOM.', 'Cy Ash said no.', 'BOOM'], [1, 6, 8]],
    ['in the only paragraph', ['BOOM'], [1]],
    ['in the title', [], [0]],
  ];
  for (const [title, paragraphs, failed] of cases) {
    it(`is found ${title}`, () => {
      const text = `${failed.includes(0) ? 'BOOM ' : ''}${HEADER}${paragraphs.join('\n')}`;
      const { failures = [] } = runAll(failing('names', 'BOOM'), given(text));
      assert.deepEqual(failures.map(({ paragraph }) => paragraph).sort(), failed);
    });
  }

  it('costs all its facts, and nothing else, when it throws whatever the text says', () => {
    const text = HEADER + BODY.join('\n');
    const broken = (name: string): Step[] =>
      STEPS.map((step) => (step.name === name ? { ...step, run: () => assert.fail(`${name} is broken`) } : step));
    for (const { name } of STEPS) {
      const analysis = runAll(broken(name), given(text));
      assert.deepEqual(analysis.failures!.map(({ step, paragraph }) => [step, paragraph]), [[name, undefined]]); // prettier-ignore
      assert.deepEqual(violationsOf(analysis, text), []);
      if (name !== 'article') assert.equal(analysis.header.title?.value, 'Talks begin in Geneva');
      if (name === 'dates') assert.ok(analysis.claims.length >= 3);
      if (name === 'article') assert.ok(analysis.paragraphs.length >= BODY.length && analysis.claims.length >= 3);
    }
  });

  it('changes nothing anywhere else, wherever it throws', () => {
    fc.assert(
      fc.property(fc.nat(BODY.length - 1), fc.constantFrom(...STEPS.slice(1).map(({ name }) => name)), (at, name) => {
        const text = HEADER + BODY.map((each, p) => (p === at ? 'BOOM' : each)).join('\n');
        const analysis = runAll(failing(name, 'BOOM'), given(text));
        assert.deepEqual(violationsOf(analysis, text), []);
        assert.deepEqual(analysis.failures!.map(({ paragraph }) => paragraph), [at + 1]); // prettier-ignore
        const without = analyse(text, { models });
        assert.deepEqual(analysis.claims.map((claim) => claim.text), without.claims.map((claim) => claim.text)); // prettier-ignore
      }),
      { numRuns: 30 },
    );
  });

  it('is named neither where there is none', () => {
    assert.equal('failures' in analyse(HEADER + BODY.join('\n'), { models }), false);
  });
});

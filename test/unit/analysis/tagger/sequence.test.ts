import assert from 'node:assert/strict';
import fc from 'fast-check';
import { feature, feature2, hashOf } from '../../../../src/analysis/tagger/hash';
import {
  decode,
  mayFollow,
  readSequenceModel,
  type SequenceExample,
  trainSequenceModel,
  writeSequenceModel,
} from '../../../../src/analysis/tagger/sequence';
import { weightSections } from '../../../../src/analysis/tagger/weights';

const LABELS = ['O', 'B-NAME', 'I-NAME', 'B-DATE', 'I-DATE'];

/** Each word and the word before it. */
function featuresOf(words: readonly string[]) {
  const values = new Int32Array(words.length * 2);
  words.forEach((word, i) => {
    values[2 * i] = feature(0, hashOf(word));
    values[2 * i + 1] = feature2(1, hashOf(words[i - 1] ?? ''), hashOf(word));
  });
  return { count: words.length, width: 2, values };
}

function example(marked: string): SequenceExample {
  const pairs = marked.split(' ').map((pair) => pair.split('/'));
  return {
    features: featuresOf(pairs.map(([word]) => word)),
    labels: pairs.map(([, label]) => LABELS.indexOf(label ?? 'O')),
  };
}

const EXAMPLES = [
  'Joe/B-NAME Biden/I-NAME spoke on Monday/B-DATE morning/I-DATE',
  'On Monday/B-DATE Biden/B-NAME left',
  'The talks with Vladimir/B-NAME Putin/I-NAME failed',
  'Putin/B-NAME left in the morning',
  'Talks failed',
].map(example);

const labelsOf = (words: string): string =>
  [...decode(trained, featuresOf(words.split(' '))).labels].map((label) => LABELS[label]).join(' ');

const trained = trainSequenceModel(LABELS, EXAMPLES, { epochs: 20 });

describe('sequence tagger', () => {
  it('learns its examples', () => {
    for (const { features, labels } of EXAMPLES) assert.deepEqual([...decode(trained, features).labels], labels);
  });

  it('carries over to new sequences of known words', () => {
    assert.equal(labelsOf('Vladimir Putin left on Monday'), 'B-NAME I-NAME O O B-DATE');
  });

  it('is the same each time it is trained with a seed', () => {
    const again = trainSequenceModel(LABELS, EXAMPLES, { epochs: 20 });
    assert.deepEqual(weightSections(again.weights), weightSections(trained.weights));
  });

  it('reads the file that it wrote', () => {
    const read = readSequenceModel(writeSequenceModel(trained, 'test'), 'test.bin', 'test');
    assert.deepEqual(read, trained);
  });

  it('refuses a file whose weights do not fit', () => {
    const { weights } = trained;
    const unfit = { ...trained, weights: { ...weights, entries: weights.entries.subarray(1) } };
    assert.throws(
      () => readSequenceModel(writeSequenceModel(unfit, 'test'), 'test.bin', 'test'),
      /test\.bin.*do not fit/,
    );
  });

  it('knows how sure it is', () => {
    const { margins } = decode(trained, featuresOf(['Putin', 'xyz', 'Monday']), true);
    assert.ok(margins.every((margin) => margin >= 0));
    assert.ok(margins[0] > 0);
  });

  it('never lets an I- follow anything but its own B- or I-', () => {
    const word = fc.constantFrom('Joe', 'Biden', 'Monday', 'morning', 'left', 'xyz');
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const labels = [...decode(trained, featuresOf(words)).labels].map((label) => LABELS[label]);
        labels.forEach((label, i) => assert.ok(mayFollow(labels[i - 1], label)));
      }),
    );
  });

  it('takes an empty sequence', () => {
    assert.deepEqual([...decode(trained, featuresOf([]), true).labels], []);
  });
});

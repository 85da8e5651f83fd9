import assert from 'node:assert/strict';
import fc from 'fast-check';
import { feature, feature2, hashOf } from '../../../../src/analysis/tagger/hash';
import { writeModelFile } from '../../../../src/analysis/tagger/modelFile';
import { mayFollow, readSequenceModel, type SequenceExample, viterbi } from '../../../../src/analysis/tagger/sequence';
import { addScores } from '../../../../src/analysis/tagger/weights';
import { trainPerceptron } from '../../../../training/perceptron.mjs';

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

const sections = trainPerceptron(LABELS, EXAMPLES, { epochs: 20 });
const file = (parts: typeof sections) => writeModelFile({ about: { kind: 'test', labels: LABELS }, sections: parts });
const model = readSequenceModel(file(sections), 'test.bin', 'test');

function decode({ count, width, values }: SequenceExample['features']): Uint8Array {
  const size = LABELS.length;
  const emissions = new Int32Array(count * size);
  values.forEach((value, f) => {
    const i = Math.floor(f / width);
    addScores(model.weights, value, emissions.subarray(i * size, (i + 1) * size));
  });
  return viterbi(emissions, model.transitions, model.allowed, count, size);
}

const labelsOf = (words: readonly string[]): string[] => [...decode(featuresOf(words))].map((label) => LABELS[label]);

describe('sequence tagger', () => {
  it('learns its examples', () => {
    for (const { features, labels } of EXAMPLES) assert.deepEqual([...decode(features)], labels);
  });

  it('carries over to new sequences of known words', () => {
    assert.equal(labelsOf('Vladimir Putin left on Monday'.split(' ')).join(' '), 'B-NAME I-NAME O O B-DATE');
  });

  it('is the same each time it is trained with a seed', () => {
    assert.deepEqual(trainPerceptron(LABELS, EXAMPLES, { epochs: 20 }), sections);
  });

  it('refuses a file whose weights do not fit', () => {
    const unfit = { ...sections, entries: sections.entries.subarray(1) };
    assert.throws(() => readSequenceModel(file(unfit), 'test.bin', 'test'), /test\.bin.*do not fit/);
  });

  it('refuses a file with a label that it does not have', () => {
    const entries = Int16Array.from(sections.entries);
    for (const label of [LABELS.length, 200]) {
      entries[0] = (label << 8) | 1;
      assert.throws(
        () => readSequenceModel(file({ ...sections, entries }), 'test.bin', 'test'),
        /test\.bin.*do not fit/,
      );
    }
  });

  it('never lets an I- follow anything but its own B- or I-', () => {
    const word = fc.constantFrom('Joe', 'Biden', 'Monday', 'morning', 'left', 'xyz');
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const labels = labelsOf(words);
        labels.forEach((label, i) => assert.ok(mayFollow(labels[i - 1], label)));
      }),
    );
  });

  it('takes an empty sequence', () => {
    assert.deepEqual(labelsOf([]), []);
  });
});

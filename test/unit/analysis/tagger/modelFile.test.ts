import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readModelFile, sectionOf, writeModelFile } from '../../../../src/analysis/tagger/modelFile';

const MODEL = {
  about: { kind: 'test', note: 'ü' },
  sections: { small: Int8Array.of(-1, 2, 3), large: Uint32Array.of(1, 4_000_000_000) },
};

describe('model file', () => {
  it('gives back what was written', () => {
    const read = readModelFile(writeModelFile(MODEL), 'test.bin', 'test');
    assert.deepEqual(read.about, MODEL.about);
    assert.deepEqual({ ...read.sections }, MODEL.sections);
  });

  it('reads bytes that do not begin on a multiple of eight', () => {
    const bytes = writeModelFile(MODEL);
    const moved = new Uint8Array(bytes.length + 3);
    moved.set(bytes, 3);
    assert.deepEqual({ ...readModelFile(moved.subarray(3), 'test.bin', 'test').sections }, MODEL.sections);
  });

  const changed = (change: (bytes: Uint8Array) => void): Uint8Array => {
    const bytes = writeModelFile(MODEL);
    change(bytes);
    return bytes;
  };
  const broken: readonly (readonly [what: string, bytes: Uint8Array, problem: RegExp])[] = [
    ['nothing', new Uint8Array(0), /test\.bin.*too short/],
    ['something else', new TextEncoder().encode('not a model at all'), /test\.bin.*no Hearsay model/],
    ['another version', changed((bytes) => (bytes[4] = 9)), /test\.bin.*version 9/],
    ['a cut', writeModelFile(MODEL).subarray(0, -8), /test\.bin.*cut off/],
    ['a cut header', writeModelFile(MODEL).subarray(0, 20), /test\.bin.*cut off/],
    ['a broken header', changed((bytes) => (bytes[12] = 0)), /test\.bin.*no JSON/],
  ];
  for (const [what, bytes, problem] of broken) {
    it(`says what is wrong with ${what}`, () => assert.throws(() => readModelFile(bytes, 'test.bin', 'test'), problem));
  }

  it('says when it holds another kind of model', () => {
    assert.throws(() => readModelFile(writeModelFile(MODEL), 'test.bin', 'names'), /test\.bin.*"test", not "names"/);
  });

  it('says when a section is missing', () => {
    const model = readModelFile(writeModelFile(MODEL), 'test.bin', 'test');
    assert.throws(() => sectionOf(model, 'none', Int8Array, 'test.bin'), /test\.bin.*none is missing/);
    assert.throws(() => sectionOf(model, 'small', Uint32Array, 'test.bin'), /test\.bin.*small is missing/);
  });

  it('throws nothing but such errors, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.nat(writeModelFile(MODEL).length - 1), fc.nat(255), (at, value) => {
        try {
          readModelFile(
            changed((bytes) => (bytes[at] = value)),
            'test.bin',
            'test',
          );
        } catch (error) {
          assert.match((error as Error).message, /^Model file test\.bin cannot be used: /);
        }
      }),
    );
  });
});

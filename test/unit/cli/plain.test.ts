import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import fc from 'fast-check';
import { standardOutput } from '../../../src/cli/output';
import { plain, plainLines } from '../../../src/cli/plain';
import type { StandardStream } from '../../../src/cli/world';

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

describe('words from outside in a terminal', () => {
  const cases: [name: string, words: string, shown: string][] = [
    ['ordinary words stay', 'Zoë’s “talks” 会议 😀.txt', 'Zoë’s “talks” 会议 😀.txt'],
    ['a colour', '\x1b[31mred', '\\u001b[31mred'],
    ['a title of the window', '\x1b]0;owned\x07', '\\u001b]0;owned\\u0007'],
    ['C1: CSI and OSC in one character', '\x9b31m \x9d0;x\x9c', '\\u009b31m \\u009d0;x\\u009c'],
    ['a forged line', 'a\nhearsay: all is well', 'a\\nhearsay: all is well'],
    ['over the begin of the line', 'bad\rgood', 'bad\\rgood'],
    ['backspaces', 'no\b\byes\x7f', 'no\\u0008\\u0008yes\\u007f'],
    ['turned direction', 'a\u202etxt.exe\u2066', 'a\\u202etxt.exe\\u2066'],
    ['other line ends', 'a\u2028b\u2029c\x85d\ve', 'a\\u2028b\\u2029c\\u0085d\\u000be'],
    ['a tab', 'a\tb', 'a\\tb'],
  ];
  for (const [name, words, shown] of cases) it(name, () => assert.equal(plain(words), shown));

  it('lines keep tabs and line ends, and nothing else', () =>
    assert.equal(plainLines('a\tb\r\nc\rd\n\x1be'), 'a\tb\r\nc\\rd\n\\u001be'));

  const any = fc.string({ unit: fc.oneof(fc.constantFrom(...'\x1b\x9b\r\n\t\u202e\u2028"\\'), fc.string({ maxLength: 1 })) }); // prettier-ignore
  it('nothing that a terminal obeys is left', () =>
    fc.assert(
      fc.property(any, (words) => {
        assert.doesNotMatch(plain(words), OBEYED);
        assert.doesNotMatch(plainLines(words).replace(/\r?\n|\t/g, ''), OBEYED);
      }),
    ));
  it('JSON stays JSON of the same data', () =>
    fc.assert(
      fc.property(any, (words) => {
        for (const json of [JSON.stringify({ [words]: [words] }), JSON.stringify([words], undefined, 2)])
          assert.deepEqual(JSON.parse(plainLines(json)), JSON.parse(json));
      }),
    ));

  for (const isTTY of [true, false])
    it(`data ${isTTY ? 'on a terminal are shown' : 'in a file stay as they are'}`, async () => {
      let written = '';
      const stream = new Writable({ write: (chunk, _encoding, done) => done(void (written += String(chunk))) });
      const output = standardOutput(Object.assign(stream, { isTTY, fd: -1 }) as unknown as StandardStream);
      await output.write('a,"\x1b]0;x\x07"\r\n');
      await output.finish();
      assert.equal(written, isTTY ? 'a,"\\u001b]0;x\\u0007"\r\n' : 'a,"\x1b]0;x\x07"\r\n');
    });
});

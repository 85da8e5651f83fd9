import assert from 'node:assert/strict';
import { anchorAt, createLocator } from '../../../src/review/anchor';
import { printOf } from '../../../src/review/print';
import { spanOf } from './decisions';

const lines = [
  'US open to talks with Russia on exercises',
  '20220108',
  '',
  'A senior official said on Friday that the United States is open to discussing missile deployments.',
  'Russian President Vladimir Putin wants an end to the eastward expansion, the official said.',
  'The Kremlin spokesman said Russian President Vladimir Putin had not decided yet 😀 on the talks.',
  'Talks will begin in Geneva on Monday, the ministry said in a statement.',
];
const text = lines.join('\n');
const prints = new Map([[printOf(text).id, printOf(text)]]);
const old = printOf(text).id;

/** What an anchor of the words finds in the other text, and where: `words@12`; `orphan` when nothing is certain. */
function found(words: string, changed: string, printId: string | undefined = old, nth = 0): string {
  const span = createLocator(changed, prints).locate(anchorAt(text, spanOf(text, words, nth)), printId);
  return span ? `${changed.slice(span.start, span.end)}@${span.start}` : 'orphan';
}
const at = (words: string, changed: string, nth = 0) => `${words}@${spanOf(changed, words, nth).start}`;
const edited = (...edits: [from: string, to: string][]) =>
  edits.reduce((sum, [from, to]) => sum.replace(from, to), text);
const moved = [...lines.slice(0, 3), lines[6], lines[5], lines[4], lines[3]].join('\n');
const claim = 'the United States is open to discussing missile deployments';
const [, , , first] = lines;

/** Half of a pair of surrogates, without the other. */
const LONE_HALF = /\p{Surrogate}/u;

describe('anchors', () => {
  const cases: [title: string, words: string, changed: string, expected: string][] = [
    ['the same text', claim, text, at(claim, text)],
    ['lines moved', claim, moved, at(claim, moved)],
    ['a line put before', 'Putin', `New\n${text}`, at('Putin', `New\n${text}`)],
    ['LF became CRLF', claim, text.replaceAll('\n', '\r\n'), at(claim, text.replaceAll('\n', '\r\n'))],
    [
      'its line edited before',
      claim,
      edited(['A senior', 'An unnamed']),
      at(claim, edited(['A senior', 'An unnamed'])),
    ],
    ['behind an astral character', 'talks.', edited(['The Kremlin', 'The 😀😀']), at('talks.', edited(['The Kremlin', 'The 😀😀']))], // prettier-ignore
    ['edited itself, in the middle', claim, edited(['discussing', 'considering']), at(claim.replace('discussing', 'considering'), edited(['discussing', 'considering']))], // prettier-ignore
    ['deleted', claim, edited([first, '']), 'orphan'],
    ['deleted, and another line says the same words', 'Putin', edited([lines[4], '']), 'orphan'],
    ['its line copied elsewhere, itself in its place', claim, `${text}\n${first}`, at(claim, text)],
    ['its line copied beside itself', claim, edited([first, `${first}\n${first}`]), 'orphan'],
    ['its line copied elsewhere, a neighbour edited', claim, `${edited(['Russian', 'The'])}\n${first}`, 'orphan'],
    ['moved, and another line edited', claim, moved.replace('Geneva', 'Vienna'), at(claim, moved)],
    ['edited, and another line deleted', claim, edited(['A senior', 'An unnamed'], [lines[6], '']), at(claim, edited(['A senior', 'An unnamed']))], // prettier-ignore
    ['copied elsewhere, then the original edited', claim, `${edited(['A senior', 'An unnamed'])}\n${first}`, 'orphan'],
    ['copied elsewhere, then the words edited', claim, `${edited(['missile', 'rocket'])}\n${first}`, 'orphan'],
    ['a short word was edited', 'Monday', edited(['Monday', 'Tuesday']), 'orphan'],
    ['all is gone', claim, 'Nothing\n', 'orphan'],
    ['nothing is left', claim, '', 'orphan'],
    [
      'words over two lines',
      `${lines[4]}\n${lines[5]}`,
      `New\n${text}`,
      at(`${lines[4]}\n${lines[5]}`, `New\n${text}`),
    ],
    ['words over two lines of which one was edited', `${lines[4]}\n${lines[5]}`, edited(['Kremlin', 'Duma']), 'orphan'],
    ['words over two lines that were parted', `${lines[4]}\n${lines[5]}`, edited([lines[5], `New\n${lines[5]}`]), 'orphan'], // prettier-ignore
  ];
  for (const [title, words, changed, expected] of cases) it(title, () => assert.equal(found(words, changed), expected));

  it('without the old words, as in older files, a line that vanished elsewhere may be any changed one', () => {
    const changed = edited(['A senior', 'An unnamed'], [lines[6], '']);
    const print = printOf(text);
    const older = { ...print, lines: print.lines.map(({ hash, length }) => ({ hash, length })) };
    const locate = (known: typeof print) => createLocator(changed, new Map([[old, known]])).locate(anchorAt(text, spanOf(text, claim)), old); // prettier-ignore
    assert.deepEqual([locate(older), locate(print)], [undefined, spanOf(changed, claim)]);
  });

  it('are found in a long text in which every line was edited', () => {
    const long = Array.from({ length: 3000 }, (_, i) => `Line ${i} ${claim} ${'and so on '.repeat(5)}`);
    const now = long.map((line) => line.replace('so on', 'more')).join('\n');
    const { start, end } = spanOf(long.join('\n'), claim, 1500);
    const print = printOf(long.join('\n'));
    const locator = createLocator(now, new Map([[print.id, print]]));
    assert.deepEqual(locator.locate(anchorAt(long.join('\n'), { start, end }), print.id), spanOf(now, claim, 1500));
  });

  // Processor time at 4n is at most 6 times that at n.
  describe('are found in time that grows with the text', () => {
    const texts: [title: string, text: (n: number) => string][] = [
      ['equal lines', (n) => 'He said so again and the talks failed.\n'.repeat(n)],
      ['two lines by turns', (n) => 'He said so.\nShe did not.\n'.repeat(n / 2)],
      ['one word', (n) => 'talks '.repeat(4 * n)],
      ['one endless line', (n) => Array.from({ length: 4 * n }, (_, i) => `w${i % 977}`).join(' ')],
      ['few words, some of them rare', (n) => Array.from({ length: n }, (_, i) => (i % 50 ? 'talks talks' : `x${i % 7}`)).join('\n')], // prettier-ignore
    ];
    /** In milliseconds, the least of three tries. */
    const timeOf = (before: string) => {
      const words = before.split(/(?<=\s)/);
      const middle = words.length >> 1;
      const now = [...words.slice(0, middle - 3), ...words.slice(middle), 'New words\n', ...words.slice(0, 2)].join('');
      const print = printOf(before);
      const anchors = Array.from({ length: 50 }, (_, k) => Math.floor((before.length * k) / 50)).map((start) => anchorAt(before, { start, end: Math.min(before.length, start + 20) })); // prettier-ignore
      const tries = Array.from({ length: 3 }, () => {
        const begun = process.cpuUsage();
        const { locate } = createLocator(now, new Map([[print.id, print]]));
        for (const anchor of anchors) locate(anchor, print.id);
        const { user, system } = process.cpuUsage(begun);
        return (user + system) / 1000;
      });
      return Math.min(...tries);
    };
    for (const [title, make] of texts)
      it(title, () => {
        timeOf(make(500));
        const [short, long] = [2000, 8000].map((n) => timeOf(make(n)));
        assert.ok(long < 6 * Math.max(short, 5), `${short} ms, four times as much text: ${long} ms`);
      });
  });

  describe('of a text that is not known', () => {
    it('are found in the same surroundings', () =>
      assert.equal(found(claim, `New\n${text}`, undefined), at(claim, `New\n${text}`)));
    it('and nowhere else', () => {
      assert.equal(found('Putin', edited([lines[4], '']), undefined), 'orphan');
      assert.equal(found(claim, `${text}\n${text}`, undefined), 'orphan');
    });
  });

  it('context never begins or ends within a character', () => {
    const smileys = '😀'.repeat(50);
    for (let start = 0; start <= 100; start += 2) {
      const { prefix, suffix } = anchorAt(smileys, { start, end: start });
      assert.ok(![prefix, suffix].some((each) => LONE_HALF.test(each)), `${start}`);
    }
  });
});

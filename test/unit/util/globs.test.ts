import assert from 'node:assert/strict';
import { type UnusableGlob, anyOf, expandBraces, sortGlobs } from '../../../src/util/globs';

describe('globs', () => {
  const cases: [pattern: string, ...expanded: string[]][] = [
    ['**/*.txt', '**/*.txt'],
    ['**/*.{txt,md}', '**/*.txt', '**/*.md'],
    ['{a,b}/*.{c,d}', 'a/*.c', 'a/*.d', 'b/*.c', 'b/*.d'],
    ['*.{txt,{md,html}}', '*.txt', '*.md', '*.html'],
    ['{a}', 'a'],
    ['a{,b}', 'a', 'ab'],
    ['a{b', 'a{b'],
    ['a}b', 'a}b'],
    ['', ''],
  ];
  for (const [pattern, ...expanded] of cases) {
    it(`${pattern || 'nothing'} is ${expanded.join(' or ')}`, () => assert.deepEqual(expandBraces(pattern), expanded));
  }

  it('joins patterns into one', () => assert.equal(anyOf(['**/*.{txt,md}', 'a/**']), '{**/*.txt,**/*.md,a/**}'));

  const hostile: [what: string, pattern: string][] = [
    ['many alternatives', '{a,b}'.repeat(30)],
    ['open braces', '{'.repeat(2_000)],
    ['20,000 braces within one another', '{'.repeat(20_000) + '}'.repeat(20_000)],
    ['20,000 braces after one another', '{a}'.repeat(20_000)],
    ['20,000 alternatives within one another', '{a,'.repeat(20_000) + '}'.repeat(20_000)],
  ];
  for (const [what, pattern] of hostile)
    it(`stays small: ${what}`, () => assert.ok(expandBraces(pattern).length <= 1_000));

  const unusable: [pattern: unknown, why: UnusableGlob['why']][] = [
    [5, 'no text'],
    [null, 'no text'],
    ['a'.repeat(1_001), 'too long'],
    ['{'.repeat(11) + '}'.repeat(11), 'braces too deep'],
    ['*a*a*a*a*b', 'too many stars'],
    ['**/a/**/a/**/a/**/a/**/b', 'too many stars'],
    ['{x,*a*a*a*a*b}', 'too many stars'],
  ];
  for (const [pattern, why] of unusable) {
    it(`${String(pattern).slice(0, 20)} is not used: ${why}; the others are`, () => {
      const { usable, unusable: found } = sortGlobs(['**/*.txt', pattern, '{a,b}/**']);
      assert.deepEqual([usable, found.map((each) => each.why)], [['**/*.txt', '{a,b}/**'], [why]]);
    });
  }

  const usual = [
    '**/*.{txt,md}',
    '**/.git',
    '**/node_modules/*/**',
    '{*a*,*b*,*c*}',
    '**/a*b*c*/**/*.txt',
    '{a,{b,{c,d}}}',
  ];
  for (const pattern of usual)
    it(`${pattern} is used`, () => assert.deepEqual(sortGlobs([pattern]), { usable: [pattern], unusable: [] }));

  for (const value of [undefined, null, 'x', 5, {}])
    it(`${JSON.stringify(value)} is no list of patterns`, () =>
      assert.deepEqual(sortGlobs(value), { usable: [], unusable: [] }));
});

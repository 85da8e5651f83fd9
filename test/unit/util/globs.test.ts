import assert from 'node:assert/strict';
import { anyOf, expandBraces } from '../../../src/util/globs';

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

  it('stays small whatever is written', () => {
    assert.ok(expandBraces('{a,b}'.repeat(30)).length <= 1_000);
    assert.equal(expandBraces('{'.repeat(2_000)).length, 1);
  });
});

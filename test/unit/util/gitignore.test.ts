import assert from 'node:assert/strict';
import { ignoreRules } from '../../../src/util/gitignore';

describe('.gitignore', () => {
  const rules = ignoreRules(
    new Map([
      ['', '# comment\n*.log\n/build/\nsecret\n!keep.log\n'],
      ['a', 'draft*\n!draft-final.txt\n!other.log\n'],
      ['a/b', '*.txt\n!c.txt\n'],
      ['build', '!all.txt\n'],
    ]),
  );
  const cases: [path: string, ignored: boolean][] = [
    ['x.txt', false],
    ['x.log', true],
    ['deep/er/x.log', true],
    ['keep.log', false],
    ['build/all.txt', true], // what lies in an ignored folder stays so
    ['deep/build/x.txt', false],
    ['secret/x.txt', true],
    ['deep/secret', true],
    ['a/draft-1.txt', true],
    ['a/draft-final.txt', false],
    ['draft-1.txt', false],
    ['a/other.log', false], // the deeper file goes before
    ['a/b/x.txt', true],
    ['a/b/c.txt', false],
    ['../x.log', false],
    ['/x.log', false],
    ['', false],
  ];
  for (const [path, ignored] of cases)
    it(`${path || '(nothing)'} is ${ignored ? '' : 'not '}ignored`, () => assert.equal(rules.ignores(path), ignored));
  it('without files nothing is ignored', () => assert.equal(ignoreRules(new Map()).ignores('x.log'), false));
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import ignore from 'ignore';
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

  const patterns: [pattern: string, path: string, ignored: boolean][] = [
    ['*.txt', 'a/b.txt', true],
    ['/*.txt', 'a/b.txt', false],
    ['a/*.txt', 'a/b.txt', true],
    ['a/*.txt', 'x/a/b.txt', false],
    ['**/b', 'a/c/b', true],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['a/**', 'a/x', true],
    ['a/**', 'a', false],
    ['a**b', 'axxb', true],
    ['a**b', 'ax/xb', false],
    ['a/', 'a', false],
    ['a/', 'a/x', true],
    ['?', 'x', true],
    ['?', 'xy', false],
    ['[a-c]x', 'bx', true],
    ['[!a-c]x', 'bx', false],
    ['[^a-c]x', 'dx', true],
    ['[]a]', ']', true],
    ['[a', '[a', false], // git: a bracket that is not closed matches nothing
    ['\\#a', '#a', true],
    ['\\!a', '!a', true],
    ['\\*', 'x', false],
    ['a ', 'a', true],
    ['a\\ ', 'a ', true],
    ['#a', '#a', false],
    ['!', 'x', false],
    ['/', 'x', false],
    ['A.txt', 'a.TXT', true],
  ];
  for (const [pattern, path, ignored] of patterns)
    it(`${pattern} ${ignored ? 'matches' : 'does not match'} ${path}`, () =>
      assert.equal(ignoreRules(new Map([['', pattern]])).ignores(path), ignored));

  it('says what another implementation says of usual patterns', () => {
    const name = fc.constantFrom('a', 'b', 'ab', '*', '*.a', 'a*b', '?b', '[ab]', '[!a]b');
    const rule = fc
      .record({
        negated: fc.boolean(),
        from: fc.constantFrom('', '/', '**/'),
        names: fc.array(name, { minLength: 1, maxLength: 3 }),
        to: fc.constantFrom('', '', '/', '/**'),
      })
      .map(({ negated, from, names, to }) => (negated ? '!' : '') + from + names.join('/') + to);
    const path = fc
      .array(fc.constantFrom('a', 'b', 'ab', 'bb', 'x.a', 'acb'), { minLength: 1, maxLength: 4 })
      .map((names) => names.join('/'));
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), path, (lines, each) => {
        const content = lines.join('\n');
        assert.equal(ignoreRules(new Map([['', content]])).ignores(each), ignore().add(content).ignores(each));
      }),
      { numRuns: 2_000 },
    );
  });

  // Each of these takes a backtracking matcher years.
  const hostile: [pattern: string, path: string][] = [
    ['**/a/'.repeat(60) + 'b', 'a/'.repeat(500) + 'c'],
    ['*[a]'.repeat(60) + 'b', 'a'.repeat(250)],
    ['*?'.repeat(100) + 'b', 'a'.repeat(250)],
    ['*a*'.repeat(100) + 'b', 'a'.repeat(250)],
    ['['.repeat(900), '['.repeat(250)],
    ['*'.repeat(900) + 'b', 'a'.repeat(250)],
  ];
  for (const [pattern, path] of hostile)
    it(`comes to an end: ${pattern.slice(0, 12)}…`, () =>
      assert.equal(ignoreRules(new Map([['', pattern]])).ignores(path), false));
});

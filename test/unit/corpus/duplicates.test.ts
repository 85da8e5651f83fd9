import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BANDS, HashPostings, bandsOf, isSameArticle, jaccard, shinglesOf } from '../../../src/corpus/duplicates';
import { fold } from '../../../src/corpus/fold';
import { indexOf } from './articles';

const WIRE =
  'the two sides will meet in Geneva on Monday to discuss missile deployments and military exercises, but no deal is expected before the end of the month';

describe('near-duplicate claims', () => {
  it('the same words have the same bands, whatever their case and punctuation', () =>
    assert.deepEqual(bandsOf(WIRE), bandsOf(`“${WIRE.toUpperCase()}.”`)));
  it('folded words have those of the text', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Ärger', 'İstanbul', 'ﬁne', '“Yes”', 'naïve', 'don’t', 'the', 'ΟΔΟΣ')),
        (words) => assert.deepEqual(bandsOf(fold(words.join(' '))), bandsOf(words.join(' '))),
      ),
    ));
  it('short claims have none', () => assert.equal(bandsOf('it was true').length, 0));
  it('others have one hash a band', () => assert.equal(bandsOf(WIRE).length, BANDS));
  it('the Jaccard index is 1 for the same, 0 for others, symmetric between', () =>
    fc.assert(
      fc.property(fc.lorem({ maxCount: 20 }), fc.lorem({ maxCount: 20 }), (a, b) => {
        const [x, y] = [shinglesOf(a), shinglesOf(b)];
        assert.equal(jaccard(x, x), x.size ? 1 : 0);
        assert.equal(jaccard(x, y), jaccard(y, x));
        assert.ok(jaccard(x, y) <= 1);
      }),
    ));

  const index = indexOf({
    a: { claims: [{ text: WIRE }, { text: 'nothing has been decided so far in this matter' }] },
    b: { claims: [{ text: 'before it' }, { text: WIRE.replace('Monday', 'Tuesday') }] },
    c: { claims: [{ text: `${WIRE}` }, { text: WIRE }] },
    d: {
      claims: [{ text: 'the two sides will not meet, said somebody who was in Geneva on another day of that month' }],
    },
  });
  const copies = (uri: string, claim: number) =>
    index.copiesOf({ article: index.read(uri)!, index: claim }).map(({ article, index: at }) => `${article.uri}${at}`);
  it('are found in other articles, one an article', () => assert.deepEqual(copies('a', 0).sort().map((each) => each[0]), ['b', 'c'])); // prettier-ignore
  it('with the claim that it is', () => assert.ok(copies('a', 0).includes('b1')));
  it('claims that are alone have none', () => assert.deepEqual([copies('a', 1), copies('b', 0), copies('d', 0)], [[], [], []])); // prettier-ignore

  it('are those that a comparison of all with all finds, but for a few', () => {
    const random = fc.sample(fc.lorem({ maxCount: 16, mode: 'words' }), { numRuns: 60, seed: 1 });
    const texts = random.flatMap((text) => [text, text.replace(/\w+$/, 'other'), `${text} then`]);
    const all = indexOf(Object.fromEntries(texts.map((text, i) => [`u${i}`, { claims: [{ text }] }])));
    let expected = 0;
    let found = 0;
    for (const [i, text] of texts.entries()) {
      const same = texts.filter((other, j) => j !== i && jaccard(shinglesOf(text), shinglesOf(other)) >= 0.6);
      const got = all.copiesOf({ article: all.read(`u${i}`)!, index: 0 });
      expected += same.length;
      found += got.length;
      for (const { article } of got)
        assert.ok(jaccard(shinglesOf(text), shinglesOf(texts[Number(article.uri.slice(1))])) >= 0.6);
    }
    assert.ok(expected > 100 && found <= expected && found > 0.9 * expected, `${found} of ${expected}`);
  });
});

describe('republished articles', () => {
  const sentences = Array.from({ length: 10 }, (_, i) => `sentence ${i}`);
  const index = indexOf({
    original: { sentences },
    shortened: { sentences: sentences.slice(0, 5) },
    rewritten: { sentences: [...sentences.slice(0, 4), ...Array.from({ length: 9 }, (_, i) => `new ${i}`)] },
    other: { sentences: sentences.slice(0, 2) },
  });
  const same = (uri: string) => index.republished(index.read(uri)!).map((article) => article.uri);
  it('share most of the shorter one’s sentences', () => assert.deepEqual(same('original'), ['shortened']));
  it('two shared sentences are none', () => assert.deepEqual(same('other'), []));
  it('most of them', () => assert.deepEqual([isSameArticle(6, 10, 50), isSameArticle(5, 10, 50)], [true, false]));
});

describe('postings of hashes', () => {
  it('give back what was added under a hash', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(50), fc.nat())), (added) => {
        const postings = new HashPostings();
        for (const [hash, value] of added) postings.add(hash * 1024, value);
        for (let hash = 0; hash <= 50; hash++) {
          const found: number[] = [];
          postings.each(hash * 1024, (value) => void found.push(value));
          assert.deepEqual(found.reverse(), added.filter(([each]) => each === hash).map(([, value]) => value)); // prettier-ignore
        }
      }),
    ));
  it('grow', () => {
    const postings = new HashPostings();
    const hashOf = (i: number) => Math.imul(i, 0x9e3779b1) >>> 0;
    for (let i = 0; i < 300_000; i++) postings.add(hashOf(i), i);
    for (let i = 0; i < 300_000; i++) {
      let found = -1;
      postings.each(hashOf(i), (value) => void (found = found < 0 ? value : NaN));
      assert.equal(found, i);
    }
  });
  it('tell hashes apart that differ in any bit', () => {
    for (let bit = 0; bit < 32; bit++) {
      const postings = new HashPostings();
      postings.add(0x12345678, 1);
      postings.add((0x12345678 ^ (1 << bit)) >>> 0, 2);
      const found: number[] = [];
      postings.each(0x12345678, (value) => void found.push(value));
      assert.deepEqual(found, [1]);
    }
  });
});

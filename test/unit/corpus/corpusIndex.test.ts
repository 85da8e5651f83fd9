import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CorpusIndex } from '../../../src/corpus/corpusIndex';
import { keepApart, NO_SEPARATIONS } from '../../../src/corpus/mergeRules';
import { parseQuery } from '../../../src/corpus/query/parse';
import { searchClaims } from '../../../src/corpus/query/search';
import { type Story, entry, indexOf } from './articles';

const said = (text: string, actor: string) => ({ text, actor });
const STORIES: Record<string, Story> = {
  a: { date: '2022-01-01', claims: [said('yes', 'Ann Lee'), said('no', 'Lee')] },
  b: { date: '2022-01-02', claims: [said('perhaps', 'ANN LEE'), said('never', 'Lee')] },
  c: { claims: [said('soon', 'NATO')], entities: [{ name: 'NATO', type: 'ORG', aliases: ['Alliance'] }] },
};

/** `Ann Lee: 2 in a, b` */
const actors = (index: CorpusIndex) =>
  [...index.entities]
    .filter(({ claims }) => claims > 0)
    .map(
      ({ name, claims, postings }) =>
        `${name}: ${claims} in ${postings.map(({ slot }) => index.at(slot)!.uri).join(', ')}`,
    )
    .sort();

const found = (index: CorpusIndex, typed = '') => searchClaims(index, parseQuery(typed), { limit: 1000 }).claimCount;

describe('the index', () => {
  it('merges the same full name and no surname', () =>
    assert.deepEqual(actors(indexOf(STORIES)), ['Ann Lee: 2 in a, b', 'Lee: 1 in a', 'Lee: 1 in b', 'NATO: 1 in c']));
  it('a merge is undone for one article, or altogether', () => {
    const index = indexOf(STORIES);
    index.separate(keepApart(NO_SEPARATIONS, 'PERSON:ann lee', 'b'));
    assert.deepEqual(actors(index.prepareAll()).slice(0, 2), ['ANN LEE: 1 in b', 'Ann Lee: 1 in a']);
    index.separate(keepApart(NO_SEPARATIONS, 'PERSON:ann lee'));
    assert.deepEqual(actors(index.prepareAll()).slice(0, 2), ['ANN LEE: 1 in b', 'Ann Lee: 1 in a']);
    index.separate(NO_SEPARATIONS);
    assert.deepEqual(actors(index.prepareAll()), actors(indexOf(STORIES)));
  });
  it('an article that is put again takes the place of the first', () => {
    const index = indexOf(STORIES);
    index.put(entry('a', { claims: [said('now', 'Bo Dahl')] }));
    index.prepareAll();
    assert.deepEqual(actors(index), ['ANN LEE: 1 in b', 'Bo Dahl: 1 in a', 'Lee: 1 in b', 'NATO: 1 in c'].map((each) => each.replace('ANN LEE', 'Ann Lee'))); // prettier-ignore
    assert.equal(found(index), 4);
  });
  it('removing takes out claims and entities', () => {
    const index = indexOf(STORIES);
    assert.equal(index.remove('a'), true);
    assert.equal(index.remove('a'), false);
    assert.deepEqual(actors(index), ['Ann Lee: 1 in b', 'Lee: 1 in b', 'NATO: 1 in c']);
    assert.deepEqual([index.size, index.claimCount, found(index), found(index, 'yes')], [2, 3, 3, 0]);
  });
  it('an article that somebody still looks at can be read when it went', () => {
    const index = indexOf(STORIES);
    const article = index.read('a')!;
    const before = index.body(article);
    index.put(entry('a', { claims: [] }));
    index.prepareAll();
    assert.deepEqual(index.body(article), before);
    assert.deepEqual([index.copiesOf({ article, index: 0 }), index.republished(article)], [[], []]);
    assert.equal(index.entityOf(article, 0), undefined);
  });
  it('an actor that went and comes back has the name that it comes with', () => {
    const index = indexOf({ a: { claims: [said('yes', 'Ann Lee')] }, b: {} });
    index.remove('a');
    index.put(entry('b', { claims: [said('yes', 'ANN LEE')] }));
    assert.deepEqual(actors(index.prepareAll()), ['ANN LEE: 1 in b']);
  });
  it('what was put is not seen by the tables before they took it in', () => {
    const index = new CorpusIndex();
    index.put(entry('a', STORIES.a));
    assert.deepEqual([index.size, index.waiting, found(index)], [1, 1, 0]);
    index.remove('a');
    assert.deepEqual([index.prepareAll().size, found(index)], [0, 0]);
  });
  it('an empty one finds nothing', () => assert.equal(found(new CorpusIndex(), 'x'), 0));

  it('after any changes it is as if built from what is left', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom('a', 'b', 'c', 'd'),
            fc.constantFrom('put', 'remove', 'prepare', 'separate'),
            fc.nat(3),
          ),
        ),
        (changes) => {
          const index = new CorpusIndex();
          const left: Record<string, Story> = {};
          for (const [uri, change, which] of changes) {
            if (change === 'prepare') index.prepareAll();
            else if (change === 'separate') index.separate(NO_SEPARATIONS);
            else if (change === 'remove') {
              index.remove(uri);
              delete left[uri];
            } else {
              const story = { date: `2022-01-0${which + 1}`, claims: [said(`text ${which}`, ['Ann Lee', 'Lee', 'Bo Dahl', 'Ann Lee'][which])] }; // prettier-ignore
              index.put(entry(uri, story));
              left[uri] = story;
            }
          }
          index.prepareAll();
          const fresh = indexOf(left);
          const sorted = (each: CorpusIndex) => actors(each).map((line) => line.split(' in ')).map(([who, where]) => [who, where.split(', ').sort()]); // prettier-ignore
          assert.deepEqual(sorted(index), sorted(fresh));
          assert.equal(index.claimCount, fresh.claimCount);
          assert.deepEqual(index.inOrder().map(({ uri }) => uri), fresh.inOrder().map(({ uri }) => uri)); // prettier-ignore
          for (const typed of ['', 'text', 'lee', 'actor:bo', 'after:2022-01-02'])
            assert.equal(found(index, typed), found(fresh, typed), typed);
        },
      ),
    ));
});

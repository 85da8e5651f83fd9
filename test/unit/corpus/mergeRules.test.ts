import assert from 'node:assert/strict';
import type { EntityType } from '../../../src/analysis/analysis';
import {
  NO_SEPARATIONS,
  isKeptApart,
  keepApart,
  mergeAgain,
  mergeKey,
  mergeReason,
} from '../../../src/corpus/mergeRules';

describe('the same entity in two articles', () => {
  const cases: [name: string, type: EntityType, key: string | undefined][] = [
    ['Vladimir Putin', 'PERSON', 'PERSON:vladimir putin'],
    ['VLADIMIR PUTIN', 'PERSON', 'PERSON:vladimir putin'],
    ['Volodymyr Zelenský', 'PERSON', 'PERSON:volodymyr zelensky'],
    ['Putin', 'PERSON', undefined],
    ['Mr. Putin', 'PERSON', undefined],
    ['President Putin', 'PERSON', undefined],
    ['V. Putin', 'PERSON', undefined],
    ['van der Berg', 'PERSON', undefined],
    ['Ursula von der Leyen', 'PERSON', 'PERSON:ursula von der leyen'],
    ['NATO', 'ORG', 'ORG:nato'],
    ['The Washington Post', 'ORG', 'ORG:washington post'],
    ['Washington', 'GPE', 'PLACE:washington'],
    ['Washington', 'LOC', 'PLACE:washington'],
    ['Washington', 'PERSON', undefined],
    ['the', 'ORG', 'ORG:the'],
    ['—', 'ORG', undefined],
  ];
  for (const [name, type, key] of cases)
    it(`${name} as ${type}: ${key ?? 'merged with none'}`, () =>
      assert.equal(mergeKey({ name, type, named: true }), key));
  it('an unnamed source is merged with none', () =>
    assert.equal(mergeKey({ name: 'senior U.S. official', type: 'PERSON', named: false }), undefined));
  it('the reason can be told', () => {
    const reason = (name: string, type: EntityType, named = true) => mergeReason({ name, type, named });
    assert.deepEqual(
      [reason('Ann Lee', 'PERSON'), reason('Lee', 'PERSON'), reason('NATO', 'ORG'), reason('an aide', 'PERSON', false)],
      ['full name', 'surname only', 'same name', 'unnamed'],
    );
  });
});

describe('what is kept apart', () => {
  const key = 'PERSON:john smith';
  it('a name altogether, and merged again', () => {
    const apart = keepApart(NO_SEPARATIONS, key);
    assert.ok(isKeptApart(apart, key, 'file:///a'));
    assert.ok(!isKeptApart(apart, 'PERSON:ann lee', 'file:///a'));
    assert.deepEqual(mergeAgain(apart, key), NO_SEPARATIONS);
  });
  it('one article’s alone, twice is once', () => {
    const apart = keepApart(keepApart(NO_SEPARATIONS, key, 'file:///a'), key, 'file:///a');
    assert.ok(isKeptApart(apart, key, 'file:///a'));
    assert.ok(!isKeptApart(apart, key, 'file:///b'));
    assert.deepEqual(apart.articles, { [key]: ['file:///a'] });
    assert.deepEqual(mergeAgain(apart, key), NO_SEPARATIONS);
  });
  it('a name such as __proto__ is a name', () => assert.ok(!isKeptApart(NO_SEPARATIONS, 'toString', 'file:///a')));
});

import assert from 'node:assert/strict';
import { amountFrom, ordinalFrom, spelledYearFrom } from '../../../../src/analysis/dates/numbers';
import { type Words, wordsByParagraph } from '../../../../src/analysis/dates/words';
import { testModels } from '../../../support/models';
import { factsOf } from './cases';

const wordsOf = async (text: string): Promise<Words> => wordsByParagraph(factsOf(text, await testModels()))[0];

describe('dates/numbers', () => {
  for (const [text, value] of [
    ['two', 2],
    ['twenty-four', 24],
    ['twenty four', 24],
    ['two hundred and ten', 210],
    ['a hundred', 100],
    ['two thousand', 2000],
    ['1,500', 1500],
    ['2 1/2', 2.5],
    ['2.5', 2.5],
    ['one and a half', 1.5],
    ['half a', 0.5],
    ['a couple of', 2],
    ['two dozen', 24],
    ['a', 1],
    ['another', 1],
    ['several', 'X'],
    ['a few', 'X'],
    ['hundreds of', 'X'],
  ] as const) {
    it(`amount: ${text}`, async () => assert.equal(amountFrom(await wordsOf(text), 0)?.value, value));
  }
  for (const [text, value] of [
    ['first', 1],
    ['21st', 21],
    ['twenty-first', 21],
    ['thirty first', 31],
    ['best', undefined],
  ] as const) {
    it(`ordinal: ${text}`, async () => assert.equal(ordinalFrom(await wordsOf(text), 0)?.value, value));
  }
  for (const [text, value] of [
    ['nineteen ninety-six', 1996],
    ['nineteen hundred ninety three', 1993],
    ['seventeen hundred thirty three', 1733],
    ['two thousand and fifteen', 2015],
    ['nineteen oh five', 1905],
    ['two thousand', 2000],
    ['nineteen five', undefined],
    ['twenty people', undefined],
  ] as const) {
    it(`year: ${text}`, async () => assert.equal(spelledYearFrom(await wordsOf(text), 0)?.value, value));
  }
});

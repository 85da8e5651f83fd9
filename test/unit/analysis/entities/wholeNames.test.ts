import assert from 'node:assert/strict';
import { nameClassOf, nameType } from '../../../../src/analysis/entities/nameTypes';
import type { NameClass } from '../../../../src/analysis/entities/names';
import { wholeNames } from '../../../../src/analysis/entities/wholeNames';
import { readText } from '../../../../src/analysis/pipeline';
import { testModels } from '../../../support/models';

/** A name as the tagger may have it, marked in the text: "[Clare PERSON]". */
const MARKED = /\[(.+?) (PERSON|ORG|LOC|OTHER)\]/;

describe('whole names', () => {
  const cases: [name: string, tagged: string, whole: string][] = [
    ['a rank', '2nd Earl of [Clare PERSON] came', '[2nd Earl of Clare PERSON] came'],
    ['a rank that is tagged', 'the [Duke PERSON] of [New York LOC] came', 'the [Duke of New York PERSON] came'],
    ['a rank in small letters', 'a prince of [Denmark LOC] came', 'a prince of [Denmark LOC] came'],
    ['an office', 'the Mayor of [London LOC] came', 'the Mayor of [London LOC] came'],
    ['a structure', 'the [George Washington PERSON] Bridge is', 'the [George Washington Bridge LOC] is'],
    ['a structure in small letters', 'the [Norton PERSON] bridge is', 'the [Norton PERSON] bridge is'],
    ['more than a structure', 'the [Norton PERSON] Bridge Company is', 'the [Norton PERSON] Bridge Company is'],
    ['a structure of the next sentence', 'He met [Norton PERSON]. Bridge is', 'He met [Norton PERSON]. Bridge is'],
    ['a last dot', 'these [U. S LOC].; and in', 'these [U. S. LOC]; and in'],
    ['the end of a sentence', 'in [New York LOC]. It is', 'in [New York LOC]. It is'],
    ['a first author', 'as [Klingberg OTHER] et al. showed', 'as [Klingberg PERSON] et al. showed'],
    [
      'a company among others',
      'against [Acme Corporation ORG] et al., for',
      'against [Acme Corporation ORG] et al., for',
    ],
    ['a state among others', 'against [France LOC] et al., for', 'against [France LOC] et al., for'],
    ['a surname with a year', 'reading ([Williams OTHER], 2010) is', 'reading ([Williams PERSON], 2010) is'],
    ['no surname with a year', 'her film ([Ohnx OTHER], 2010) is', 'her film ([Ohnx OTHER], 2010) is'],
    [
      'no surname where others are cited',
      'reading ([Ohnx OTHER], 2010; [Williams OTHER], 2010) is',
      'reading ([Ohnx PERSON], 2010; [Williams PERSON], 2010) is',
    ],
    ['a body with a year', 'reading ([OECD ORG], 2010; [Biggs ORG] et al., 2001)', 'reading ([OECD ORG], 2010; [Biggs PERSON] et al., 2001)'], // prettier-ignore
  ];
  for (const [name, tagged, whole] of cases)
    it(name, async () => {
      const models = await testModels();
      let text = tagged;
      const marks: { readonly start: number; readonly end: number; readonly class: NameClass }[] = [];
      for (let mark = MARKED.exec(text); mark; mark = MARKED.exec(text)) {
        const [all, words, own] = mark;
        marks.push({ start: mark.index, end: mark.index + words.length, class: own as NameClass });
        text = text.slice(0, mark.index) + words + text.slice(mark.index + all.length);
      }
      const { words, tokens } = readText(text, { models, form: 'body' });
      const names = marks.map(({ start, end, class: own }) => {
        const first = tokens.start.indexOf(start);
        const last = tokens.end.indexOf(end);
        assert.ok(first >= 0 && last >= first, `${text.slice(start, end)} is made of words`);
        return { first, end: last + 1, class: own };
      });
      let shown = text;
      for (const { first, end, class: own } of wholeNames(words, tokens, names, models.gazetteer).reverse()) {
        const [from, to] = [tokens.start[first], tokens.end[end - 1]];
        shown = `${shown.slice(0, from)}[${shown.slice(from, to)} ${own}]${shown.slice(to)}`;
      }
      assert.equal(shown, whole);
    });
});

describe('types of names by their own words', () => {
  const cases: [tagged: NameClass, name: string, type: string][] = [
    ['LOC', 'Middle Ages', 'EVENT'],
    ['OTHER', 'Transbay Tube', 'FAC'],
    ['ORG', 'National Nutrition Study', 'OTHER'],
    ['ORG', 'Digital Humanities', 'OTHER'],
    ['ORG', 'Center for Advanced Study', 'ORG'],
    ['ORG', 'Harrow School', 'ORG'],
    ['ORG', 'Capital Economics', 'ORG'],
  ];
  for (const [tagged, name, type] of cases)
    it(name, async () => {
      const { gazetteer } = await testModels();
      const words = name.split(' ');
      assert.equal(nameType(nameClassOf(tagged, words, gazetteer), words, false, gazetteer), type);
    });
});

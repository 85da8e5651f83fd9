import '../../../support/vscode';
import assert from 'node:assert/strict';
import {
  claimCount,
  claimDescription,
  typeName,
  longDate,
  quoted,
  shortDate,
  weekdayDate,
} from '../../../../src/editor/shared/wording';

describe('wording', () => {
  const cases: [what: string, got: string, wanted: string][] = [
    ['no claims', claimCount(0), '0 claims'],
    ['one claim', claimCount(1), '1 claim'],
    ['claims', claimCount(14), '14 claims'],
    ['a person', typeName({ type: 'PERSON', named: true }, true), 'Person'],
    ['an unnamed source', typeName({ type: 'PERSON', named: false }, true), 'Unnamed source'],
    ['somebody unnamed who says nothing', typeName({ type: 'PERSON', named: false }, false), 'Person'],
    ['a claim', claimDescription({ how: 'said', kind: 'mixed' }, 8), 'said · partly direct · line 9'],
    ['a claim without a cue', claimDescription({ how: '', kind: 'direct' }, 0), 'direct · line 1'],
    ['a day', longDate('2022-01-08'), '8 January 2022'],
    ['a day, short', shortDate('2022-01-08'), '8 Jan 2022'],
    ['a day of the week', weekdayDate('2022-01-10'), 'Monday, 10 January 2022'],
    ['a year', longDate('1987'), '1987'],
    ['no day at all', longDate('2022-99-99'), '2022-99-99'],
    ['a quotation', quoted('We are willing'), '“We are willing”'],
    ['a quotation with marks of its own', quoted(' "We are" '), '“We are”'],
    ['two quotations', quoted('“a” … "b"'), '“a … b”'],
  ];
  for (const [what, got, wanted] of cases) it(`${what}: ${wanted}`, () => assert.equal(got, wanted));
});

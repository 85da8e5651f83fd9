import assert from 'node:assert/strict';
import fc from 'fast-check';
import { completions } from '../../../../src/corpus/query/complete';
import { describeProblem, parseQuery } from '../../../../src/corpus/query/parse';

/** `-actor=putin` */
const terms = (typed: string) =>
  parseQuery(typed).terms.map(({ field, value, negated }) => `${negated ? '-' : ''}${field}=${value}`);

describe('a search', () => {
  const cases: [typed: string, ...terms: string[]][] = [
    [''],
    ['nuclear', 'words=nuclear'],
    ['Nuclear  TALKS', 'words=nuclear', 'words=talks'],
    ['"common ground"', 'words=common ground'],
    ['“common ground” now', 'words=common ground', 'words=now'],
    ['actor:putin', 'actor=putin'],
    ['ACTOR:Zelenský', 'actor=zelensky'],
    ['actor:"Vladimir Putin"', 'actor=vladimir putin'],
    ['actor:putin kind:direct after:2022-01-01 verdict:false nuclear', 'actor=putin', 'kind=direct', 'after=2022-01-01', 'verdict=false', 'words=nuclear'], // prettier-ignore
    ['-actor:putin -war', '-actor=putin', '-words=war'],
    ['- war', 'words=-', 'words=war'],
    ['after:2022 before:2022-03 after:20220108', 'after=2022-01-01', 'before=2022-03-01', 'after=2022-01-08'],
    ['date:2022-01', 'date=2022-01'],
    ['type:Person type:org type:unnamed', 'type=person', 'type=organisation', 'type=unnamed'],
    ['in:reuters/2022 publisher:bbc.co.uk', 'in=reuters/2022', 'publisher=bbc.co.uk'],
    ['at 10:30 https://a.example/x', 'words=at', 'words=10:30', 'words=https://a.example/x'],
    ['x-ray', 'words=x-ray'],
    ['""'],
  ];
  for (const [typed, ...expected] of cases)
    it(typed || '(nothing)', () => {
      assert.deepEqual(terms(typed), expected);
      assert.deepEqual(parseQuery(typed).problems, []);
    });

  const wrong: [typed: string, message: RegExp, ...terms: string[]][] = [
    ['war autor:putin', /^column 5: there is no field "autor:"; use actor: kind: .* or put the words in quotation marks$/, 'words=war'], // prettier-ignore
    ['kind:loud', /^column 1: "kind:" knows no "loud"; use direct, indirect, mixed$/],
    ['type:robot x', /^column 1: "type:" knows no "robot"; use person, .*$/, 'words=x'],
    ['actor:', /^column 1: "actor:" has no value$/],
    ['kind: direct', /^column 1: "kind:" has no value; use direct, indirect, mixed$/, 'words=direct'],
    ['after:soon', /^column 1: "soon" is not a date; write 2022, 2022-01 or 2022-01-08$/],
    ['before:2022-13-01', /^column 1: "2022-13-01" is not a date/],
    ['say "common ground', /^column 5: the quotation mark is not closed; put another behind common ground$/, 'words=say', 'words=common ground'], // prettier-ignore
  ];
  for (const [typed, message, ...expected] of wrong)
    it(`${typed}: what, where, what to do`, () => {
      assert.deepEqual(terms(typed), expected);
      assert.deepEqual(parseQuery(typed).problems.map((problem) => message.test(describeProblem(problem)) || describeProblem(problem)), [true]); // prettier-ignore
    });

  it('never fails, and its problems stand in it', () =>
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('"', '“', '-', ':', 'actor:', 'kind:', ' ', 'after:2022'))),
        (parts) => {
          const typed = parts.join('');
          for (const { start, end } of parseQuery(typed).problems) assert.ok(0 <= start && start < end && end <= typed.length); // prettier-ignore
          completions(typed);
        },
      ),
    ));
});

describe('what may be typed on', () => {
  const offer = (field: string) => (field === 'actor' ? ['Vladimir Putin', 'NATO'] : []);
  const cases: [typed: string, ...queries: string[]][] = [
    [''],
    ['a', 'actor:', 'after:'],
    ['war ki', 'war kind:'],
    ['war -ki', 'war -kind:'],
    ['kind:', 'kind:direct ', 'kind:indirect ', 'kind:mixed '],
    ['kind:in', 'kind:indirect '],
    ['kind:direct'],
    ['kind:direct '],
    ['war actor:', 'war actor:"Vladimir Putin" ', 'war actor:NATO '],
    ['"a'],
    ['nothing'],
    ['autor:'],
  ];
  for (const [typed, ...queries] of cases)
    it(typed || '(nothing)', () =>
      assert.deepEqual(completions(typed, offer).map(({ query }) => query), queries)); // prettier-ignore
});

import '../../../support/vscode';
import assert from 'node:assert/strict';
import { parseHeader } from '../../../../src/analysis/article/header';
import { headerProblemWords } from '../../../../src/editor/shared/headerWords';

describe('words for a wrong header', () => {
  const cases: [head: string, line: number, words: string][] = [
    ['Title\n20221399\nhttps://e.org/a\nBody.', 1, 'Not a date: relative dates in this article stay unresolved.'],
    [
      'Title\n20221399\nhttps://e.org/2022/01/08/a\nBody.',
      1,
      'Not a date: relative dates in this article stay unresolved. The address says 8 January 2022.',
    ],
    ['Title\nhttps://e.org/a\nBody.', 0, 'No date: relative dates in this article stay unresolved.'],
    ['Title\n20220108\nhtp:/e.org\nBody.', 2, 'Not a web address: citations of this article go without a link.'],
    [
      'Title\n20220108\nhttps://e.org/2022/02/01/a\nBody.',
      1,
      'The address says 1 February 2022: relative dates are counted from 8 January 2022, which may be wrong.',
    ],
    ['20220108\nhttps://e.org/a\nBody.', 0, 'No title: citations of this article go without one.'],
  ];
  for (const [head, line, words] of cases) {
    it(words, () => {
      const { header } = parseHeader(head);
      const problems = header.problems.map((problem) => [
        head.slice(0, problem.span!.start).split('\n').length - 1,
        headerProblemWords(problem, header),
      ]);
      assert.deepEqual(problems, [[line, words]]);
    });
  }
});

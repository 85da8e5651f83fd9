import * as vscode from 'vscode';
import type { Header, HeaderProblem } from '../../analysis/analysis';
import { longDate } from './wording';

/** What is wrong with a header line, and what follows from it. */
export function headerProblemWords({ code, expected }: HeaderProblem, { date }: Pick<Header, 'date'>): string {
  const hint = expected ? ` ${vscode.l10n.t('The address says {0}.', longDate(expected))}` : '';
  switch (code) {
    case 'date-invalid':
      return vscode.l10n.t('Not a date: relative dates in this article stay unresolved.') + hint;
    case 'date-missing':
      return vscode.l10n.t('No date: relative dates in this article stay unresolved.') + hint;
    case 'url-invalid':
      return vscode.l10n.t('Not a web address: citations of this article go without a link.');
    case 'date-differs-from-url':
      return vscode.l10n.t(
        'The address says {0}: relative dates are counted from {1}, which may be wrong.',
        longDate(expected ?? ''),
        longDate(date?.value ?? ''),
      );
    case 'title-missing':
      return vscode.l10n.t('No title: citations of this article go without one.');
  }
}

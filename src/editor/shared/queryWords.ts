import * as vscode from 'vscode';
import type { Completion } from '../../corpus/query/complete';
import type { QueryProblem } from '../../corpus/query/parse';
import type { Field } from '../../corpus/query/fields';

/** What is wrong with a search, and what to do. */
export function problemWords({ code, found, field = '', expected }: QueryProblem): string {
  const values = expected.join(', ');
  switch (code) {
    case 'unknown field':
      return vscode.l10n.t(
        'There is no “{0}:”. Use {1}, or put the words in quotation marks.',
        found,
        expected.map((each) => `${each}:`).join(' '),
      );
    case 'value missing':
      return expected.length
        ? vscode.l10n.t('“{0}:” has no value yet: {1}.', found, values)
        : vscode.l10n.t('“{0}:” has no value yet.', found);
    case 'unknown value':
      return vscode.l10n.t('“{0}:” knows no “{1}”. Use {2}.', field, found, values);
    case 'no date':
      return vscode.l10n.t('“{0}” is not a date. Write 2022, 2022-01 or 2022-01-08.', found);
    case 'quote not closed':
      return vscode.l10n.t('The quotation mark is not closed.');
  }
}

/** What a field searches for. */
export function fieldWords(field: Field): string {
  switch (field) {
    case 'actor':
      return vscode.l10n.t('who makes the claim');
    case 'kind':
      return vscode.l10n.t('direct, indirect or mixed speech');
    case 'type':
      return vscode.l10n.t('what the actor is: person, organisation, unnamed …');
    case 'verdict':
      return vscode.l10n.t('what people found the claim to be');
    case 'after':
      return vscode.l10n.t('published on that day or later: 2022, 2022-01, 2022-01-08');
    case 'before':
      return vscode.l10n.t('published earlier than that day');
    case 'date':
      return vscode.l10n.t('a date that stands in the claim: 2022, 2022-01, 2022-01-08');
    case 'publisher':
      return vscode.l10n.t('the host of the article’s URL');
    case 'in':
      return vscode.l10n.t('the article’s title or path');
  }
}

export function completionWords({ field, open }: Completion): string {
  return open ? fieldWords(field) : '';
}

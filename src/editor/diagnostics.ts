import * as vscode from 'vscode';
import type { HeaderProblem, Span } from '../analysis/analysis';
import { type ArticleView, rangeOf } from '../host/articles';
import type { Services } from '../host/services';
import { headerProblemWords } from './shared/headerWords';

/** A warning for each header line that is wrong: what is wrong, and what follows. */
export function registerDiagnostics({ articles }: Services): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('hearsay');
  return vscode.Disposable.from(
    collection,
    articles.onDidAnalyse((view) =>
      collection.set(
        view.uri,
        view.analysis.header.problems.map((problem) => diagnosticOf(view, problem)),
      ),
    ),
    articles.onDidClose((uri) => collection.delete(uri)),
  );
}

/** Where a problem shows that is not in the text. */
const START: Span = { start: 0, end: 0 };

function diagnosticOf(view: ArticleView, problem: HeaderProblem): vscode.Diagnostic {
  const message = headerProblemWords(problem, view.analysis.header);
  const diagnostic = new vscode.Diagnostic(
    rangeOf(view, problem.span ?? START),
    message,
    vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'Hearsay';
  diagnostic.code = problem.code;
  return diagnostic;
}

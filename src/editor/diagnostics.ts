import * as vscode from 'vscode';
import type { HeaderProblem } from '../analysis/analysis';
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

function diagnosticOf(view: ArticleView, problem: HeaderProblem): vscode.Diagnostic {
  const message = headerProblemWords(problem, view.analysis.header);
  const diagnostic = new vscode.Diagnostic(rangeOf(view, problem.span), message, vscode.DiagnosticSeverity.Warning);
  diagnostic.source = 'Hearsay';
  diagnostic.code = problem.code;
  return diagnostic;
}

import * as vscode from 'vscode';
import { ARTICLE, type ArticleView, isLong, rangeOf } from '../host/articles';
import type { Services } from '../host/services';
import { nextTurn } from '../host/slice';
import { type OutlineItem, type OutlineKind, outlineItems } from './shared/outlineItems';

const SYMBOL_KINDS: Readonly<Record<OutlineKind, vscode.SymbolKind>> = {
  title: vscode.SymbolKind.File,
  claim: vscode.SymbolKind.String,
  dates: vscode.SymbolKind.Array,
  date: vscode.SymbolKind.Number,
  unnamedSource: vscode.SymbolKind.Null,
  PERSON: vscode.SymbolKind.Object,
  ORG: vscode.SymbolKind.Class,
  GPE: vscode.SymbolKind.Namespace,
  LOC: vscode.SymbolKind.Namespace,
  FAC: vscode.SymbolKind.Namespace,
  NORP: vscode.SymbolKind.Interface,
  EVENT: vscode.SymbolKind.Event,
  LAW: vscode.SymbolKind.Constant,
  PRODUCT: vscode.SymbolKind.Field,
  WORK: vscode.SymbolKind.Field,
  OTHER: vscode.SymbolKind.Key,
};

/** Outline and breadcrumbs: title, actors with their claims, dates. */
export function registerOutline({ articles }: Services): vscode.Disposable {
  return vscode.languages.registerDocumentSymbolProvider(
    ARTICLE,
    {
      async provideDocumentSymbols(document, token) {
        const view = await articles.ofDocument(document, token);
        if (!view) return undefined;
        await articles.colours.shown(view);
        if (token.isCancellationRequested) return undefined;
        const items = outlineItems(view);
        if (isLong(document)) await nextTurn(); // VS Code makes a message of them at once
        return items.map((item) => symbolOf(view, item));
      },
    },
    { label: vscode.l10n.t('Claims') },
  );
}

function symbolOf(
  view: ArticleView,
  { name, detail, kind, span, reach, children }: OutlineItem,
): vscode.DocumentSymbol {
  const [whole, words] = [rangeOf(view, reach), rangeOf(view, span)];
  const symbol = new vscode.DocumentSymbol(name, detail, SYMBOL_KINDS[kind], whole, words);
  symbol.children = children.map((child) => symbolOf(view, child));
  return symbol;
}

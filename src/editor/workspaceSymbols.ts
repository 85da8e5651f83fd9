import * as vscode from 'vscode';
import type { EntityType } from '../analysis/analysis';
import type { CorpusIndex } from '../corpus/corpusIndex';
import type { CorpusEntity } from '../corpus/entityTable';
import type { Place } from '../corpus/digest';
import { fold } from '../corpus/fold';
import type { Services } from '../host/services';
import { rangeOfPlace } from './shared/corpusRows';
import { plainLabel } from './shared/labels';
import { joined } from './shared/rowWords';
import { articleCount, claimCount } from './shared/wording';

/** More are not looked through, one types on. */
const MOST = 200;

/** Go to Symbol in Workspace: everybody and everything that articles name, those who make claims first. */
export function registerWorkspaceSymbols({ corpus }: Services): vscode.Disposable {
  return vscode.languages.registerWorkspaceSymbolProvider({
    async provideWorkspaceSymbols(query, token) {
      await corpus.open();
      if (token.isCancellationRequested) return [];
      return symbols(corpus.index, query);
    },
  });
}

function symbols(index: CorpusIndex, query: string): vscode.SymbolInformation[] {
  const typed = fold(query.trim());
  const fitting: CorpusEntity[] = [];
  for (const entity of index.entities.called(typed)) if (entity.named) fitting.push(entity);
  const rank = ({ names }: CorpusEntity) => Number(!names.startsWith(typed));
  fitting.sort((a, b) => rank(a) - rank(b) || b.claims - a.claims || b.articles - a.articles || a.id - b.id);
  return fitting.slice(0, MOST).flatMap((entity) => {
    const { slot, index: at } = entity.postings.find(({ claims }) => claims > 0) ?? entity.postings[0];
    const article = index.at(slot);
    const places = (article && index.mentions(article)[at]) ?? [];
    // Where the full name stands, not the surname in the title before it.
    const isFull = ({ line, endLine, column, endColumn }: Place) =>
      line === endLine && endColumn - column === entity.name.length;
    const place = places.find(isFull) ?? places[0];
    if (!article || !place) return [];
    const container = joined(
      entity.claims ? claimCount(entity.claims) : undefined,
      entity.articles > 1 ? articleCount(entity.articles) : plainLabel(article.head.title ?? '', 60),
    );
    const location = new vscode.Location(vscode.Uri.parse(article.uri), rangeOfPlace(place));
    return [new vscode.SymbolInformation(plainLabel(entity.name), SYMBOL_KINDS[entity.type], container, location)];
  });
}

/** The nearest of the kinds that VS Code has icons for. */
const SYMBOL_KINDS: Readonly<Record<EntityType, vscode.SymbolKind>> = {
  PERSON: vscode.SymbolKind.Class,
  ORG: vscode.SymbolKind.Module,
  NORP: vscode.SymbolKind.Module,
  GPE: vscode.SymbolKind.Namespace,
  LOC: vscode.SymbolKind.Namespace,
  FAC: vscode.SymbolKind.Namespace,
  EVENT: vscode.SymbolKind.Event,
  LAW: vscode.SymbolKind.Constant,
  PRODUCT: vscode.SymbolKind.Constant,
  WORK: vscode.SymbolKind.Constant,
  OTHER: vscode.SymbolKind.Constant,
};

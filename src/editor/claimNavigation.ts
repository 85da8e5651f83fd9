import * as vscode from 'vscode';
import type { Claim } from '../analysis/analysis';
import { type ArticleView, isArticle, offsetOf, rangeOf } from '../host/articles';
import { notice } from '../host/notice';
import type { Services } from '../host/services';
import { COMMANDS, isClaimArgument } from './shared/commands';
import { neighbour, placeOf, sourceWords } from './shared/reading';
import { actorName, kindName } from './shared/wording';

/** Next and previous claim, in the article or by the same actor, around the ends. */
export function registerClaimNavigation(services: Services): vscode.Disposable {
  const register = (command: string, step: 1 | -1, sameActor: boolean) =>
    vscode.commands.registerCommand(command, async (argument?: unknown) => {
      const from = isClaimArgument(argument) ? await fromClaim(services, argument) : await fromCursor(services);
      if (!from) return;
      const { view, selected, claim } = from;
      const claims = sameActor
        ? view.analysis.claims.filter(({ actor }) => claim !== undefined && actor === claim.actor)
        : view.analysis.claims;
      const next = neighbour(claims, selected, step);
      if (next) await goTo(view, next, claims);
      else
        notice.status(
          sameActor ? vscode.l10n.t('There is no claim at the cursor.') : vscode.l10n.t('No claims in this article.'),
        );
    });
  return vscode.Disposable.from(
    register(COMMANDS.nextClaim, 1, false),
    register(COMMANDS.previousClaim, -1, false),
    register(COMMANDS.nextClaimOfActor, 1, true),
  );
}

/** Where the person comes from: what is selected, and the claim there. */
interface Origin {
  readonly view: ArticleView;
  readonly selected: { readonly start: number; readonly end: number };
  readonly claim: Claim | undefined;
}

async function fromClaim(
  { articles }: Services,
  argument: { article: string; claim: string },
): Promise<Origin | undefined> {
  const view = await articles.ofUri(vscode.Uri.parse(argument.article), 'editor');
  const claim = view.lookup.claim(argument.claim);
  const selected = claim && placeOf(claim);
  return selected && { view, selected, claim };
}

async function fromCursor({ articles }: Services): Promise<Origin | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isArticle(editor.document)) return undefined;
  const view = await articles.ofDocument(editor.document);
  if (!view) return undefined;
  const selected = { start: offsetOf(view, editor.selection.start), end: offsetOf(view, editor.selection.end) };
  const exact = view.analysis.claims.find((claim) => {
    const place = placeOf(claim);
    return place?.start === selected.start && place.end === selected.end;
  });
  return { view, selected, claim: exact ?? view.lookup.claimAt(offsetOf(view, editor.selection.active)) };
}

async function goTo(view: ArticleView, claim: Claim, among: readonly Claim[]): Promise<void> {
  const place = placeOf(claim);
  if (!place) return;
  // The editor in front is not opened again: that would take the focus from what the person has gone on to meanwhile.
  const inFront = vscode.window.activeTextEditor;
  const isInFront = inFront?.document.uri.toString() === view.uri.toString();
  const editor = isInFront ? inFront : await vscode.window.showTextDocument(view.uri);
  const { start, end } = rangeOf(view, place);
  editor.selection = new vscode.Selection(start, end);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  const entity = claim.actor === null ? undefined : view.lookup.entity(claim.actor);
  const who = actorName(entity, sourceWords(view, claim));
  const how = [claim.how, kindName(claim.kind)].filter(Boolean).join(', ');
  notice.status(vscode.l10n.t('Claim {0} of {1}: {2} {3}', among.indexOf(claim) + 1, among.length, who, how));
}

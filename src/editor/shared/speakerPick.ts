import * as vscode from 'vscode';
import { notice } from '../../host/notice';
import type { ArticleView } from '../../host/articles';
import { claimsByActor, mentionedEntities } from '../../formats/claims';
import { entityReference } from '../../review/compose';
import type { EntityReference } from '../../review/review';
import { plainLabel } from './labels';
import { entityDescription, entityIcon } from './rowWords';

interface SpeakerItem extends vscode.QuickPickItem {
  /** Null for nobody. */
  readonly speaker?: EntityReference | null;
}

/** Who says it: one of the article's actors or others that it names, nobody, or somebody by name. Undefined: cancelled. */
export async function pickSpeaker(view: ArticleView, title: string): Promise<EntityReference | null | undefined> {
  const { text, analysis } = view;
  const actors = claimsByActor(analysis).flatMap(({ entity, claims }) =>
    entity ? [{ entity, claims: claims.length }] : [],
  );
  const others = mentionedEntities(analysis).map((entity) => ({ entity, claims: 0 }));
  const nobody: SpeakerItem = { label: vscode.l10n.t('Nobody is named'), iconPath: new vscode.ThemeIcon('circle-slash'), speaker: null }; // prettier-ignore
  const somebody: SpeakerItem = { label: vscode.l10n.t('Somebody else…'), iconPath: new vscode.ThemeIcon('add'), alwaysShow: true }; // prettier-ignore
  const items = [...actors, ...others].map(({ entity, claims }): SpeakerItem => ({
    label: plainLabel(entity.name),
    description: entityDescription(entity, claims),
    iconPath: entityIcon(entity),
    speaker: entityReference(text, entity),
  }));
  const chosen = await vscode.window.showQuickPick([...items, nobody, somebody], { title, matchOnDescription: true });
  if (chosen !== somebody) return chosen?.speaker;
  const name = (await notice.input({ title, prompt: vscode.l10n.t('The name of who says it') }))?.trim();
  return name ? { name, type: 'PERSON', named: true, anchor: null } : undefined;
}

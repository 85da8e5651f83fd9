import * as vscode from 'vscode';
import type { Claim, Entity, EntityType, Header, MentionKind } from '../../analysis/analysis';
import { publisherOf } from '../../analysis/article/address';
import { plainLabel } from './labels';
import { actorKind, claimCount, mentionCount, quoted, shortDate, speaksForLine, typeName } from './wording';

// Words and icons of the rows in the sidebar and the pickers: labels are the article's words, descriptions are ours.

/** How much of a claim a row holds, in UTF-16 units: so little that what is said of it is seen too. */
const LONGEST_CLAIM = 60;

/** `“We are willing to explore …”` for direct speech; the bare words for what the article says in its own. */
export function claimLabel({ text, kind }: Pick<Claim, 'text' | 'kind'>, longest = LONGEST_CLAIM): string {
  return plainLabel(kind === 'direct' ? quoted(text, longest) : text, longest + 2);
}

/** `Russian President · 1 claim`, `unnamed · 9 claims`, `state · 1 claim`, `speaks for ... Russia · 1 claim`, `4 mentions`. */
export function entityDescription(entity: Entity, claims: number): string {
  return joined(
    claims ? actorWords(entity) : entity.named ? plainLabel(entity.role ?? '', 60) : actorKind(entity),
    claims ? claimCount(claims) : mentionCount(entity.mentions.length),
  );
}

function actorWords(entity: Entity): string {
  if (entity.named && entity.role) return plainLabel(entity.role, 60);
  return entity.speaksFor ? speaksForLine(entity.speaksFor) : actorKind(entity);
}

/** What is read out: `senior U.S. official, unnamed source, 9 claims`, `Moscow, place, speaks for ... Russia, 1 claim`. */
export function spokenEntity(entity: Entity, claims: number): string {
  const { name, named, role, mentions } = entity;
  const kind = typeName(entity).toLocaleLowerCase();
  const speaks = claims > 0 && entity.speaksFor && speaksForLine(entity.speaksFor);
  return [name, kind, named && role, speaks, claims ? claimCount(claims) : mentionCount(mentions.length)]
    .filter(Boolean)
    .join(', ');
}

export function entityIcon({ type, named }: Pick<Entity, 'type' | 'named'>): vscode.ThemeIcon {
  return new vscode.ThemeIcon(named ? TYPE_ICONS[type] : 'question');
}

const TYPE_ICONS: Readonly<Record<EntityType, string>> = {
  PERSON: 'person',
  ORG: 'organization',
  GPE: 'globe',
  LOC: 'location',
  FAC: 'home',
  NORP: 'organization',
  EVENT: 'milestone',
  LAW: 'law',
  PRODUCT: 'package',
  WORK: 'book',
  OTHER: 'tag',
};

export function claimIcon({ kind }: Pick<Claim, 'kind'>): vscode.ThemeIcon {
  return new vscode.ThemeIcon(kind === 'indirect' ? 'comment' : 'quote');
}

/** How a mention refers, where that is not by name. */
export function mentionKindName(kind: MentionKind): string | undefined {
  switch (kind) {
    case 'name':
      return undefined;
    case 'nominal':
      return vscode.l10n.t('by description');
    case 'pronoun':
      return vscode.l10n.t('by pronoun');
  }
}

/** The title, or else the file's name. */
export function articleLabel({ title }: Header, uri: vscode.Uri): string {
  return plainLabel(title?.value ?? '') || plainLabel(uri.path.slice(uri.path.lastIndexOf('/') + 1));
}

/** `8 Jan 2022 · wdsm710.com` */
export function articleDescription({ date, url }: Header): string {
  return joined(date && shortDate(date.value), plainLabel((url && publisherOf(url.value)) ?? ''));
}

export function joined(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}

import * as vscode from 'vscode';
import { once } from '../../util/once';
import type { AttributionKind, Claim, Entity, EntityType, HeaderField, WorldFact } from '../../analysis/analysis';
import { onOneLine, withoutQuotes } from '../../formats/words';
import { shortened } from '../../host/plainText';

/** The words that surfaces share, so that the same thing is called the same everywhere. */

export function claimCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 claim') : vscode.l10n.t('{0} claims', count);
}

export function articleCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 article') : vscode.l10n.t('{0} articles', count);
}

export function actorCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 actor') : vscode.l10n.t('{0} actors', count);
}

export function mentionCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 mention') : vscode.l10n.t('{0} mentions', count);
}

/** "Person", "State or city"; for somebody who is a source without a name "Unnamed source". */
export function typeName({ type, named }: Pick<Entity, 'type' | 'named'>, isSource = true): string {
  return isSource && !named ? vscode.l10n.t('Unnamed source') : nameOfType(type);
}

function nameOfType(type: EntityType): string {
  switch (type) {
    case 'PERSON':
      return vscode.l10n.t('Person');
    case 'ORG':
      return vscode.l10n.t('Organisation');
    case 'GPE':
      return vscode.l10n.t('State or city');
    case 'LOC':
      return vscode.l10n.t('Place');
    case 'FAC':
      return vscode.l10n.t('Building or site');
    case 'NORP':
      return vscode.l10n.t('Group');
    case 'EVENT':
      return vscode.l10n.t('Event');
    case 'LAW':
      return vscode.l10n.t('Law or treaty');
    case 'PRODUCT':
      return vscode.l10n.t('Product');
    case 'WORK':
      return vscode.l10n.t('Work');
    case 'OTHER':
      return vscode.l10n.t('Other');
  }
}

/** `State (RU), capital Moscow`, `Capital of Russia`: what is known of a well-known entity. */
export function factLine(fact: WorldFact): string {
  switch (fact.kind) {
    case 'state':
      return [
        fact.region
          ? vscode.l10n.t('State in {0} ({1})', fact.region, fact.code)
          : vscode.l10n.t('State ({0})', fact.code),
        fact.capital && vscode.l10n.t('capital {0}', fact.capital),
      ]
        .filter(Boolean)
        .join(', ');
    case 'capital':
      return vscode.l10n.t('Capital of {0}', fact.state);
    case 'people':
      return vscode.l10n.t('Of {0}', fact.state);
    case 'organisation':
      return fact.fullName;
  }
}

/** `speaks for the government of Russia`: a claim of Moscow's. */
export function speaksForLine(state: string): string {
  return vscode.l10n.t('speaks for the government of {0}', state);
}

/** What kind of actor: "unnamed", "state", "organisation", "person"... in small letters. */
export function actorKind({ type, named, fact }: Pick<Entity, 'type' | 'named' | 'fact'>): string {
  if (!named) return vscode.l10n.t('unnamed');
  if (fact?.kind === 'state') return vscode.l10n.t('state');
  return nameOfType(type).toLocaleLowerCase();
}

/** "direct": in the speaker's own words; "indirect": in the article's; "partly direct": some of each. */
export function kindName(kind: AttributionKind): string {
  switch (kind) {
    case 'direct':
      return vscode.l10n.t('direct');
    case 'indirect':
      return vscode.l10n.t('indirect');
    case 'mixed':
      return vscode.l10n.t('partly direct');
  }
}

/** The name of a claim's actor; when there is none, the article's words for the source, or that there is none. */
export function actorName(entity: Pick<Entity, 'name'> | undefined, sourceWords = ''): string {
  return entity?.name ?? (sourceWords || vscode.l10n.t('no source named'));
}

/** "said · direct · line 9" */
export function claimDescription(claim: Pick<Claim, 'how' | 'kind'>, line: number): string {
  return [claim.how, kindName(claim.kind), lineName(line)].filter(Boolean).join(' · ');
}

/** "line 4"; the line is counted from 0, as in `vscode.Position`. */
export function lineName(line: number): string {
  return vscode.l10n.t('line {0}', line + 1);
}

/** The header's title, or that there is none. */
export function titleName(title: HeaderField | undefined): string {
  return title?.value ?? vscode.l10n.t('Untitled article');
}

/** `“there are some areas that …”`: the article's words, as they stand, in quotation marks of ours. */
export function quoted(text: string, longest = Infinity): string {
  return `“${shortened(withoutQuotes(onOneLine(text)), longest)}”`;
}

// --- dates -----------------------------------------------------------------------------------------------------------

/** An ISO day, `2022-01-08`, as "8 January 2022"; anything else stays as it is. */
export function longDate(day: string): string {
  const date = utcDate(day);
  return date ? vscode.l10n.t('{0} {1} {2}', date.getUTCDate(), datePart(date, { month: 'long' }), year(date)) : day;
}

/** An ISO day as "8 Jan 2022". */
export function shortDate(day: string): string {
  const date = utcDate(day);
  return date ? vscode.l10n.t('{0} {1} {2}', date.getUTCDate(), datePart(date, { month: 'short' }), year(date)) : day;
}

/** An ISO day as "Saturday, 8 January 2022". */
export function weekdayDate(day: string): string {
  const date = utcDate(day);
  return date ? vscode.l10n.t('{0}, {1}', datePart(date, { weekday: 'long' }), longDate(day)) : day;
}

/** Midnight UTC of an ISO day; undefined for anything else. */
export function utcDate(day: string): Date | undefined {
  const date = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}

function year(date: Date): string {
  return String(date.getUTCFullYear());
}

/** Each takes a millisecond to make. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** A date's month or weekday by name. */
export function datePart(date: Date, options: Pick<Intl.DateTimeFormatOptions, 'month' | 'weekday'>): string {
  const key = `${locale()} ${options.month ?? ''} ${options.weekday ?? ''}`;
  let format = FORMATS.get(key);
  if (!format) FORMATS.set(key, (format = new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' })));
  return format.format(date);
}

/** The language that our words are in: the window's when there is a translation, else English. */
export const locale = once(() => (vscode.l10n.bundle ? vscode.env.language : 'en-GB'));

import * as vscode from 'vscode';
import type { TimeExpression } from '../../analysis/analysis';
import { type Description, type Precision, describe, describeInWords } from '../../analysis/dates/describe';
import { markdownText } from '../../formats/markdown';
import { type Reading, wordsOf } from './reading';
import { quoted, weekdayDate } from './wording';

/** Which day or period it is, how far from publication, the article's words for it and its TIMEX3 value. */
export function dateCard(view: Reading, date: TimeExpression): string {
  const published = view.analysis.header.date?.value;
  const meaning = describe(date.value, published);
  const value = [quoted(wordsOf(view, date)), date.value, date.mod?.toLowerCase()].filter(Boolean).join(' · ');
  return [
    meaning && `**${markdownText(headline(meaning))}**`,
    meaning && remark(meaning, date, published !== undefined),
    markdownText(value),
  ]
    .filter(Boolean)
    .join('  \n');
}

function headline(meaning: Description): string {
  const isDay = meaning.kind === 'point' && meaning.precision === 'day';
  const words = isDay ? weekdayDate(meaning.from) : describeInWords(meaning);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function remark(meaning: Description, { type }: TimeExpression, isPublished: boolean): string | undefined {
  if (type === 'SET') return vscode.l10n.t('again and again');
  switch (meaning.kind) {
    case 'point':
      return meaning.distance === undefined ? undefined : distanceWords(meaning.distance, meaning.precision);
    case 'duration':
      return vscode.l10n.t('a length of time');
    case 'reference':
      return undefined;
    case 'open':
      return isPublished ? undefined : vscode.l10n.t('not resolved: the article has no date');
  }
}

const EXACT_TO_THE_DAY: readonly Precision[] = ['time', 'partOfDay', 'day'];

/** "2 days after publication", "about 34 years before publication": as fine as one still can picture. */
export function distanceWords(days: number, precision: Precision): string {
  if (days === 0) {
    return EXACT_TO_THE_DAY.includes(precision)
      ? vscode.l10n.t('on the day of publication')
      : vscode.l10n.t('the day of publication lies in it');
  }
  const count = Math.abs(days);
  const time = lengthWords(count);
  return days > 0 ? vscode.l10n.t('{0} after publication', time) : vscode.l10n.t('{0} before publication', time);
}

const DAYS_OF_MONTH = 30.44;
const DAYS_OF_YEAR = 365.25;

function lengthWords(days: number): string {
  if (days === 1) return vscode.l10n.t('1 day');
  if (days < 14) return vscode.l10n.t('{0} days', days);
  if (days < 2 * DAYS_OF_MONTH) return vscode.l10n.t('about {0} weeks', Math.round(days / 7));
  if (days < 2 * DAYS_OF_YEAR) return vscode.l10n.t('about {0} months', Math.round(days / DAYS_OF_MONTH));
  return vscode.l10n.t('about {0} years', Math.round(days / DAYS_OF_YEAR));
}

import * as vscode from 'vscode';
import type { DateRange, TimeExpression } from '../../analysis/analysis';
import { dayOfIso } from '../../analysis/dates/calendar';
import { type Description, describe } from '../../analysis/dates/describe';
import { markdownText } from '../../formats/markdown';
import { distanceWords, fullMeaning, lengthWords } from './dateWords';
import { type Reading, wordsOf } from './reading';
import { quoted } from './wording';

/**
 * Which day or period it is, how far from publication, the article's words for it and its TIMEX3 value; for one that
 * begins or ends a range, all this of the range.
 */
export function dateCard(view: Reading, date: TimeExpression): string {
  const published = view.analysis.header.date?.value;
  const { range } = date;
  const headline = fullMeaning(date);
  return [
    headline && `**${markdownText(headline.charAt(0).toUpperCase() + headline.slice(1))}**`,
    range ? rangeRemark(range, published) : remark(date, published),
    markdownText([quoted(wordsOf(view, range ?? date)), range ? `${range.from}/${range.to}` : date.value].join(' · ')),
  ]
    .filter(Boolean)
    .join('  \n');
}

function remark({ value, type, fiscal }: TimeExpression, published: string | undefined): string | undefined {
  const meaning = describe(value, published);
  if (!meaning || type === 'SET') return undefined;
  if (fiscal) return vscode.l10n.t('its months are not those of the calendar year');
  switch (meaning.kind) {
    case 'point':
      return meaning.distance === undefined ? undefined : distanceWords(meaning.distance, meaning.precision);
    case 'duration':
      return vscode.l10n.t('a length of time');
    case 'reference':
      return undefined;
    case 'open':
      return published === undefined ? vscode.l10n.t('not resolved: the article has no date') : undefined;
  }
}

/** "3 days · 2 days after publication". */
function rangeRemark({ from, to }: DateRange, published: string | undefined): string {
  const [first, last] = [describe(from, published), describe(to, published)];
  if (!isPoint(first) || !isPoint(last)) return '';
  const [begin, end] = [dayOfIso(first.from), dayOfIso(last.to)];
  const days = begin !== undefined && end !== undefined && end >= begin ? end - begin + 1 : undefined;
  return [days && lengthWords(days), distance(first.distance, last.distance)].filter(Boolean).join(' · ');
}

/** How far a range is, from how far its begin and its end are. */
function distance(begin: number | undefined, end: number | undefined): string | undefined {
  if (begin === undefined || end === undefined) return undefined;
  return distanceWords(begin > 0 ? begin : end < 0 ? end : 0, 'range');
}

function isPoint(meaning: Description | undefined): meaning is Description & { kind: 'point' } {
  return meaning?.kind === 'point';
}

import type { Analysis, Claim, Entity, TimeExpression } from '../analysis/analysis';
import { publisherOf } from '../analysis/article/address';
import { LineIndex } from '../util/lines';
import { claimsByActor, mentionedEntities, speakerOf } from './claims';
import { counted, onOneLine, quoted, writtenDateWithWeekday } from './words';

/** Columns of a page: fits a terminal of 80 and a printed sheet. */
const WIDTH = 78;

/**
 * An article as a page for reading: title, date, publisher; who claims what, most claims first; the dates. `name` stands
 * for the title when there is none.
 */
export function articlePage(name: string, text: string, analysis: Analysis): string {
  const lines = new LineIndex(text);
  const lineOf = (offset: number) => `line ${lines.positionAt(offset).line + 1}`;
  return [
    heading(name, analysis),
    ...claimsByActor(analysis).map(({ entity, claims }) => actorSection(entity, claims, text, analysis, lineOf)),
    ...mentionedSection(analysis),
    ...datesSection(text, analysis, lineOf),
  ]
    .map((section) => `${section.join('\n')}\n`)
    .join('\n');
}

type LineOf = (offset: number) => string;

function heading(name: string, { header }: Analysis): string[] {
  const date = header.date && (writtenDateWithWeekday(header.date.value) ?? header.date.value);
  const url = header.url && onOneLine(header.url.value);
  const about = [date, url && publisherOf(url)].filter(Boolean).join(' · ');
  return [...wrapped(onOneLine(header.title?.value ?? name)), ...(about ? [about] : []), ...(url ? [url] : [])];
}

function actorSection(
  actor: Entity | undefined,
  claims: readonly Claim[],
  text: string,
  { entities }: Analysis,
  lineOf: LineOf,
): string[] {
  const about = actor && (actor.named ? actor.role : 'unnamed');
  const title = [actor ? actor.name : 'No actor named', about, counted(claims.length, 'claim')];
  return [
    ...wrapped(onOneLine(title.filter(Boolean).join(' · '))),
    ...claims.flatMap((claim) => {
      const words = onOneLine(claim.text);
      const speaker = actor ? '' : speakerOf(claim, text, entities);
      const [first] = claim.attribution.content;
      const how = [speaker, onOneLine(claim.how), claim.kind, first && lineOf(first.start)].filter(Boolean).join(' · ');
      return [...wrapped(claim.kind === 'direct' ? quoted(words) : words, '  '), ...wrapped(how, '      ')];
    }),
  ];
}

/** Who and what is named and says nothing. */
function mentionedSection(analysis: Analysis): string[][] {
  const names = mentionedEntities(analysis).map(({ name }) => onOneLine(name));
  return names.length ? [['Mentioned', ...wrapped(names.join(', '), '  ')]] : [];
}

function datesSection(text: string, { dates }: Analysis, lineOf: LineOf): string[][] {
  if (!dates.length) return [];
  const width = Math.max(...dates.map(({ value }) => value.length));
  return [['Dates', ...dates.map((date) => dateLine(date, text, width, lineOf))]];
}

/** `  2022-01-10  “Monday” · Monday, 10 January 2022 · line 11` */
function dateLine(date: TimeExpression, text: string, width: number, lineOf: LineOf): string {
  const words = quoted(onOneLine(text.slice(date.start, date.end)));
  const parts = [words, writtenDateWithWeekday(date.value), lineOf(date.start)].filter(Boolean);
  return `  ${date.value.padEnd(width)}  ${parts.join(' · ')}`;
}

/** Words broken to the page's width, every line behind the indent; a word that is longer has a line of its own. */
function wrapped(words: string, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(' ')) {
    if (line && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return [...lines, indent + line];
}

import assert from 'node:assert/strict';
import type { Paragraph, TimeExpression } from '../../../../src/analysis/analysis';
import { articleStep } from '../../../../src/analysis/article/step';
import { dayOfIso } from '../../../../src/analysis/dates/calendar';
import { findCandidates } from '../../../../src/analysis/dates/candidates';
import { datesStep, findDates } from '../../../../src/analysis/dates/dates';
import type { Parser } from '../../../../src/analysis/dates/parser';
import { resolve } from '../../../../src/analysis/dates/resolve';
import { directionOf } from '../../../../src/analysis/dates/tense';
import { type Words, wordsByParagraph } from '../../../../src/analysis/dates/words';
import type { Models } from '../../../../src/analysis/models';
import type { Facts } from '../../../../src/analysis/step';
import { textStep } from '../../../../src/analysis/text/textStep';
import { testModels } from '../../../support/models';

/** The day of publication in the cases: the Saturday of the seed article. */
export const PUBLISHED = '2022-01-08';

/** What the dates step is given of running text; each line is a paragraph. */
export function factsOf(text: string, models: Models, published: string | undefined = PUBLISHED): Facts {
  const paragraphs: Paragraph[] = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    paragraphs.push({ start: match.index, end: match.index + match[0].length, textStart: match.index, role: 'body' });
  }
  const header = { date: published ? { value: published } : undefined, problems: [] };
  const facts = { text, paragraphs, models, header } as unknown as Facts;
  return { ...facts, ...textStep.run(facts) };
}

/** The dates of an article file, header and all, by the steps up to this one. */
export function datesOfArticle(text: string, models: Models): readonly TimeExpression[] {
  let facts = { text, models, given: {}, form: 'article' } as unknown as Facts;
  for (const { run } of [articleStep, textStep, datesStep]) facts = { ...facts, ...run(facts) };
  return facts.dates;
}

/** The text without the brackets that mark what is expected: "on [Monday|2022-01-10]" is "on Monday". */
export function plain(marked: string): string {
  return marked.replace(/\[([^|\]]*)\|[^\]]*\]/g, '$1');
}

/** The text with brackets around what was found. */
export function marked(text: string, found: readonly TimeExpression[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, type, value, mod } of found) {
    const set = type === 'SET' ? 'SET ' : '';
    result += `${text.slice(at, start)}[${text.slice(start, end)}|${set}${value}${mod ? ` ${mod}` : ''}]`;
    at = end;
  }
  return result + text.slice(at);
}

/** One test a line: the marked text is what all parsers and refiners together must find. */
export function datesCases(lines: readonly string[], published?: string): void {
  for (const line of lines) {
    it(line, async () => {
      const text = plain(line);
      assert.equal(marked(text, findDates(factsOf(text, await testModels(), published))), line);
    });
  }
}

/** One test a line: the marked text is what one parser alone must find. */
export function parserCases(parser: Parser, lines: readonly string[], published = PUBLISHED): void {
  for (const line of lines) {
    it(line, async () => {
      const text = plain(line);
      const [words] = wordsByParagraph(factsOf(text, await testModels(), published));
      assert.equal(marked(text, foundBy(parser, words, published)), line);
    });
  }
}

function foundBy(parser: Parser, words: Words, published: string): TimeExpression[] {
  const timeline = { publication: dayOfIso(published) };
  return findCandidates(words, [parser]).map((candidate) => ({
    start: words.start[candidate.from],
    end: words.end[candidate.to - 1],
    type: candidate.type,
    value: resolve(candidate.meaning, timeline, directionOf(words, candidate)).value,
    mod: candidate.mod,
  }));
}

/** Days on which clocks are put forward or back somewhere, one that Apia never had, and ends of years. */
const SPECIAL_DAYS = ['2022-03-13', '2022-11-06', '2022-03-27', '2022-10-30', '2011-12-30', '2000-02-29', '2021-12-31'];

const OF_EVERY_KIND = [
  'They met on Monday, yesterday, last week, three weeks ago, on Jan. 8 and at 11:30 p.m. EST on Friday.',
  "They will meet tomorrow at midnight, next month, in two weeks, from Friday to Sunday and on New Year's Eve.",
  'It ran from 10 p.m. to 2 a.m. on Sunday, over the weekend, at Easter 2019, at 0030 GMT and in the first quarter.',
];

/** The dates of these texts, published on each of those days: the same in every time zone. */
export function datesInZone(models: Models): string[] {
  return SPECIAL_DAYS.flatMap((day) =>
    OF_EVERY_KIND.map((text) => `${day} ${marked(text, findDates(factsOf(text, models, day)))}`),
  );
}

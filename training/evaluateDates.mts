/**
 * Time expressions against TIMEX3 gold: strict and relaxed spans, types and values among the relaxed matches, as
 * TempEval-3 counts them. `npx tsx training/evaluateDates.mts [--errors] [CORPUS...]` prints one line a corpus; with
 * --errors also every expression missed, found in excess or given another value. With --peer the share of the cases of
 * microsoft/Recognizers-Text whose span is found, by file. With --chrono chrono-node in our place.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Paragraph, TimeExpression } from '../src/analysis/analysis';
import { findDates } from '../src/analysis/dates/dates';
import { loadModels, type Models } from '../src/analysis/models';
import { textStep } from '../src/analysis/text/textStep';
import type { Facts } from '../src/analysis/step';
import { chronoDates } from './chronoDates.mjs';
import { corpusFolder, type GoldRecord, modelFile, readGold } from './corpora.mjs';

interface DatesRecord extends GoldRecord {
  readonly date?: string;
  readonly dates?: readonly (TimeExpression & { readonly value: string })[];
}

export const DATE_CORPORA = ['dates/timebank', 'dates/aquaint', 'entities/meantime', 'dates/recognizers-gold'];

/** The time expressions of running text: each line is a paragraph. */
export function datesOfText(text: string, date: string | undefined, models: Models): TimeExpression[] {
  const paragraphs: Paragraph[] = [];
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    paragraphs.push({ start: match.index, end: match.index + match[0].length, textStart: match.index, role: 'body' });
  }
  const facts = {
    text,
    paragraphs,
    models,
    header: { date: date ? { value: date } : undefined, problems: [] },
  } as unknown as Facts;
  return findDates({ ...facts, ...textStep.run(facts) });
}

const GROUPS = [['dates/timebank', 'dates/aquaint'], ...DATE_CORPORA.map((corpus) => [corpus])];

interface Counts {
  strict: number;
  relaxed: number;
  type: number;
  value: number;
  predicted: number;
  gold: number;
}

const empty = (): Counts => ({ strict: 0, relaxed: 0, type: 0, value: 0, predicted: 0, gold: 0 });

function f1(correct: number, { predicted, gold }: Counts): number {
  return predicted + gold === 0 ? 100 : Math.round((20_000 * correct) / (predicted + gold)) / 100;
}

export function scoresOf(counts: Counts): Record<string, number> {
  return {
    strict: f1(counts.strict, counts),
    relaxed: f1(counts.relaxed, counts),
    type: f1(counts.type, counts),
    value: f1(counts.value, counts),
    precision: Math.round((10_000 * counts.relaxed) / Math.max(1, counts.predicted)) / 100,
    recall: Math.round((10_000 * counts.relaxed) / Math.max(1, counts.gold)) / 100,
  };
}

/** Counts one text's expressions; each gold expression is matched once, by the one that overlaps it most. */
function countText(
  gold: readonly TimeExpression[],
  predicted: readonly TimeExpression[],
  counts: Counts,
  report: (kind: string, expression: TimeExpression, other?: TimeExpression) => void,
): void {
  const used = new Set<TimeExpression>();
  counts.gold += gold.length;
  counts.predicted += predicted.length;
  for (const found of predicted) {
    let best: TimeExpression | undefined;
    let most = 0;
    for (const expected of gold) {
      const overlap = Math.min(found.end, expected.end) - Math.max(found.start, expected.start);
      if (!used.has(expected) && overlap > most) [best, most] = [expected, overlap];
    }
    if (!best) {
      report('EXCESS', found);
      continue;
    }
    used.add(best);
    counts.relaxed++;
    const strict = found.start === best.start && found.end === best.end;
    if (strict) counts.strict++;
    else report('SPAN', found, best);
    if (found.type === best.type) counts.type++;
    if (found.value === best.value) counts.value++;
    else report('VALUE', found, best);
  }
  for (const expected of gold) if (!used.has(expected)) report('MISSED', expected);
}

type Reader = (text: string, date: string | undefined) => TimeExpression[];

export function evaluateCorpus(corpus: string, read: Reader, counts: Counts, report?: (line: string) => void): void {
  for (const { text, record } of readGold<DatesRecord>(corpusFolder(...corpus.split('/')))) {
    const gold = (record.dates ?? []).filter(({ value }) => value);
    const show = ({ start, end }: TimeExpression): string =>
      `${text.slice(Math.max(0, start - 60), start)}[${text.slice(start, end)}]${text.slice(end, end + 40)}`.replace(
        /\s+/g,
        ' ',
      );
    countText(gold, read(text, record.date), counts, (kind, found, expected) =>
      report?.(
        `${kind}\t${found.value}${expected ? `\tgold ${expected.value} [${text.slice(expected.start, expected.end)}]` : ''}\t${show(found)}\t${record.file} ${record.date ?? ''}`,
      ),
    );
  }
}

/** Scores of each corpus by name, and of timebank and aquaint together. */
export function dateScores(models: Models): Record<string, Record<string, number>> {
  return Object.fromEntries(
    GROUPS.map((group) => {
      const counts = empty();
      for (const corpus of group) evaluateCorpus(corpus, (text, date) => datesOfText(text, date, models), counts);
      return [group.join('+'), scoresOf(counts)];
    }),
  );
}

// --- a peer's cases ------------------------------------------------------------------------------------------------------

interface PeerCase {
  readonly Input: string;
  readonly Results: readonly { readonly Text: string; readonly Start?: number }[];
}

/** Files of behaviours that only an assistant's dialogue has, and of time zones alone. */
const DIALOGUE = /TimeZone|TasksMode|ExperimentalMode|CalendarMode|ComplexCalendar|ExtendedTypes|SplitDateAndTime/;

/**
 * Could a news text hold the expression? Not figures or number words alone ("15", "eight forty"), not a typist's short
 * forms ("3h", "9p", "oct/2", "next week mon"), not capitals only ("12:30 PM ON FRI").
 */
export function isOfNews(expression: string): boolean {
  const words = expression.split(/[\s,]+/);
  if (!/[a-z]{3}/i.test(expression) && !/\d{4}|\d:\d/.test(expression)) return false;
  if (words.every((word) => NUMBER_WORD.test(word))) return false;
  if (/\b\d+[a-z]?[hpdymw]\b|[a-z]\/\d|\d\/[a-z]|\b(?:mon|tue|wed|thu|thurs|fri|sat|tmrw|eod|otd)\b/i.test(expression))
    return false;
  return expression !== expression.toUpperCase() || !/[A-Z]/.test(expression);
}

const NUMBER_WORD =
  /^(?:[\d.:/-]+|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|half|past|to|at|about|and|a|quarter|the|(?:\d+|fif|thir|seven|twen)t(?:h|eenth|ieth|y-.*))-?)+$/i;

function peerShares(models: Models, show: (line: string) => void): void {
  const folder = corpusFolder('dates', 'recognizers-text');
  const all = { found: 0, total: 0 };
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !DIALOGUE.test(name))
    .sort()) {
    const cases = JSON.parse(readFileSync(path.join(folder, file), 'utf8').replace(/^\uFEFF/, '')) as PeerCase[];
    let found = 0;
    let total = 0;
    for (const { Input: text, Results: results } of cases) {
      const dates = results.length ? datesOfText(text, '2016-11-07', models) : [];
      for (const { Text: expression, Start: start = text.toLowerCase().indexOf(expression.toLowerCase()) } of results) {
        if (!isOfNews(expression)) continue;
        total++;
        const end = start + expression.length;
        if (dates.some((date) => date.start < end && date.end > start)) found++;
        else show(`MISSED\t${expression}\t${text}`);
      }
    }
    all.found += found;
    all.total += total;
    console.log(
      file.padEnd(36),
      `${found} of ${total}`.padStart(12),
      `${Math.round((1000 * found) / Math.max(1, total)) / 10} %`,
    );
  }
  console.log(
    'all'.padEnd(36),
    `${all.found} of ${all.total}`.padStart(12),
    `${Math.round((1000 * all.found) / all.total) / 10} %`,
  );
}

if (process.argv[1] === import.meta.filename) {
  const models = await loadModels((file) => Promise.resolve(readFileSync(modelFile(file))));
  const options = process.argv.slice(2);
  const errors = options.includes('--errors');
  if (options.includes('--peer')) {
    peerShares(models, errors ? (line) => console.log(line) : () => undefined);
    process.exit();
  }
  const chosen = options.filter((option) => !option.startsWith('--'));
  const read: Reader = options.includes('--chrono') ? chronoDates : (text, date) => datesOfText(text, date, models);
  const groups = chosen.length ? chosen.map((corpus) => [corpus]) : GROUPS;
  for (const group of groups) {
    const counts = empty();
    for (const corpus of group) evaluateCorpus(corpus, read, counts, errors ? (line) => console.log(line) : undefined);
    console.log(group.join('+').padEnd(32), JSON.stringify(scoresOf(counts)));
  }
}

/**
 * Would learned classifiers do better than the rules of `src/analysis/dates`? Two logistic regressions, cross-validated by
 * article on TimeBank, AQUAINT and MEANTIME, against the rules on the same cases:
 *
 * - direction: does a date that could lie either way ("Monday", "in May") lie before or behind publication?
 * - ambiguous: is "may", "march", "second", "fall", "spring" or a four-digit number part of a time expression?
 *
 * `npx tsx training/dateClassifiers.mts` prints both figures of both; `models/dates.md` says what came of them.
 */
import { readFileSync } from 'node:fs';
import type { Paragraph, TimeExpression } from '../src/analysis/analysis';
import { dayOfIso } from '../src/analysis/dates/calendar';
import { findDates, refinedCandidates } from '../src/analysis/dates/dates';
import type { Candidate } from '../src/analysis/dates/parser';
import { advance, resolve, type Timeline } from '../src/analysis/dates/resolve';
import { directionOf } from '../src/analysis/dates/tense';
import { type Words, wordsByParagraph } from '../src/analysis/dates/words';
import { loadModels, type Models } from '../src/analysis/models';
import type { Facts } from '../src/analysis/step';
import { isVerb, TAGS } from '../src/analysis/text/tags';
import { textStep } from '../src/analysis/text/textStep';
import { corpusFolder, type GoldRecord, modelFile, readGold } from './corpora.mjs';

interface DatesRecord extends GoldRecord {
  readonly date?: string;
  readonly dates?: readonly TimeExpression[];
}

/** A decision: what is known of it, what is right, and what the rules say. */
interface Case {
  readonly article: string;
  readonly features: readonly string[];
  readonly label: boolean;
  readonly rule: boolean;
}

// --- the cases -----------------------------------------------------------------------------------------------------------

function directionCases(article: string, words: Words, candidate: Candidate, timeline: Timeline, gold: string): Case[] {
  const { meaning } = candidate;
  if (meaning.kind !== 'point' || meaning.year !== undefined || meaning.shift || meaning.which !== undefined) return [];
  const [past, future] = (['past', 'future'] as const).map((way) => resolve(meaning, timeline, way).value);
  if (past === future || (gold !== past && gold !== future)) return [];
  const direction = directionOf(words, candidate);
  const rule = resolve(meaning, timeline, direction).value === future;
  const { from, to } = candidate;
  const kind = meaning.weekday !== undefined ? 'weekday' : meaning.day !== undefined ? 'day' : 'month';
  const features = [
    `rule=${direction}`,
    `rule&kind=${direction},${kind}`,
    `kind=${kind}`,
    ...around(words, from, to),
    ...nearestVerbs(words, from, to),
  ];
  return [{ article, features, label: gold === future, rule }];
}

/** The verbs to the left and right within the sentence, with their tags and what goes before them. */
function nearestVerbs({ lower, tag, sentence, count }: Words, from: number, to: number): string[] {
  const found: string[] = [];
  for (const [side, start, step] of [
    ['left', from - 1, -1],
    ['right', to, 1],
  ] as const) {
    let seen = 0;
    for (let i = start; i >= 0 && i < count && sentence[i] === sentence[from] && seen < 2; i += step) {
      const isModal = TAGS[tag[i]] === 'MD';
      if (!isVerb(tag[i]) && !isModal) continue;
      seen++;
      found.push(
        `${side}${seen}=${TAGS[tag[i]]}`,
        `${side}${seen}=${lower[i]}`,
        `${side}${seen}=${lower[i - 1]} ${TAGS[tag[i]]}`,
      );
    }
  }
  return found;
}

function around({ lower, tag, sentence, hyphen }: Words, from: number, to: number): string[] {
  const own = sentence[from];
  const at = (i: number) => (sentence[i] === own ? lower[i] : '#');
  const tagAt = (i: number) => (sentence[i] === own ? TAGS[tag[i]] : '#');
  return [
    `-1=${at(from - 1)}`,
    `-2=${at(from - 2)} ${at(from - 1)}`,
    `+1=${at(to)}`,
    `+2=${at(to)} ${at(to + 1)}`,
    `t-1=${tagAt(from - 1)}`,
    `t+1=${tagAt(to)}`,
    `t=${tagAt(from - 1)} ${tagAt(to)}`,
    `hyphen=${hyphen[from]}${hyphen[to]}`,
  ];
}

const AMBIGUOUS = new Set(['may', 'march', 'second', 'seconds', 'fall', 'spring']);

function ambiguousCases(
  article: string,
  words: Words,
  gold: readonly TimeExpression[],
  found: readonly TimeExpression[],
): Case[] {
  const cases: Case[] = [];
  for (let i = 0; i < words.count; i++) {
    const word = words.lower[i];
    const isNumber = /^[12]\d{3}$/.test(word);
    if (!isNumber && !AMBIGUOUS.has(word)) continue;
    const covers = ({ start, end }: TimeExpression) => start <= words.start[i] && end >= words.end[i];
    const rule = found.some(covers);
    const name = isNumber ? `${word.slice(0, 2)}00` : word;
    const features = [
      `rule=${rule}`,
      `word=${name}`,
      `raw=${isNumber ? '' : words.raw[i]}`,
      `tag=${TAGS[words.tag[i]]}`,
      ...around(words, i, i + 1).flatMap((feature) => [feature, `${isNumber ? 'number' : word}&${feature}`]),
    ];
    cases.push({ article, features, label: gold.some(covers), rule });
  }
  return cases;
}

function casesOf(models: Models): Record<'direction' | 'ambiguous', Case[]> {
  const cases: Record<'direction' | 'ambiguous', Case[]> = { direction: [], ambiguous: [] };
  for (const corpus of ['dates/timebank', 'dates/aquaint', 'entities/meantime']) {
    for (const { text, record } of readGold<DatesRecord>(corpusFolder(...corpus.split('/')))) {
      const gold = (record.dates ?? []).filter(({ value }) => value);
      const paragraphs: Paragraph[] = [];
      for (const { index, 0: line } of text.matchAll(/[^\r\n]+/g)) {
        paragraphs.push({ start: index, end: index + line.length, textStart: index, role: 'body' });
      }
      const header = { date: record.date ? { value: record.date } : undefined, problems: [] };
      const given = { text, paragraphs, models, header } as unknown as Facts;
      const facts = { ...given, ...textStep.run(given) };
      const found = findDates(facts);
      let timeline: Timeline = { publication: dayOfIso(record.date ?? '') };
      for (const words of wordsByParagraph(facts)) {
        cases.ambiguous.push(...ambiguousCases(record.file, words, gold, found));
        for (const candidate of refinedCandidates(words)) {
          const start = words.start[candidate.from];
          const end = words.end[candidate.to - 1];
          const expected = gold.find((each) => each.start < end && each.end > start);
          if (expected)
            cases.direction.push(...directionCases(record.file, words, candidate, timeline, expected.value));
          const { point } = resolve(candidate.meaning, timeline, directionOf(words, candidate));
          timeline = advance(timeline, candidate.meaning, point);
        }
      }
    }
  }
  return cases;
}

// --- the classifier --------------------------------------------------------------------------------------------------------

/** Weights by feature, by stochastic gradient descent on the log loss with an L2 penalty. */
function train(cases: readonly Case[]): Map<string, number> {
  const weights = new Map<string, number>();
  const [EPOCHS, RATE, DECAY] = [30, 0.1, 0.001];
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = RATE / (1 + epoch / 5);
    for (const { features, label } of cases) {
      const error = (label ? 1 : 0) - probability(weights, features);
      for (const feature of features) {
        const weight = weights.get(feature) ?? 0;
        weights.set(feature, weight + rate * (error - DECAY * weight));
      }
    }
  }
  return weights;
}

function probability(weights: ReadonlyMap<string, number>, features: readonly string[]): number {
  let sum = 0;
  for (const feature of features) sum += weights.get(feature) ?? 0;
  return 1 / (1 + Math.exp(-sum));
}

const FOLDS = 10;

/** Shares decided rightly over all folds; an article is in one fold only. */
function crossValidate(cases: readonly Case[], withRule: boolean): { learned: number; rules: number } {
  const articles = [...new Set(cases.map(({ article }) => article))].sort();
  const foldOf = new Map(articles.map((article, i) => [article, i % FOLDS]));
  const seen = cases.map((each) =>
    withRule ? each : { ...each, features: each.features.filter((name) => !name.startsWith('rule')) },
  );
  let learned = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = train(seen.filter(({ article }) => foldOf.get(article) !== fold));
    for (const { article, features, label } of seen) {
      if (foldOf.get(article) === fold && probability(weights, features) > 0.5 === label) learned++;
    }
  }
  const rules = cases.filter(({ rule, label }) => rule === label).length;
  return { learned, rules };
}

const models = await loadModels((file) => Promise.resolve(readFileSync(modelFile(file))));
for (const [name, cases] of Object.entries(casesOf(models))) {
  const percent = (count: number) => `${((100 * count) / cases.length).toFixed(1)} %`;
  const [alone, stacked] = [false, true].map((withRule) => crossValidate(cases, withRule));
  console.log(
    `${name}: ${cases.length} cases, ${cases.filter(({ label }) => label).length} yes; rules ${percent(alone.rules)}, ` +
      `learned ${percent(alone.learned)}, learned with the rules' answer as a feature ${percent(stacked.learned)}`,
  );
}

/**
 * Trains the ranking of who a source is that is not a name (models/speakers.bin): a log-linear model over the actors that our own
 * analysis finds, told the right one by the labels of training/labels. The attributions are those of the labels.
 * Run: `npm run train speakers`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { AttributionSpans, Span } from '../src/analysis/analysis';
import { byRank, resolve, type SpeakerChoice } from '../src/analysis/entities/coreference';
import { type Candidate, findMentions } from '../src/analysis/entities/mentions';
import { readNames, type Reading, spanOf } from '../src/analysis/entities/reading';
import { sourceHead } from '../src/analysis/entities/sourcePhrase';
import { MOST_SPEAKER_FEATURES, newSpeakerModel, writeSpeakerModel } from '../src/analysis/entities/speakerRanking';
import { loadModels, type Models } from '../src/analysis/models';
import { Cohesion } from '../src/analysis/order/cohesion';
import { disorderOf } from '../src/analysis/order/disorder';
import { corpusFolder, modelFile, readGold } from './corpora.mjs';
import {
  accuracyOf,
  factsBeforeEntities,
  type GoldEntities,
  goldOf,
  type RankingExample,
  trainRanking,
} from './coreference.mjs';
import { trainDisorder } from './disorder.mjs';
import { labelledNews, linkedPolnear, type LabelledArticle } from './labels/goldOf.mjs';
import { seedForm } from './seedForm.mjs';

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/**
 * The sources that are asked for, with the right answers.
 * @param gold by candidate: the entity that it is a mention of; of a source, who speaks (null for nobody)
 * @param isComplete whether who is not among the rivals is nobody that was spoken of; else it may be somebody not found
 */
function examplesIn(
  reading: Reading,
  candidates: readonly Candidate[],
  spans: readonly AttributionSpans[],
  models: Models,
  gold: readonly (string | null | undefined)[],
  isComplete: (actor: string | null) => boolean,
): RankingExample[] {
  const examples: RankingExample[] = [];
  const cohesion = new Cohesion(reading);
  const buffer = new Int32Array(MOST_SPEAKER_FEATURES);
  const chooseSpeaker = (choice: SpeakerChoice): number => {
    const { index, rivals } = choice;
    const actor = gold[index];
    if (actor === undefined) return -1;
    const right = rivals.map(({ members }) => actor !== null && members.some((member) => gold[member] === actor));
    const none = !right.includes(true);
    if (!none || isComplete(actor)) {
      const rows = [-1, ...rivals.keys()].map((place) => buffer.slice(0, choice.features(buffer, place)));
      examples.push({ rows, right: [none, ...right] });
    }
    return right.indexOf(true);
  };
  resolve(reading, candidates, spans, models.gazetteer, {
    choose: byRank(models.coreference),
    chooseSpeaker,
    disorder: disorderOf(reading, cohesion, models.speakers.disorder),
    cohesion,
  });
  return examples;
}

/** Of labelled articles, whose attributions are known. */
function labelledExamples({ text, record }: LabelledArticle, models: Models): RankingExample[] {
  const facts = factsBeforeEntities(text, models);
  const labelled = [...record.attributions, ...(record.optionalAttributions ?? [])]
    .filter(({ source, content }) => source.length && content.length)
    .sort((a, b) => a.content[0].start - b.content[0].start);
  const spans = labelled.map((each): AttributionSpans => ({ ...each, kind: each.kind ?? 'indirect', confidence: 1 }));
  const reading = readNames(facts, facts.names);
  const sources = spans.map(({ source }) => source);
  const candidates = findMentions(reading, sources, models.gazetteer);
  const places = candidates.map(({ first, end }) => spanOf(reading, first, end));
  const mentions = record.entities.flatMap(({ id, mentions: own }) => own.map((mention) => ({ ...mention, id })));
  const gold: (string | null | undefined)[] = candidates.map(
    ({ kind }, c) => mentions.find((mention) => mention.kind === kind && overlaps(mention, places[c]))?.id,
  );
  for (const { source, actor } of labelled) {
    const head = sourceHead(reading, candidates, source);
    if (head >= 0) gold[head] = actor;
  }
  const named = new Set(record.entities.flatMap(({ id, named: isNamed }) => (isNamed ? [id] : [])));
  return examplesIn(reading, candidates, spans, models, gold, (actor) => actor === null || !named.has(actor));
}

/** Of a corpus whose coreference is known, and whose attributions are found. */
function foundExamples({ text, record }: { text: string; record: GoldEntities }, models: Models): RankingExample[] {
  const facts = factsBeforeEntities(text, models);
  const reading = readNames(facts, facts.names);
  const sources = facts.attributionSpans.map(({ source }) => source);
  const candidates = findMentions(reading, sources, models.gazetteer);
  const gold = goldOf(reading, candidates, record);
  return examplesIn(reading, candidates, facts.attributionSpans, models, gold, () => true);
}

/** The article in another form, its labels moved along. */
function reformed(
  { text, record }: LabelledArticle,
  seed: number,
  form: { stripped: boolean; shuffled: boolean },
): LabelledArticle {
  const { text: other, move } = seedForm(text, seed, form);
  const moved = (some: LabelledArticle['record']['attributions'] = []) =>
    some.map((each) => ({
      ...each,
      source: each.source.flatMap(move),
      cue: each.cue.flatMap(move),
      content: each.content.flatMap(move),
    }));
  const entities = record.entities.map((entity) => ({
    ...entity,
    mentions: entity.mentions.flatMap((mention) => move(mention).map((span) => ({ ...mention, ...span }))),
  }));
  return {
    text: other,
    record: {
      ...record,
      entities,
      attributions: moved(record.attributions),
      optionalAttributions: moved(record.optionalAttributions),
    },
  };
}

const SEED_FORM = { stripped: true, shuffled: true };

/** Each article as written and in the seeds' form. */
export function allExamples(articles: readonly LabelledArticle[], models: Models): RankingExample[] {
  return articles.flatMap((article, index) => [
    ...labelledExamples(article, models),
    ...labelledExamples(reformed(article, index + 1, SEED_FORM), models),
  ]);
}

/** Chosen on the development articles. */
const PACE = { rate: 0.05, decay: 1e-2 };

export async function trainSpeakers(): Promise<Uint8Array> {
  const none = newSpeakerModel();
  const read = await loadModels((file) =>
    Promise.resolve(file === 'speakers.bin' ? writeSpeakerModel(none, {}) : readFileSync(modelFile(file))),
  );
  const disorder = trainDisorder(read, console.log);
  const models = { ...read, speakers: { ...none, disorder } };
  const gum = readGold<GoldEntities>(corpusFolder('entities', 'gum', 'train'));
  const train = [
    ...allExamples([...labelledNews('train'), ...linkedPolnear('train')], models),
    ...gum.flatMap((each) => foundExamples(each, models)),
  ];
  const weights = trainRanking(train, none.weights.length, PACE);
  const dev = [...labelledNews('dev'), ...linkedPolnear('dev')];
  const share = (examples: readonly RankingExample[]) =>
    `${(100 * accuracyOf(weights, examples)).toFixed(1)} % of ${examples.length}`;
  console.log(
    `speakers: ${share(train)} right in training; in dev ${share(dev.flatMap((each) => labelledExamples(each, models)))}, ` +
      `in the seeds' form ${share(dev.flatMap((each, i) => labelledExamples(reformed(each, i + 1, SEED_FORM), models)))}`,
  );
  return writeSpeakerModel(
    { weights, disorder },
    { trainedOn: ['labels of news (train)', 'labels of PolNeAR (train)', 'GUM train'] },
  );
}

if (process.argv[1] === import.meta.filename) writeFileSync(modelFile('speakers.bin'), await trainSpeakers());

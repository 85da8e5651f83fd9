/**
 * Trains the ranking of who a source is that is not a name (models/speakers.bin): a log-linear model over the actors that our own
 * analysis finds, told the right one by the labels of training/labels. The attributions are those of the labels.
 * Run: `npm run train speakers`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { AttributionSpans, Span } from '../src/analysis/analysis';
import { byRank, type Chain, resolve, type SpeakerChoice } from '../src/analysis/entities/coreference';
import { type Candidate, findMentions } from '../src/analysis/entities/mentions';
import { readNames, type Reading, spanOf } from '../src/analysis/entities/reading';
import {
  MOST_SPEAKER_FEATURES,
  newSpeakerWeights,
  type SpeakerWeights,
  writeSpeakerWeights,
} from '../src/analysis/entities/speakerRanking';
import { loadModels, type Models } from '../src/analysis/models';
import { modelFile } from './corpora.mjs';
import { accuracyOf, factsBeforeEntities, type RankingExample, trainRanking } from './coreference.mjs';
import { labelledNews, linkedPolnear, type LabelledArticle } from './labels/goldOf.mjs';
import { seedForm } from './seedForm.mjs';

type Record = LabelledArticle['record'];

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** The sources of an article that are asked for, with the answers that its labels give. */
function speakerExamples({ text, record }: LabelledArticle, models: Models): RankingExample[] {
  const facts = factsBeforeEntities(text, models);
  const labelled = [...record.attributions, ...(record.optionalAttributions ?? [])]
    .filter(({ source, content }) => source.length && content.length)
    .sort((a, b) => a.content[0].start - b.content[0].start);
  const spans = labelled.map((each): AttributionSpans => ({ ...each, kind: each.kind ?? 'indirect', confidence: 1 }));
  const reading = readNames(facts, facts.names);
  const candidates = findMentions(
    reading,
    spans.map(({ source }) => source),
    models.gazetteer,
  );
  const examples: RankingExample[] = [];
  const buffer = new Int32Array(MOST_SPEAKER_FEATURES);
  const actorAt = (candidate: Candidate): string | null | undefined => {
    const place = spanOf(reading, candidate.first, candidate.end);
    return labelled.find(({ source }) => source.some((span) => overlaps(span, place)))?.actor;
  };
  const chooseSpeaker = (choice: SpeakerChoice): number => {
    const actor = actorAt(candidates[choice.index]);
    if (actor === undefined) return -1;
    const right = choice.rivals.map((rival) => actor !== null && isActor(rival, actor, record, reading, candidates));
    const none = !right.includes(true);
    // who is named and not among the rivals teaches nothing: it was not found
    const isMissed = none && actor !== null && record.entities.some(({ id, named }) => id === actor && named);
    if (!isMissed) {
      const rows = [-1, ...choice.rivals.keys()].map((place) => buffer.slice(0, choice.features(buffer, place)));
      examples.push({ rows, right: [none, ...right] });
    }
    return right.indexOf(true);
  };
  resolve(reading, candidates, spans, models.gazetteer, { choose: byRank(models.coreference), chooseSpeaker });
  return examples;
}

/** Is it who the label means? Both have a name in one place, or neither has a name and both have a mention in one place. */
function isActor(
  { members, named }: Chain,
  actor: string,
  { entities }: Record,
  reading: Reading,
  candidates: readonly Candidate[],
): boolean {
  const entity = entities.find(({ id }) => id === actor);
  if (!entity || entity.named !== named) return false;
  const places = members
    .map((member) => candidates[member])
    .filter(({ kind }) => !named || kind === 'name')
    .map(({ first, end }) => spanOf(reading, first, end));
  return entity.mentions
    .filter(({ kind }) => !named || kind === 'name')
    .some((mention) => places.some((place) => overlaps(place, mention)));
}

/** The article in another form, its labels moved along. */
function reformed(
  { text, record }: LabelledArticle,
  seed: number,
  form: { stripped: boolean; shuffled: boolean },
): LabelledArticle {
  const { text: other, move } = seedForm(text, seed, form);
  const moved = (some: Record['attributions'] = []) =>
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

/** Each article as written and in the seeds' form. */
export function allExamples(articles: readonly LabelledArticle[], models: Models): RankingExample[] {
  return articles.flatMap((article, index) => [
    ...speakerExamples(article, models),
    ...speakerExamples(reformed(article, index + 1, { stripped: true, shuffled: true }), models),
  ]);
}

export async function trainSpeakers(): Promise<Uint8Array> {
  const models = await loadModels((file) =>
    Promise.resolve(
      file === 'speakers.bin' ? writeSpeakerWeights(newSpeakerWeights(), {}) : readFileSync(modelFile(file)),
    ),
  );
  const train = allExamples([...labelledNews('train'), ...linkedPolnear('train')], models);
  const weights: SpeakerWeights = trainRanking(train, newSpeakerWeights().length);
  const dev = [...labelledNews('dev'), ...linkedPolnear('dev')];
  const share = (examples: readonly RankingExample[]) =>
    `${(100 * accuracyOf(weights, examples)).toFixed(1)} % of ${examples.length}`;
  console.log(
    `speakers: ${share(train)} right in training; in dev ${share(dev.flatMap((each) => speakerExamples(each, models)))}, ` +
      `in the seeds' form ${share(dev.flatMap((each, i) => speakerExamples(reformed(each, i + 1, { stripped: true, shuffled: true }), models)))}`,
  );
  return writeSpeakerWeights(weights, { trainedOn: ['labels of news (train)', 'labels of PolNeAR (train)'] });
}

if (process.argv[1] === import.meta.filename) writeFileSync(modelFile('speakers.bin'), await trainSpeakers());

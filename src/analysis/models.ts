import { type AttributionModel, readAttributionModel } from './attribution/model';
import { type Gazetteer, readGazetteer } from './entities/gazetteer';
import { readNamesModel } from './entities/names';
import { type RankingWeights, readRankingWeights } from './entities/ranking';
import { readSpeakerModel, type SpeakerModel } from './entities/speakerRanking';
import type { SequenceModel } from './tagger/sequence';
import { type PartOfSpeechModel, readPartOfSpeechModel } from './text/partOfSpeech';
import { sharedVocabulary, type Vocabulary } from './text/vocabulary';

/**
 * The trained weights and word lists that the analysis runs on. They live in files under `models/` and come in
 * through a reader, because the core knows no file system: the editor reads them through the workspace file system,
 * the command line and the tests from disk.
 */
export interface Models {
  readonly partOfSpeech: PartOfSpeechModel;
  readonly names: SequenceModel;
  readonly gazetteer: Gazetteer;
  readonly coreference: RankingWeights;
  readonly speakers: SpeakerModel;
  readonly attribution: AttributionModel;
  /** The vocabulary that this article's words are numbered by: no weights, but kept beside them from article to article. */
  readonly vocabulary: () => Vocabulary;
}

/** Reads one file of the `models/` folder by its name, `partOfSpeech.bin`. */
export type ReadModel = (file: string) => Promise<Uint8Array>;

/** What the analysis runs on, by file: two runs with the same bytes in these give the same result. */
export const MODEL_FILES = [
  'partOfSpeech.bin',
  'names.bin',
  'gazetteer.bin',
  'rareWords.bin',
  'coreference.bin',
  'speakers.bin',
  'attribution.bin',
] as const;

/** Loads all weights. @throws what `read` throws, or Error naming the file whose format this version cannot read. */
export async function loadModels(read: ReadModel): Promise<Models> {
  const [partOfSpeech, names, gazetteer, rareWords, coreference, speakers, attribution] = await Promise.all(
    MODEL_FILES.map(read),
  );
  return {
    partOfSpeech: readPartOfSpeechModel(partOfSpeech),
    names: readNamesModel(names),
    gazetteer: readGazetteer(gazetteer, rareWords),
    coreference: readRankingWeights(coreference),
    speakers: readSpeakerModel(speakers),
    attribution: readAttributionModel(attribution),
    vocabulary: sharedVocabulary(),
  };
}

import { type Gazetteer, readGazetteer } from './entities/gazetteer';
import { readNamesModel } from './entities/names';
import type { SequenceModel } from './tagger/sequence';
import { type PartOfSpeechModel, readPartOfSpeechModel } from './text/partOfSpeech';

/**
 * The trained weights and word lists that the analysis runs on. They live in files under `models/` and come in
 * through a reader, because the core knows no file system: the editor reads them through the workspace file system,
 * the command line and the tests from disk.
 */
export interface Models {
  readonly partOfSpeech: PartOfSpeechModel;
  readonly names: SequenceModel;
  readonly gazetteer: Gazetteer;
}

/** Reads one file of the `models/` folder by its name, `partOfSpeech.bin`. */
export type ReadModel = (file: string) => Promise<Uint8Array>;

/** Loads all weights. @throws what `read` throws, or Error naming the file whose format this version cannot read. */
export async function loadModels(read: ReadModel): Promise<Models> {
  return {
    partOfSpeech: readPartOfSpeechModel(await read('partOfSpeech.bin')),
    names: readNamesModel(await read('names.bin')),
    gazetteer: readGazetteer(await read('gazetteer.json')),
  };
}

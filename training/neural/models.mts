/** What the accurate engine's inputs are made with: tokens, parts of speech, word lists. */
import { readFileSync } from 'node:fs';
import { readGazetteer } from '../../src/analysis/entities/gazetteer';
import type { Models } from '../../src/analysis/models';
import { readPartOfSpeechModel } from '../../src/analysis/text/partOfSpeech';
import { sharedVocabulary } from '../../src/analysis/text/vocabulary';
import { modelFile } from '../corpora.mjs';

const bytes = (file: string): Uint8Array => readFileSync(modelFile(file));

export function textModels(): Models {
  return {
    gazetteer: readGazetteer(bytes('gazetteer.bin'), bytes('rareWords.bin')),
    partOfSpeech: readPartOfSpeechModel(bytes('partOfSpeech.bin')),
    vocabulary: sharedVocabulary(),
  } as Models;
}

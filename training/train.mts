/**
 * `npm run train [NAME...]`: trains all models, or those named, and writes them to models/. With `--open` names are learned
 * without CoNLL-2003, whose texts are licensed for research only.
 */
import { writeFileSync } from 'node:fs';
import { writePartOfSpeechModel } from '../src/analysis/text/partOfSpeech';
import { trainAttribution } from './attribution.mjs';
import { modelFile } from './corpora.mjs';
import { trainCoreference } from './coreference.mjs';
import { trainNames } from './names.mjs';
import { trainTagger } from './partOfSpeech.mjs';
import { trainSpeakers } from './speakers.mjs';

/** Each model's file and how its bytes are made, in an order in which a model finds those it builds on. */
const TRAINERS: Readonly<Record<string, () => Uint8Array | Promise<Uint8Array>>> = {
  partOfSpeech: () =>
    writePartOfSpeechModel(trainTagger(), { trainedOn: 'GUM train, WordNet 3.1, PolNeAR train (self-tagged)' }),
  attribution: () => trainAttribution(console.log),
  // reads models/gazetteer.bin and rareWords.bin: `npx tsx training/gazetteer.mts` builds them
  names: () => trainNames({ research: !process.argv.includes('--open') }),
  coreference: () => trainCoreference(),
  speakers: () => trainSpeakers(),
};

const names = process.argv.slice(2).filter((argument) => argument !== '--open');
const unknown = names.filter((name) => !Object.hasOwn(TRAINERS, name));
if (unknown.length) {
  console.error(`No such model: ${unknown.join(', ')}. There are: ${Object.keys(TRAINERS).join(', ')}.`);
  process.exit(2);
}
for (const [name, train] of Object.entries(TRAINERS)) {
  if (names.length && !names.includes(name)) continue;
  const started = performance.now();
  const bytes = await train();
  writeFileSync(modelFile(`${name}.bin`), bytes);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`models/${name}.bin: ${Math.round(bytes.length / 1024)} KiB, trained in ${seconds} s`);
}

/**
 * The windows of corpus articles as files that `run_network.py` reads, and what it answers as a network.
 *
 *     npx tsx training/neural/windows.mts OUT.jsonl VOCABULARY FOLDER ...      articles/dev, entities/gum/dev ...
 *
 * A FOLDER may be a file of text instead (`.txt`).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { NetworkInput, NetworkOutput } from '../../src/analysis/accurate/network';
import { LISTS_WIDTH } from '../../src/analysis/accurate/network';
import { windowsOf } from '../../src/analysis/accurate/windows';
import { WordPiece } from '../../src/analysis/text/wordPiece';
import { analysedText } from '../attribution/corpus.mjs';
import { corpusFolder, readGold } from '../corpora.mjs';
import { textModels } from './models.mjs';

export function windowLine({ ids, shape, tag, lists, first, core }: NetworkInput): string {
  const bits = Array.from(ids, (_, piece) => {
    let number = 0;
    for (let bit = 0; bit < LISTS_WIDTH; bit++) number |= lists[piece * LISTS_WIDTH + bit] << bit;
    return number;
  });
  return JSON.stringify({
    ids: [...ids],
    shape: [...shape],
    tag: [...tag],
    lists: bits,
    first: [...first],
    core: [...core],
  });
}

/** What `run_network.py` answered, by what it was asked. */
export function recordedNetwork(windows: string, answers: string): (input: NetworkInput) => NetworkOutput {
  const lines = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');
  const answered = lines(answers);
  const known = new Map(lines(windows).map((line, i) => [line, i]));
  return (input) => {
    const index = known.get(windowLine(input));
    if (index === undefined) throw new Error('A window was not asked: write the windows anew.');
    const packed = JSON.parse(answered[index]) as Record<keyof NetworkOutput, string>;
    const bytes = (key: keyof NetworkOutput): ArrayBuffer => Uint8Array.from(Buffer.from(packed[key], 'base64')).buffer;
    return {
      flat: new Float32Array(bytes('flat')),
      names: new Float32Array(bytes('names')),
      anchors: new Int32Array(bytes('anchors')),
      roles: new Float32Array(bytes('roles')),
      stands: new Float32Array(bytes('stands')),
    };
  };
}

if (process.argv[1] === import.meta.filename) {
  const [out, vocabulary, ...folders] = process.argv.slice(2);
  const models = textModels();
  const wordPiece = new WordPiece(readFileSync(vocabulary, 'utf8').trimEnd().split('\n'));
  const lines = new Set<string>();
  const texts = (folder: string): string[] =>
    folder.endsWith('.txt')
      ? [readFileSync(folder, 'utf8')]
      : readGold(corpusFolder(...folder.split(path.posix.sep))).map(({ text }) => text);
  for (const folder of folders)
    for (const text of texts(folder))
      for (const { input } of windowsOf(
        analysedText(text, models, folder.startsWith('entities') ? 'body' : 'article'),
        wordPiece,
        models.gazetteer,
      ))
        lines.add(windowLine(input));
  writeFileSync(out, [...lines].join('\n'));
  console.log(`${lines.size} windows`);
}

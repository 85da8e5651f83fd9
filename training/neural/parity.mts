/**
 * Whether the product reads as PyTorch does, from text to spans: attributions of some paragraphs of articles/dev.
 *
 *     python run_network.py model.pt WINDOWS.jsonl EXACT.jsonl
 *     npx tsx training/neural/parity.mts WINDOWS.jsonl EXACT.jsonl [FLOAT.onnx] [--paragraphs 200]
 *
 * EXACT is what PyTorch says in 32 bits; the product runs FLOAT.onnx (export_onnx.py --float) in WebAssembly, which says what
 * the way over ONNX and TypeScript changes, or the shipped network, which says what 8 bits change on top of that.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readAccurateModel } from '../../src/analysis/accurate/model';
import type { Network } from '../../src/analysis/accurate/network';
import { AccurateEngine } from '../../src/analysis/accurate/reading';
import type { Span } from '../../src/analysis/analysis';
import { loadModels } from '../../src/analysis/models';
import { interpret, readText } from '../../src/analysis/pipeline';
import { corpusFolder, modelFile, readGold } from '../corpora.mjs';
import { shippedNetwork } from '../engines.mjs';
import { recordedNetwork } from './windows.mjs';

const ROLES = ['source', 'cue', 'content'] as const;
type Role = (typeof ROLES)[number];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { paragraphs: { type: 'string', default: '200' } },
});
const [windows, exact, file] = positionals;
const models = await loadModels((file) => Promise.resolve(readFileSync(modelFile(file))));
const accurate = readAccurateModel(readFileSync(modelFile('accurate.json')));
const answer = recordedNetwork(windows, exact);
const networks: Network[] = [(input) => Promise.resolve(answer(input)), await shippedNetwork(file)];

let paragraphs = 0;
const equal = { source: 0, cue: 0, content: 0 };
const all = { ...equal };
const key = ({ start, end }: Span): string => `${start}-${end}`;
for (const { text } of readGold(corpusFolder('articles', 'dev'))) {
  if (paragraphs >= Number(values.paragraphs)) break;
  const facts = readText(text, { models });
  paragraphs += facts.paragraphs.length;
  const found: Record<Role, Set<string>>[] = [];
  for (const network of networks) {
    const engine = new AccurateEngine(accurate, models.gazetteer);
    const { attributions } = interpret(facts, await engine.readAll(facts, network));
    const spans = (role: Role) => new Set(attributions.flatMap((each) => each[role].map(key)));
    found.push({ source: spans('source'), cue: spans('cue'), content: spans('content') });
  }
  for (const role of ROLES) {
    const [one, two] = found.map((each) => each[role]);
    all[role] += new Set([...one, ...two]).size;
    equal[role] += [...one].filter((span) => two.has(span)).length;
  }
}
console.log(`${paragraphs} paragraphs`);
const say = (what: string, same: number, of: number): void =>
  console.log(`${what}: ${same} of ${of} spans equal, ${((100 * same) / of).toFixed(1)} %`);
for (const role of ROLES) say(role, equal[role], all[role]);
const sum = (counts: typeof equal): number => ROLES.reduce((total, role) => total + counts[role], 0);
say('all', sum(equal), sum(all));

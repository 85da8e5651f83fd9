import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { readAccurateModel } from '../../src/analysis/accurate/model';
import {
  type Network,
  type NetworkInput,
  type NetworkOutput,
  NAMES,
  REACH,
  ROLES,
} from '../../src/analysis/accurate/network';
import { AccurateEngine } from '../../src/analysis/accurate/reading';
import { analyseAccurately } from '../../src/analysis/pipeline';
import { checkAnalysis } from '../../test/support/checkAnalysis';
import { testModels } from '../../test/support/models';
import type { Target } from '../target';
import { anyText } from '../texts';

/** A text, and what the network says of it: numbers from a seed. */
interface Answered {
  readonly text: string;
  readonly seed: number;
  /** `noise`: every word by itself. `runs`: the same for some words on end, as networks answer. `extreme`: beyond all bounds. */
  readonly manner: 'noise' | 'runs' | 'extreme';
  /** Of so many words one is tried as anchor. */
  readonly anchors: number;
}

/** What the accurate engine makes of any answer of its network. */
export async function accurateTarget(): Promise<Target<Answered>> {
  const models = await testModels();
  const model = readAccurateModel(await readFile(path.join(__dirname, '../../models/accurate.json')));
  return {
    name: 'accurate',
    what: 'the accurate engine keeps the contract of an analysis, whatever its network answers',
    shortRuns: 500,
    inputs: fc.record({
      text: anyText(1000),
      seed: fc.nat(),
      manner: fc.constantFrom('noise', 'runs', 'extreme'),
      anchors: fc.integer({ min: 1, max: 12 }),
    }),
    check: async (input) => {
      const engine = new AccurateEngine({ ...model, least: 0.2, leastNested: 0.2 }, models.gazetteer);
      checkAnalysis(await analyseAccurately(input.text, { models }, engine, answering(input)), input.text);
    },
  };
}

const EXTREMES = [NaN, Infinity, -Infinity, 3e38, -3e38, 0, -0, 1e-40];

function answering({ seed, manner, anchors: every }: Answered): Network {
  let state = (seed ^ 0x9e3779b9) | 1;
  const random = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  /** Rows of `width` logits. */
  const logits = (rows: number, width: number): Float32Array => {
    const values = new Float32Array(rows * width);
    for (let row = 0, left = 0, likely = 0; row < rows; row++) {
      if (manner === 'runs' && left-- <= 0) {
        left = Math.floor(random() * 15);
        likely = Math.floor(random() * width);
      }
      for (let k = 0; k < width; k++) {
        const isExtreme = manner === 'extreme' && random() < 0.3;
        const more = manner === 'runs' && k === likely && random() < 0.9 ? 6 : 0;
        values[row * width + k] = isExtreme
          ? EXTREMES[Math.floor(random() * EXTREMES.length)]
          : random() * 8 - 4 + more;
      }
    }
    return values;
  };
  return ({ first, core }: NetworkInput): Promise<NetworkOutput> => {
    const anchors: number[] = [];
    for (let word = core[0]; word < core[1]; word++) if (random() * every < 1) anchors.push(word);
    if (!anchors.length) anchors.push(core[0]);
    return Promise.resolve({
      flat: logits(first.length, 4),
      names: logits(first.length, NAMES),
      anchors: Int32Array.from(anchors),
      roles: logits(anchors.length * (2 * REACH + 1), ROLES),
      stands: logits(anchors.length, 1),
    });
  };
}

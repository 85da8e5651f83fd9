/** Networks that have read nothing and yet answer: what the accurate engine makes of an answer must be right whatever it is. */
import {
  type Network,
  type NetworkInput,
  type NetworkOutput,
  NAMES,
  REACH,
  ROLES,
} from '../src/analysis/accurate/network';

/** A logit, of what is to be sure. */
const SURE = 8;

/** What an answer says of the word at a place: by its number in the window, or its distance from an anchor, and the label. */
interface Opinion {
  /** Is word `word` a cue's anchor? */
  anchor(word: number): boolean;
  /** The label of word `word`, one of NAMES. */
  name(word: number): number;
  /** The role of the word `away` words after the anchor, one of ROLES. */
  role(anchor: number, away: number): number;
}

const OPINIONS = {
  /** Nobody says anything. */
  no: { anchor: () => false, name: () => 0, role: () => 0 },
  /** Every word is a cue, and all words around it are what is said. */
  yes: { anchor: () => true, name: () => 1, role: (_, away) => (away ? 3 : 2) },
  /** Every word is a cue, and the words around it take turns: the most pieces that a role can be in. */
  turns: { anchor: () => true, name: (word) => word % NAMES, role: (_, away) => ((away % ROLES) + ROLES) % ROLES },
} as const satisfies Record<string, Opinion>;

export const STUBS = Object.keys(OPINIONS) as readonly StubName[];
export type StubName = keyof typeof OPINIONS;

/** A network of one opinion. Its arrays have the sizes that the real one's have. */
export function stubbedNetwork(name: StubName): Network {
  return (input) => Promise.resolve(answer(OPINIONS[name], input));
}

function answer(opinion: Opinion, { first, core }: NetworkInput): NetworkOutput {
  const [from, to] = core;
  const sure = (is: boolean): number => (is ? SURE : -SURE);
  const flat = new Float32Array(4 * first.length);
  const names = new Float32Array(NAMES * first.length);
  const anchors: number[] = [];
  for (let word = 1; word < first.length; word++) {
    const isAnchor = opinion.anchor(word);
    flat.fill(sure(isAnchor), 4 * word, 4 * (word + 1));
    names[NAMES * word + opinion.name(word)] = SURE;
    if (isAnchor && word >= from && word < to) anchors.push(word);
  }
  if (!anchors.length) anchors.push(from); // at least one is tried
  const roles = new Float32Array(anchors.length * (2 * REACH + 1) * ROLES);
  anchors.forEach((anchor, a) => {
    for (let away = -REACH; away <= REACH; away++)
      roles[(a * (2 * REACH + 1) + REACH + away) * ROLES + opinion.role(anchor, away)] = SURE;
  });
  const stands = Float32Array.from(anchors, (word) => sure(opinion.anchor(word)));
  return { flat, names, anchors: Int32Array.from(anchors), roles, stands };
}

/** What a random network answers: numbers from a seed. */
export interface RandomAnswers {
  readonly seed: number;
  /** `noise`: each word by itself. `runs`: the same for some words on end, as networks answer. `extreme`: beyond all bounds. */
  readonly manner: 'noise' | 'runs' | 'extreme';
  /** One in so many words is tried as an anchor. */
  readonly anchors: number;
}

const EXTREMES = [NaN, Infinity, -Infinity, 3e38, -3e38, 0, -0, 1e-40];

/** A network that answers at random, the same for the same seed. */
export function randomNetwork({ seed, manner, anchors: every }: RandomAnswers): Network {
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

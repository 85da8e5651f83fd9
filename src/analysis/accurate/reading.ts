import type { Sentences } from '../analysis';
import { movedBy } from '../attribution/ranges';
import type { Gazetteer } from '../entities/gazetteer';
import { type Candidate, candidatesOf, logSoftmax } from './decode';
import type { AccurateModel } from './model';
import { type Network, type NetworkOutput, NAMES } from './network';
import { type Window, type WindowFacts, windowsOf } from './windows';

/** What the network reads in a window's core. Tokens count from the core's first, so that it holds wherever it stands. */
export interface WindowReading {
  /** Attributions, still to be judged. A role may lie before or behind the core. */
  readonly candidates: readonly Candidate[];
  /** By token of the core, four logits: is a cue's anchor; then source, cue, content of anybody. */
  readonly flat: Float32Array;
  /** By token of the core, NAMES log probabilities. */
  readonly names: Float32Array;
}

/** The same for a paragraph, the tokens `[from, to)` of the article; tokens count from the article's first. */
export interface ParagraphReading extends WindowReading {
  readonly from: number;
  readonly to: number;
  /** What judges it. */
  readonly model: AccurateModel;
}

/** By paragraph; undefined where the accurate engine has not read, or not yet: the fast engine's answer stands there. */
export type Readings = readonly (ParagraphReading | undefined)[];

/** Windows that are remembered: of a few dozen articles that somebody goes to and fro between. */
const REMEMBERED = 2000;

/**
 * The accurate engine: a network reads an article window by window and answers what is kept as if it had stood there all the
 * time. What it has read once it knows again, wherever the window stands, so that an edit costs the windows around it.
 */
export class AccurateEngine {
  readonly #known = new Map<string, WindowReading>();

  constructor(
    private readonly model: AccurateModel,
    private readonly gazetteer: Gazetteer,
  ) {}

  windowsOf(facts: WindowFacts): Window[] {
    return windowsOf(facts, this.model.wordPiece, this.gazetteer);
  }

  /** All of an article. @throws what the network throws */
  async readAll(facts: WindowFacts, network: Network): Promise<Readings> {
    const windows = this.windowsOf(facts);
    const read: WindowReading[] = [];
    for (const window of windows) read.push(await this.read(window, facts.words, network));
    return this.readings(facts, windows, read);
  }

  /**
   * The paragraphs whose windows have all been read.
   * @param read by window; undefined: not yet
   */
  readings(
    { sentences, paragraphs }: Pick<WindowFacts, 'sentences' | 'paragraphs'>,
    windows: readonly Window[],
    read: readonly (WindowReading | undefined)[],
  ): Readings {
    return paragraphReadings(sentences, paragraphs.length, windows, read, this.model);
  }

  /** What is known of a window already. */
  known(window: Window): WindowReading | undefined {
    const key = keyOf(window);
    const reading = this.#known.get(key);
    if (reading) {
      this.#known.delete(key); // the last used are forgotten last
      this.#known.set(key, reading);
    }
    return reading;
  }

  /** @throws what the network throws */
  async read(window: Window, words: readonly string[], network: Network): Promise<WindowReading> {
    const known = this.known(window);
    if (known) return known;
    const output = bounded(await network(window.input));
    const { from, coreFrom, coreTo } = window;
    const core = (values: Float32Array, width: number): Float32Array =>
      values.slice((coreFrom - from + 1) * width, (coreTo - from + 1) * width);
    const reading: WindowReading = {
      candidates: candidatesOf(window, output, words).map((candidate) => moved(candidate, -coreFrom)),
      flat: core(output.flat, 4),
      names: logSoftmax(core(output.names, NAMES), NAMES),
    };
    this.#known.set(keyOf(window), reading);
    if (this.#known.size > REMEMBERED) this.#known.delete(this.#known.keys().next().value!);
    return reading;
  }
}

/** Logits beyond this say no more: chances are 0 and 1 long before. */
const SUREST = 100;

/** The answer with numbers that one can reckon with, whatever the runtime makes of its sums: none is infinite, none NaN. */
function bounded({ anchors, ...logits }: NetworkOutput): NetworkOutput {
  const bound = (values: Float32Array): Float32Array =>
    values.map((value) => (Number.isNaN(value) ? -SUREST : Math.min(SUREST, Math.max(-SUREST, value))));
  const { flat, names, roles, stands } = logits;
  return { anchors, flat: bound(flat), names: bound(names), roles: bound(roles), stands: bound(stands) };
}

/** Everything that the answer depends on, as characters. */
function keyOf({ input, from, coreFrom, coreTo }: Window): string {
  const { ids, shape, tag, lists } = input;
  const codes = new Uint16Array(2 + 3 * ids.length);
  codes[0] = coreFrom - from;
  codes[1] = coreTo - from;
  const width = lists.length / ids.length;
  for (let piece = 0, at = 2; piece < ids.length; piece++) {
    let bits = 0;
    for (let bit = 0; bit < width; bit++) bits |= lists[piece * width + bit] << bit;
    codes[at++] = ids[piece];
    codes[at++] = (shape[piece] << 8) | tag[piece];
    codes[at++] = bits;
  }
  let key = '';
  for (let at = 0; at < codes.length; at += 4096) key += String.fromCharCode(...codes.subarray(at, at + 4096));
  return key;
}

function paragraphReadings(
  sentences: Sentences,
  paragraphs: number,
  windows: readonly Window[],
  read: readonly (WindowReading | undefined)[],
  model: AccurateModel,
): Readings {
  const readings = new Array<ParagraphReading | undefined>(paragraphs).fill(undefined);
  const first = new Int32Array(paragraphs).fill(-1);
  const end = new Int32Array(paragraphs).fill(-1);
  for (let s = 0; s < sentences.count; s++) {
    const paragraph = sentences.paragraph[s];
    if (first[paragraph] < 0) first[paragraph] = sentences.firstToken[s];
    end[paragraph] = sentences.endToken[s];
  }
  let w = 0;
  for (let paragraph = 0; paragraph < paragraphs; paragraph++) {
    const [from, to] = [first[paragraph], end[paragraph]];
    if (from < 0) continue;
    while (w < windows.length && windows[w].coreTo <= from) w++;
    const candidates: Candidate[] = [];
    const flat = new Float32Array((to - from) * 4);
    const names = new Float32Array((to - from) * NAMES);
    let complete = true;
    for (let each = w; each < windows.length && windows[each].coreFrom < to; each++) {
      const reading = read[each];
      if (!reading) {
        complete = false;
        break;
      }
      const { coreFrom, coreTo } = windows[each];
      const begin = Math.max(from, coreFrom);
      const stop = Math.min(to, coreTo);
      const copy = (into: Float32Array, values: Float32Array, width: number): void =>
        into.set(values.subarray((begin - coreFrom) * width, (stop - coreFrom) * width), (begin - from) * width);
      copy(flat, reading.flat, 4);
      copy(names, reading.names, NAMES);
      for (const candidate of reading.candidates) {
        const anchor = candidate.anchor + coreFrom;
        if (anchor >= from && anchor < to) candidates.push(moved(candidate, coreFrom));
      }
    }
    if (complete) readings[paragraph] = { from, to, model, candidates, flat, names };
  }
  return readings;
}

function moved(candidate: Candidate, by: number): Candidate {
  return { ...movedBy(candidate, by), anchor: candidate.anchor + by };
}

import { AccurateEngine, type WindowReading } from './analysis/accurate/reading';
import { readAccurateModel } from './analysis/accurate/model';
import type { NetworkInput, NetworkOutput } from './analysis/accurate/network';
import type { Window } from './analysis/accurate/windows';
import type { Analysis, Span } from './analysis/analysis';
import { type Models, loadModels } from './analysis/models';
import { type AnalyseOptions, type TextFacts, interpret, readText } from './analysis/pipeline';
import { digestOf } from './corpus/digest';
import { encodeDigest } from './corpus/encoding';

/** What the extension host sends to the analysis worker. */
export type ToWorker =
  | { readonly type: 'analyse'; readonly id: number; readonly text: string; readonly options: AnalysisRequestOptions }
  | {
      /** Read it with the accurate engine, `visible` first. Every `refined` is as complete as can be by then. */
      readonly type: 'refine';
      readonly id: number;
      readonly text: string;
      readonly options: AnalysisRequestOptions;
      readonly visible: readonly Span[];
    }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'ran'; readonly run: number; readonly output: NetworkOutput }
  | { readonly type: 'runFailure'; readonly run: number; readonly message: string }
  /** Sum up a file, UTF-8, for the index of the corpus. */
  | { readonly type: 'digest'; readonly id: number; readonly file: Uint8Array }
  | { readonly type: 'model'; readonly file: string; readonly bytes: Uint8Array }
  | { readonly type: 'modelFailure'; readonly file: string; readonly message: string };

/**
 * What the analysis worker sends back. It has no files of its own, and no network: it asks for the models that it needs and
 * for what the network says of a window.
 */
export type FromWorker =
  | { readonly type: 'needModel'; readonly file: string }
  | { readonly type: 'run'; readonly run: number; readonly input: NetworkInput }
  | { readonly type: 'analysis'; readonly id: number; readonly analysis: Analysis; readonly accurate: boolean }
  | {
      readonly type: 'refined';
      readonly id: number;
      readonly analysis: Analysis;
      /** All of it has been read: nothing more comes. */
      readonly accurate: boolean;
    }
  /** `digest`: see corpus/encoding.ts */
  | { readonly type: 'digest'; readonly id: number; readonly digest: Uint8Array }
  | { readonly type: 'failure'; readonly id: number; readonly message: string };

export interface AnalysisRequestOptions extends Omit<AnalyseOptions, 'models'> {
  /** What the accurate engine has read of this text before is used. False unless told. */
  readonly accurate?: boolean;
}

/** The worker's end of the line, the same for a Node worker thread and a web worker. */
export interface WorkerPort {
  post(message: FromWorker): void;
  listen(handler: (message: ToWorker) => void): void;
}

/** Between two answers for an article that is being refined there is at least so much time, in milliseconds. */
const REFINED_PAUSE = 1000;

/**
 * The analysis worker: answers one request after the other, off the extension host's thread. Only refining is spread out: it
 * waits for the network window by window, and everything else goes on meanwhile.
 */
export function serveAnalysis(port: WorkerPort): void {
  const files = new Awaited<string, Uint8Array>();
  const runs = new Awaited<number, NetworkOutput>();
  const cancelled = new Set<number>();
  const refining = new Set<number>();
  const read = (file: string) => {
    port.post({ type: 'needModel', file });
    return files.wait(file);
  };
  let models: Promise<Models> | undefined;
  let engine: AccurateEngine | undefined;
  let lastRun = 0;
  const network = (input: NetworkInput): Promise<NetworkOutput> => {
    const run = ++lastRun;
    port.post({ type: 'run', run, input });
    return runs.wait(run);
  };

  const analysed = async (id: number, text: string, options: AnalysisRequestOptions): Promise<FromWorker> => {
    models ??= loadModels(read);
    const facts = readText(text, { ...options, models: await models });
    if (!options.accurate || !engine) return { type: 'analysis', id, analysis: interpret(facts), accurate: false };
    return { type: 'analysis', id, ...answer(facts, engine, engine.windowsOf(facts)) };
  };

  const digested = async (id: number, file: Uint8Array): Promise<FromWorker> => {
    const text = new TextDecoder().decode(file);
    models ??= loadModels(read);
    const facts = readText(text, { models: await models });
    return { type: 'digest', id, digest: encodeDigest(digestOf(text, interpret(facts))) };
  };

  const refine = async (id: number, text: string, options: AnalysisRequestOptions, visible: readonly Span[]) => {
    models ??= loadModels(read);
    const loaded = await models;
    engine ??= new AccurateEngine(readAccurateModel(await read('accurate.json')), loaded.gazetteer);
    const facts = readText(text, { ...options, models: loaded });
    const windows = engine.windowsOf(facts);
    const isSeen = ({ coreFrom, coreTo }: Window) =>
      visible.some(({ start, end }) => facts.tokens.start[coreFrom] < end && facts.tokens.end[coreTo - 1] > start);
    const seen = windows.filter(isSeen);
    const order = [...seen, ...windows.filter((window) => !isSeen(window))];
    let told = performance.now();
    for (const [w, window] of order.entries()) {
      await engine.read(window, facts.words, network);
      if (cancelled.has(id)) return;
      const read = w + 1;
      const now = performance.now();
      if (read === seen.length || (read > seen.length && now - told > REFINED_PAUSE)) {
        told = now;
        port.post({ type: 'refined', id, ...answer(facts, engine, windows), accurate: false });
      }
    }
    port.post({ type: 'refined', id, ...answer(facts, engine, windows), accurate: true });
  };

  const orFailure = (id: number, work: Promise<FromWorker | void>) => {
    void work
      .catch((error: unknown): FromWorker => {
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
        return { type: 'failure', id, message };
      })
      .then((reply) => reply && port.post(reply));
  };

  port.listen((message) => {
    switch (message.type) {
      case 'analyse':
        orFailure(message.id, analysed(message.id, message.text, message.options));
        break;
      case 'digest':
        orFailure(message.id, digested(message.id, message.file));
        break;
      case 'refine': {
        const { id, text, options, visible } = message;
        refining.add(id);
        const work = refine(id, text, options, visible).finally(() => {
          refining.delete(id);
          cancelled.delete(id);
        });
        orFailure(id, work);
        break;
      }
      case 'cancel':
        if (refining.has(message.id)) cancelled.add(message.id);
        break;
      case 'ran':
        runs.resolve(message.run, message.output);
        break;
      case 'runFailure':
        runs.reject(message.run, message.message);
        break;
      case 'model':
        files.resolve(message.file, message.bytes);
        break;
      case 'modelFailure':
        files.reject(message.file, message.message);
        break;
    }
  });
}

/** The analysis with whatever has been read by now. */
function answer(
  facts: TextFacts,
  engine: AccurateEngine,
  windows: readonly Window[],
): { analysis: Analysis; accurate: boolean } {
  const read = windows.map((window): WindowReading | undefined => engine.known(window));
  const readings = engine.readings(facts, windows, read);
  return { analysis: interpret(facts, readings), accurate: read.every((reading) => reading !== undefined) };
}

/** Answers that somebody waits for, by what they were asked with. */
class Awaited<Key, Value> {
  readonly #waiting = new Map<Key, { resolve(value: Value): void; reject(error: Error): void }>();

  wait(key: Key): Promise<Value> {
    return new Promise((resolve, reject) => this.#waiting.set(key, { resolve, reject }));
  }

  resolve(key: Key, value: Value): void {
    this.#waiting.get(key)?.resolve(value);
    this.#waiting.delete(key);
  }

  reject(key: Key, message: string): void {
    this.#waiting.get(key)?.reject(new Error(message));
    this.#waiting.delete(key);
  }
}

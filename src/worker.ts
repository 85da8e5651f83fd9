import { AccurateEngine, type WindowReading } from './analysis/accurate/reading';
import { readAccurateModel } from './analysis/accurate/model';
import type { NetworkInput, NetworkOutput } from './analysis/accurate/network';
import type { Window } from './analysis/accurate/windows';
import type { Analysis, Span } from './analysis/analysis';
import { type Models, loadModels } from './analysis/models';
import { type PackedAnalysis, packAnalysis } from './analysis/packed';
import { type AnalyseOptions, type TextFacts, analyseByStep, interpret, readText } from './analysis/pipeline';
import { LONG_TEXT, provisional } from './analysis/provisional';
import { KeptParagraphs } from './analysis/text/keptParagraphs';
import { digestOf } from './corpus/digest';
import { encodeDigest } from './corpus/encoding';

/** What the extension host sends to the analysis worker. */
export type ToWorker =
  | {
      readonly type: 'analyse';
      readonly id: number;
      readonly text: string;
      readonly options: AnalysisRequestOptions;
      /** By which a text is known again after it was edited: what did not change is not read again. */
      readonly document?: string;
    }
  /** That text is edited no more. */
  | { readonly type: 'forget'; readonly document: string }
  | {
      /** Read it with the accurate engine, `visible` first. Every `refined` is as complete as can be by then. */
      readonly type: 'refine';
      readonly id: number;
      readonly text: string;
      readonly options: AnalysisRequestOptions;
      readonly visible: readonly Span[];
      readonly document?: string;
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
  | {
      readonly type: 'analysis';
      readonly id: number;
      readonly analysis: PackedAnalysis;
      readonly accurate: boolean;
      /** False: this is provisional, another follows unless it is cancelled. */
      readonly settled: boolean;
    }
  | {
      readonly type: 'refined';
      readonly id: number;
      readonly analysis: PackedAnalysis;
      /** All of it has been read: nothing more comes. */
      readonly accurate: boolean;
    }
  /** `digest`: see corpus/encoding.ts */
  | { readonly type: 'digest'; readonly id: number; readonly digest: Uint8Array }
  | { readonly type: 'cancelled'; readonly id: number }
  | { readonly type: 'failure'; readonly id: number; readonly message: string };

export interface AnalysisRequestOptions extends Omit<AnalyseOptions, 'models' | 'kept'> {
  /** What the accurate engine has read of this text before is used. False unless told. */
  readonly accurate?: boolean;
}

/** The worker's end of the line, the same for a Node worker thread and a web worker. */
export interface WorkerPort {
  post(message: FromWorker): void;
  listen(handler: (message: ToWorker) => void): void;
}

/** After a provisional answer the next edit is waited for so long, in milliseconds, before the whole text is read again. */
const SETTLING_PAUSE = 200;

/** So many documents are kept for when they are edited. */
const KEPT_DOCUMENTS = 3;

interface KeptDocument {
  readonly kept: KeptParagraphs;
  last?: { readonly text: string; readonly analysis: Analysis };
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
  const working = new Set<number>();
  const documents = new Map<string, KeptDocument>();
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

  const keptOf = (document: string | undefined): KeptDocument | undefined => {
    if (document === undefined) return undefined;
    const known = documents.get(document) ?? { kept: new KeptParagraphs() };
    documents.delete(document); // the last used are forgotten last
    documents.set(document, known);
    if (documents.size > KEPT_DOCUMENTS) documents.delete(documents.keys().next().value!);
    return known;
  };

  const analysed = async (
    id: number,
    text: string,
    asked: AnalysisRequestOptions,
    document: string | undefined,
  ): Promise<FromWorker> => {
    models ??= loadModels(read);
    const known = keptOf(document);
    const options = { ...asked, models: await models, kept: known?.kept };
    const send = (analysis: Analysis, accurate: boolean, settled: boolean): FromWorker => {
      if (known) known.last = { text, analysis };
      return { type: 'analysis', id, analysis: packAnalysis(analysis), accurate, settled };
    };
    if (known?.last && text.length >= LONG_TEXT) {
      const first = provisional(known.last, text, options);
      if (first) {
        port.post(send(first, false, false));
        await pause(SETTLING_PAUSE);
      }
    }
    if (asked.accurate && engine) {
      const facts = readText(text, options);
      const { analysis, accurate } = answer(facts, engine, engine.windowsOf(facts));
      return send(analysis, accurate, true);
    }
    const steps = analyseByStep(text, options);
    for (;;) {
      if (cancelled.has(id)) return { type: 'cancelled', id };
      const step = steps.next();
      if (step.done) return send(step.value, false, true);
      if (text.length >= LONG_TEXT) await pause(0);
    }
  };

  const digested = async (id: number, file: Uint8Array): Promise<FromWorker> => {
    const text = new TextDecoder().decode(file);
    models ??= loadModels(read);
    const facts = readText(text, { models: await models });
    return { type: 'digest', id, digest: encodeDigest(digestOf(text, interpret(facts))) };
  };

  const refine = async (
    id: number,
    text: string,
    options: AnalysisRequestOptions,
    visible: readonly Span[],
    document: string | undefined,
  ) => {
    models ??= loadModels(read);
    const loaded = await models;
    engine ??= new AccurateEngine(readAccurateModel(await read('accurate.json')), loaded.gazetteer);
    const facts = readText(text, { ...options, models: loaded, kept: keptOf(document)?.kept });
    const windows = engine.windowsOf(facts);
    const isSeen = ({ coreFrom, coreTo }: Window) =>
      visible.some(({ start, end }) => facts.tokens.start[coreFrom] < end && facts.tokens.end[coreTo - 1] > start);
    const seen = windows.filter(isSeen);
    const post = (analysis: Analysis, accurate: boolean) =>
      port.post({ type: 'refined', id, analysis: packAnalysis(analysis), accurate });
    const order = [...seen, ...windows.filter((window) => !isSeen(window))];
    let told = performance.now();
    for (const [w, window] of order.entries()) {
      await engine.read(window, facts.words, network);
      if (cancelled.has(id)) return;
      const read = w + 1;
      const now = performance.now();
      if (read === seen.length || (read > seen.length && now - told > REFINED_PAUSE)) {
        told = now;
        post(answer(facts, engine, windows).analysis, false);
      }
    }
    post(answer(facts, engine, windows).analysis, true);
  };

  const done = (id: number) => {
    working.delete(id);
    cancelled.delete(id);
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
        working.add(message.id);
        orFailure(
          message.id,
          analysed(message.id, message.text, message.options, message.document).finally(() => done(message.id)),
        );
        break;
      case 'forget':
        documents.delete(message.document);
        break;
      case 'digest':
        orFailure(message.id, digested(message.id, message.file));
        break;
      case 'refine': {
        const { id, text, options, visible, document } = message;
        working.add(id);
        orFailure(
          id,
          refine(id, text, options, visible, document).finally(() => done(id)),
        );
        break;
      }
      case 'cancel':
        if (working.has(message.id)) cancelled.add(message.id);
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

/** Lets messages in that came meanwhile. @param milliseconds at least */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
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

import { AccurateEngine, type WindowReading } from './analysis/accurate/reading';
import { readAccurateModel } from './analysis/accurate/model';
import type { NetworkInput, NetworkOutput } from './analysis/accurate/network';
import type { Window } from './analysis/accurate/windows';
import type { Analysis, Span, StepFailure } from './analysis/analysis';
import { type Models, loadModels } from './analysis/models';
import { type PackedAnalysis, packAnalysis, packedPart } from './analysis/packed';
import { type AnalyseOptions, type TextFacts, analyseByStep, interpret, readText } from './analysis/pipeline';
import { LONG_TEXT, type PackedText, provisional } from './analysis/provisional';
import { KeptParagraphs } from './analysis/text/keptParagraphs';
import { digestOf } from './corpus/digest';
import { encodeDigest } from './corpus/encoding';
import { type WantedAnchor, locateAll } from './review/anchor';
import type { TextPrint } from './review/print';

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
  /** What was read in a long text that may be edited. */
  | { readonly type: 'base'; readonly document: string; readonly read: PackedText }
  /** In that text some characters gave way to others: tell at once what can be told of it. */
  | {
      readonly type: 'edit';
      readonly id: number;
      readonly document: string;
      readonly at: number;
      readonly removed: number;
      readonly added: string;
      /** What is on screen, and some more around it. */
      readonly visible: Span;
      readonly options: AnalysisRequestOptions;
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
  /** Find anchors again in a text; `prints` are those of the texts in which they were set. */
  | {
      readonly type: 'locate';
      readonly id: number;
      readonly text: string;
      readonly prints: readonly TextPrint[];
      readonly wanted: readonly WantedAnchor[];
    }
  | { readonly type: 'model'; readonly file: string; readonly bytes: Uint8Array }
  | { readonly type: 'modelFailure'; readonly file: string; readonly message: string };

/**
 * What the analysis worker sends back. It has no files of its own, and no network: it asks for the models that it needs and
 * for what the network says of a window.
 */
export type FromWorker =
  | { readonly type: 'needModel'; readonly file: string }
  /** It is at this request from now on: were it never to be heard of again, this one would be to blame. */
  | { readonly type: 'begun'; readonly id: number; readonly characters: number }
  /** For this request, which waits until then. */
  | { readonly type: 'run'; readonly id: number; readonly run: number; readonly input: NetworkInput }
  | {
      readonly type: 'analysis';
      readonly id: number;
      readonly analysis: PackedAnalysis;
      readonly accurate: boolean;
    }
  /** After an `edit`: what can be told at once of the part that is visible (`packedPart`); undefined when nothing can. */
  | { readonly type: 'provisional'; readonly id: number; readonly analysis: PackedAnalysis | undefined }
  | {
      readonly type: 'refined';
      readonly id: number;
      readonly analysis: PackedAnalysis;
      /** All of it has been read: nothing more comes. */
      readonly accurate: boolean;
    }
  /** `digest`: see corpus/encoding.ts */
  | {
      readonly type: 'digest';
      readonly id: number;
      readonly digest: Uint8Array;
      readonly failures?: readonly StepFailure[];
    }
  /** Where the anchors are, in the order in which they were asked for. */
  | { readonly type: 'located'; readonly id: number; readonly spans: readonly (Span | undefined)[] }
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

/** So many documents are kept for when they are edited. */
const KEPT_DOCUMENTS = 3;

/**
 * Between two answers for an article that is being refined there is at least so much time, in milliseconds, and so many times what
 * the last answer took: it reads the whole article, and would else go on doing so after every window of a long one.
 */
const REFINED_PAUSE = 1000;
const REFINED_SHARE = 4;

/**
 * The analysis worker: answers one request after the other, off the extension host's thread. Only refining is spread out: it
 * waits for the network window by window, and everything else goes on meanwhile.
 */
export function serveAnalysis(port: WorkerPort): void {
  const files = new Awaited<string, Uint8Array>();
  const runs = new Awaited<number, NetworkOutput>();
  const cancelled = new Set<number>();
  const working = new Set<number>();
  const kept = new Recent<KeptParagraphs>(KEPT_DOCUMENTS);
  const bases = new Recent<PackedText>(KEPT_DOCUMENTS);
  const read = (file: string) => {
    port.post({ type: 'needModel', file });
    return files.wait(file);
  };
  let models: Promise<Models> | undefined;
  let engine: AccurateEngine | undefined;
  let lastRun = 0;
  const begun = (id: number, characters: number) => port.post({ type: 'begun', id, characters });
  const networkFor =
    (id: number, characters: number) =>
    async (input: NetworkInput): Promise<NetworkOutput> => {
      const run = ++lastRun;
      port.post({ type: 'run', id, run, input });
      const output = await runs.wait(run);
      begun(id, characters);
      return output;
    };

  const keptOf = (document: string | undefined): KeptParagraphs | undefined =>
    document === undefined ? undefined : (kept.get(document) ?? kept.set(document, new KeptParagraphs()));

  const analysed = async (
    id: number,
    text: string,
    asked: AnalysisRequestOptions,
    document: string | undefined,
  ): Promise<FromWorker> => {
    models ??= loadModels(read);
    const options = { ...asked, models: await models, kept: keptOf(document) };
    begun(id, text.length);
    const send = (analysis: Analysis, accurate: boolean): FromWorker => {
      return { type: 'analysis', id, analysis: packAnalysis(analysis), accurate };
    };
    if (asked.accurate && engine) {
      const facts = readText(text, options);
      const { analysis, accurate } = answer(facts, engine, engine.windowsOf(facts));
      return send(analysis, accurate);
    }
    const steps = analyseByStep(text, options);
    for (;;) {
      if (cancelled.has(id)) return { type: 'cancelled', id };
      const step = steps.next();
      if (step.done) return send(step.value, false);
      if (text.length < LONG_TEXT) continue;
      await pause();
      begun(id, text.length);
    }
  };

  const edited = async (edit: Extract<ToWorker, { type: 'edit' }>): Promise<FromWorker> => {
    const { id, document, at, removed, added, visible, options } = edit;
    models ??= loadModels(read);
    const asked = { ...options, models: await models };
    const before = bases.get(document);
    if (!before) return { type: 'provisional', id, analysis: undefined };
    begun(id, before.text.length);
    const text = before.text.slice(0, at) + added + before.text.slice(at + removed);
    const analysis = provisional(before, text, asked);
    if (!analysis) return { type: 'provisional', id, analysis: undefined };
    bases.set(document, { text, analysis });
    return { type: 'provisional', id, analysis: packedPart(analysis, visible) };
  };

  const digested = async (id: number, file: Uint8Array): Promise<FromWorker> => {
    const text = new TextDecoder().decode(file);
    models ??= loadModels(read);
    const loaded = await models;
    begun(id, text.length);
    const analysis = interpret(readText(text, { models: loaded }));
    return { type: 'digest', id, digest: encodeDigest(digestOf(text, analysis)), failures: analysis.failures };
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
    begun(id, text.length);
    const facts = readText(text, { ...options, models: loaded, kept: keptOf(document) });
    const windows = engine.windowsOf(facts);
    const isSeen = ({ coreFrom, coreTo }: Window) =>
      visible.some(({ start, end }) => facts.tokens.start[coreFrom] < end && facts.tokens.end[coreTo - 1] > start);
    const seen = windows.filter(isSeen);
    const tell = (analysis: Analysis, accurate: boolean) =>
      port.post({ type: 'refined', id, analysis: packAnalysis(analysis), accurate });
    const network = networkFor(id, text.length);
    const order = [...seen, ...windows.filter((window) => !isSeen(window))];
    let [told, pause] = [performance.now(), REFINED_PAUSE];
    for (const [w, window] of order.entries()) {
      await engine.read(window, facts.words, network);
      if (cancelled.has(id)) return port.post({ type: 'cancelled', id });
      const read = w + 1;
      const now = performance.now();
      if (read === seen.length || (read > seen.length && now - told > pause)) {
        tell(answer(facts, engine, windows).analysis, false);
        told = performance.now();
        pause = Math.max(REFINED_PAUSE, REFINED_SHARE * (told - now));
      }
    }
    tell(answer(facts, engine, windows).analysis, true);
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
        kept.delete(message.document);
        bases.delete(message.document);
        break;
      case 'base':
        models ??= loadModels(read); // they are there when the first edit comes
        bases.set(message.document, message.read);
        break;
      case 'edit':
        orFailure(message.id, edited(message));
        break;
      case 'digest':
        orFailure(message.id, digested(message.id, message.file));
        break;
      case 'locate': {
        const { id, text, prints, wanted } = message;
        begun(id, text.length);
        const spans = Promise.resolve().then(() => locateAll(text, prints, wanted));
        orFailure(
          id,
          spans.then((spans) => ({ type: 'located', id, spans })),
        );
        break;
      }
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

/** Lets messages in that came meanwhile. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
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

/** The few that were used last. */
class Recent<Value> {
  readonly #values = new Map<string, Value>();

  constructor(private readonly most: number) {}

  get(key: string): Value | undefined {
    const value = this.#values.get(key);
    return value === undefined ? undefined : this.set(key, value);
  }

  set(key: string, value: Value): Value {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.most) this.#values.delete(this.#values.keys().next().value!);
    return value;
  }

  delete(key: string): void {
    this.#values.delete(key);
  }
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

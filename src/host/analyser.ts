import * as vscode from 'vscode';
import type { Analysis, Span, StepFailure } from '../analysis/analysis';
import { unpackAnalysis } from '../analysis/packed';
import { LONG_TEXT } from '../analysis/provisional';
import { failureWords } from '../analysis/runStep';
import { DisposableOwner } from '../util/disposable';
import { type Overrun, Watchdog, type Watching, WATCHING_FAST } from '../util/watchdog';
import type { WantedAnchor } from '../review/anchor';
import type { TextPrint } from '../review/print';
import type { AnalysisRequestOptions, FromWorker, ToWorker } from '../worker';
import type { AnalysisWorker, AnalysisWorkers, WorkerAnswer } from './analysisWorkers';
import { Edits } from './edits';
import type { NetworkHost } from './networkHost';
import { OverrunTexts } from './overrunTexts';

/** `editor`: somebody is looking at it; it overtakes `background`. */
export type Priority = 'editor' | 'background';

/** An article's analysis, and whether the accurate engine has read all of it. */
export interface Analysed {
  readonly analysis: Analysis;
  readonly accurate: boolean;
  /** Where this is provisional, after an edit of a long article: the part of it that was told, and what is to take its place. */
  readonly provisional?: { readonly within: Span; readonly settled: Promise<Analysed> };
}

export interface EditedDocument {
  /** Its address. */
  readonly key: string;
  /** What is on screen, and some more around it. */
  visible(): Span;
}

interface Job {
  readonly id: number;
  readonly text: string;
  readonly options: AnalysisRequestOptions;
  readonly priority: Priority;
  readonly document: string | undefined;
  isCancelled: boolean;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

type Answer = Extract<FromWorker, { type: 'analysis' | 'refined' }>;

interface Refining {
  readonly message: Extract<ToWorker, { type: 'refine' }>;
  onAnswer(answer: Answer): void;
  reject(error: Error): void;
}

/** What is asked for in between, and has one answer. */
interface Asking {
  readonly message: Extract<ToWorker, { type: 'digest' | 'locate' }>;
  resolve(answer: Extract<FromWorker, { type: 'digest' | 'located' }>): void;
  reject(error: Error): void;
}

const OTHER_ANSWER = 'another answer than asked for';

/** So many failures are remembered as logged. */
const MOST_LOGGED = 1000;

/** After a provisional answer the next edit is waited for so long, in milliseconds, before the whole text is read again. */
const SETTLING_PAUSE = 200;

/**
 * Sends texts to the analysis worker, one at a time, the editor's first. The worker starts with the first text. The
 * queue is on this side, so that what is cancelled while it waits costs nothing. What can be told at once of a long article that
 * was edited comes from a worker of its own (edits.ts). A worker that hangs is ended: the text that it is at fails, and fails at
 * once when it is asked for again; a new worker goes on with the others.
 */
export class Analyser extends DisposableOwner {
  readonly #waiting: Job[] = [];
  #running: Job | undefined;
  readonly #refining = new Map<number, Refining>();
  readonly #asking = new Map<number, Asking>();
  readonly #watchdog: Watchdog<number>;
  /** What either engine, or the accurate one with its network, has not come to an end with. */
  readonly #overran = new OverrunTexts();
  readonly #overranRefining = new OverrunTexts();
  readonly #edits: Edits;
  #worker: AnalysisWorker | undefined;
  #nextId = 1;
  /** What is in the log already: a text that is being edited is analysed with every key. */
  readonly #logged = new Set<string>();

  constructor(
    private readonly workers: AnalysisWorkers,
    private readonly network: NetworkHost,
    private readonly log: Pick<vscode.LogOutputChannel, 'error'>,
    watching: Watching = WATCHING_FAST,
  ) {
    super();
    this.#edits = this.register(new Edits(workers, log, watching));
    this.#watchdog = this.register(new Watchdog((id, error) => this.#overrun(id, error), watching));
    this.register({ dispose: () => this.#stop('the extension was deactivated') });
  }

  /**
   * @param edited an open document: after an edit what did not change is not read again, and of a long one what is visible is
   * told at once
   * @throws vscode.CancellationError when cancelled before the result was there, Overrun when it takes too long, Error when the
   * analysis failed or the worker ended.
   */
  async analyse(
    text: string,
    options: AnalysisRequestOptions,
    priority: Priority,
    token?: vscode.CancellationToken,
    edited?: EditedDocument,
  ): Promise<Analysed> {
    const document = edited?.key;
    const isLong = text.length >= LONG_TEXT;
    const read = async (): Promise<Analysed> => {
      const answer = await this.#queued(text, options, priority, token, document);
      if (document !== undefined && isLong) this.#edits.settle(document, { text, analysis: answer.analysis });
      return analysedOf(answer, text);
    };
    if (!edited || !isLong) return read();
    const within = edited.visible();
    const first = await this.#edits.answer(edited.key, text, within, options);
    if (token?.isCancellationRequested) throw new vscode.CancellationError();
    if (!first) return read();
    const settled = pause(SETTLING_PAUSE).then(read);
    settled.catch(() => {}); // nobody needs to wait for it
    return { analysis: unpackAnalysis(first, text), accurate: false, provisional: { within, settled } };
  }

  #queued(
    text: string,
    options: AnalysisRequestOptions,
    priority: Priority,
    token: vscode.CancellationToken | undefined,
    document: string | undefined,
  ): Promise<Answer> {
    if (token?.isCancellationRequested) return Promise.reject(new vscode.CancellationError());
    const overran = this.#overran.of(text);
    if (overran) return Promise.reject(overran);
    return new Promise((resolve, reject) => {
      const job: Job = {
        ...{ id: this.#nextId++, text, options, priority, document, isCancelled: false },
        resolve: (answer) => {
          listener?.dispose();
          resolve(answer);
        },
        reject: (error) => {
          listener?.dispose();
          reject(error);
        },
      };
      const listener = token?.onCancellationRequested(() => {
        const at = this.#waiting.indexOf(job);
        if (at >= 0) this.#waiting.splice(at, 1);
        if (this.#running === job) this.#worker?.post({ type: 'cancel', id: job.id });
        job.isCancelled = true;
        job.reject(new vscode.CancellationError());
      });
      this.#waiting.push(job);
      this.#next();
    });
  }

  /**
   * Has an article read by the accurate engine, what is visible first; texts that are analysed meanwhile do not wait for it.
   * @param onAnalysed called with every step on the way, and at last with all of it
   * @throws vscode.CancellationError, Overrun when it takes too long, or Error when the accurate engine cannot run or the worker ended
   */
  refine(
    text: string,
    options: AnalysisRequestOptions,
    visible: readonly Span[],
    token: vscode.CancellationToken,
    onAnalysed: (analysed: Analysed) => void,
    document?: string,
  ): Promise<void> {
    if (token.isCancellationRequested) return Promise.reject(new vscode.CancellationError());
    const overran = this.#overran.of(text) ?? this.#overranRefining.of(text);
    if (overran) return Promise.reject(overran);
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      const message = { type: 'refine', id, text, options, visible, document } as const;
      const end = (action: () => void) => {
        listener.dispose();
        this.#refining.delete(id);
        action();
      };
      const listener = token.onCancellationRequested(() => {
        this.#worker?.post({ type: 'cancel', id });
        end(() => reject(new vscode.CancellationError()));
      });
      this.#refining.set(id, {
        message,
        onAnswer: (answer) => {
          if (document !== undefined && text.length >= LONG_TEXT)
            this.#edits.settle(document, { text, analysis: answer.analysis });
          onAnalysed(analysedOf(answer, text));
          if (answer.accurate) end(resolve);
        },
        reject: (error) => end(() => reject(error)),
      });
      this.#worker ??= this.#start();
      this.#worker.post(message);
    });
  }

  /**
   * Sums up a short file for the index, in between; undefined when the worker does not run, and to start it takes longer than
   * to wait for another.
   */
  digest(file: Uint8Array): Promise<Uint8Array> | undefined {
    const worker = this.#worker;
    if (!worker) return undefined;
    const overran = this.#overran.of(file);
    if (overran) return Promise.reject(overran);
    return new Promise((resolve, reject) => {
      const message = { type: 'digest', id: this.#nextId++, file } as const;
      this.#asking.set(message.id, {
        message,
        resolve: (answer) => (answer.type === 'digest' ? resolve(answer.digest) : reject(new Error(OTHER_ANSWER))),
        reject,
      });
      worker.post(message);
    });
  }

  /**
   * Finds anchors again in a long text, in between: where each of them is.
   * @param prints of the texts in which they were set
   * @throws vscode.CancellationError, Overrun when it takes too long, or Error when it failed or the worker ended
   */
  locate(
    text: string,
    prints: readonly TextPrint[],
    wanted: readonly WantedAnchor[],
    token?: vscode.CancellationToken,
  ): Promise<readonly (Span | undefined)[]> {
    if (token?.isCancellationRequested) return Promise.reject(new vscode.CancellationError());
    return new Promise((resolve, reject) => {
      const message = { type: 'locate', id: this.#nextId++, text, prints, wanted } as const;
      const listener = token?.onCancellationRequested(() => end(() => reject(new vscode.CancellationError())));
      const end = (action: () => void) => {
        listener?.dispose();
        this.#asking.delete(message.id);
        action();
      };
      this.#asking.set(message.id, {
        message,
        resolve: (answer) =>
          end(() => (answer.type === 'located' ? resolve(answer.spans) : reject(new Error(OTHER_ANSWER)))),
        reject: (error) => end(() => reject(error)),
      });
      try {
        this.#worker ??= this.#start();
        this.#worker.post(message);
      } catch (error) {
        end(() => reject(error instanceof Error ? error : new Error(String(error))));
      }
    });
  }

  /** Steps that threw in some text, each failure once. */
  logFailures(failures: readonly StepFailure[] = []): void {
    for (const failure of failures) {
      const key = failure.stack ?? failure.message;
      if (this.#logged.has(key)) continue;
      if (this.#logged.size < MOST_LOGGED) this.#logged.add(key);
      this.log.error(`In the analysis of a text ${failureWords(failure)}\n${failure.stack ?? ''}`);
    }
  }

  /** A document is edited no more. */
  forget(document: string): void {
    this.#worker?.post({ type: 'forget', document });
    this.#edits.forget(document);
  }

  #next(): void {
    if (this.#running || !this.#waiting.length) return;
    const urgent = this.#waiting.findIndex((job) => job.priority === 'editor');
    const [job] = this.#waiting.splice(Math.max(0, urgent), 1);
    this.#running = job;
    try {
      this.#worker ??= this.#start();
      const { id, text, options, document } = job;
      this.#worker.post({ type: 'analyse', id, text, options, document });
    } catch (error) {
      this.#end(String(error));
    }
  }

  #start(): AnalysisWorker {
    const worker = this.workers.start({
      onMessage: (message) => {
        if (this.#worker === worker) this.#receive(message);
      },
      onEnd: (reason) => {
        if (this.#worker === worker) this.#end(reason);
      },
    });
    return worker;
  }

  #receive(message: WorkerAnswer): void {
    if (message.type === 'begun') {
      this.#watchdog.begin(message.id, message.characters);
      return;
    }
    if (message.type !== 'refined' || message.accurate) this.#watchdog.end(message.id);
    if (message.type === 'run') {
      this.#run(message);
      return;
    }
    const asking = this.#asking.get(message.id);
    if (asking) {
      this.#asking.delete(message.id);
      if (message.type === 'digest') this.logFailures(message.failures);
      if (message.type === 'digest' || message.type === 'located') asking.resolve(message);
      else asking.reject(new Error(message.type === 'failure' ? message.message : OTHER_ANSWER));
      return;
    }
    const refining = this.#refining.get(message.id);
    if (refining) {
      if (message.type === 'failure') refining.reject(new Error(message.message));
      else if (message.type === 'refined') {
        this.logFailures(message.analysis.failures);
        refining.onAnswer(message);
      }
      return;
    }
    const job = this.#running;
    if (job?.id !== message.id) return;
    this.#running = undefined;
    if (message.type === 'analysis') {
      this.logFailures(message.analysis.failures);
      job.resolve(message);
    } else if (message.type === 'failure') {
      this.log.error(`The analysis of a text of ${job.text.length} characters failed: ${message.message}`);
      job.reject(new Error(message.message));
    }
    this.#next();
  }

  #run({ run, input }: Extract<FromWorker, { type: 'run' }>): void {
    const worker = this.#worker;
    this.network.run(input).then(
      (output) => worker?.post({ type: 'ran', run, output }),
      (error: Error) => worker?.post({ type: 'runFailure', run, message: error.message }),
    );
  }

  /** The worker hangs with a text: that one fails, a new worker goes on with all others. */
  #overrun(id: number, error: Overrun): void {
    this.log.error(`The analysis worker was ended: ${error.message}`);
    this.#letGo();
    const job = this.#running;
    this.#running = undefined;
    if (job && job.id !== id && !job.isCancelled) this.#waiting.unshift(job);
    const [refining, asking] = [this.#refining.get(id), this.#asking.get(id)];
    this.#asking.delete(id);
    if (job?.id === id) this.#overran.add(job.text, error);
    if (refining) this.#overranRefining.add(refining.message.text, error);
    if (asking?.message.type === 'digest') this.#overran.add(asking.message.file, error);
    for (const each of [job?.id === id ? job : undefined, refining, asking]) each?.reject(error);
    const others = [...this.#refining.values(), ...this.#asking.values()];
    if (others.length) this.#worker = this.#start();
    for (const { message } of others) this.#worker?.post(message);
    this.#next();
  }

  #letGo(): void {
    this.#watchdog.dispose();
    this.#worker?.dispose();
    this.#worker = undefined;
  }

  /** The worker is gone: its text fails, the others go on with a new worker. */
  #end(reason: string): void {
    this.log.error(`The analysis worker ended: ${reason}`);
    const job = this.#running;
    this.#letGo();
    this.#running = undefined;
    job?.reject(new Error(`The analysis worker ended: ${reason}`));
    for (const each of [...this.#refining.values(), ...this.#asking.values()])
      each.reject(new Error(`The analysis worker ended: ${reason}`));
    this.#asking.clear();
    this.#next();
  }

  #stop(reason: string): void {
    const jobs = [...(this.#running ? [this.#running] : []), ...this.#waiting.splice(0)];
    this.#running = undefined;
    this.#letGo();
    for (const job of jobs) job.reject(new Error(reason));
    for (const each of [...this.#refining.values(), ...this.#asking.values()]) each.reject(new Error(reason));
    this.#asking.clear();
  }
}

function analysedOf({ analysis, accurate }: Answer, text: string): Analysed {
  return { analysis: unpackAnalysis(analysis, text), accurate };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

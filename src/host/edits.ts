import type * as vscode from 'vscode';
import type { Span } from '../analysis/analysis';
import type { PackedAnalysis } from '../analysis/packed';
import type { PackedText } from '../analysis/provisional';
import { commonEnd, commonStart } from '../util/common';
import { DisposableOwner } from '../util/disposable';
import { type Overrun, Watchdog, type Watching, WATCHING_FAST } from '../util/watchdog';
import type { AnalysisRequestOptions } from '../worker';
import type { AnalysisWorker, AnalysisWorkers, WorkerAnswer } from './analysisWorkers';

/** A document that the worker knows. */
interface Known {
  /** As the worker has it. */
  text: string;
  /** How it was read last, when the worker has not got that yet: it is large and goes with the next edit. */
  unsent: PackedText | undefined;
}

interface Edit {
  readonly id: number;
  readonly document: string;
  readonly text: string;
  readonly visible: Span;
  readonly options: AnalysisRequestOptions;
  resolve(analysis: PackedAnalysis | undefined): void;
}

/**
 * What can be told at once of long articles that are being edited. It has a worker of its own, since the other one may be at a
 * step of reading a whole article, which takes up to half a second and cannot be broken off. The worker starts with the first
 * long article that is open and ends with the last.
 */
export class Edits extends DisposableOwner {
  readonly #documents = new Map<string, Known>();
  #running: Edit | undefined;
  /** While an edit is at work only the last of those that follow waits. */
  #waiting: Edit | undefined;
  /** Documents with which the worker hung: nothing is told of them until they are closed. */
  readonly #givenUp = new Set<string>();
  readonly #watchdog: Watchdog<number>;
  #worker: AnalysisWorker | undefined;
  #nextId = 1;

  constructor(
    private readonly workers: AnalysisWorkers,
    private readonly log: Pick<vscode.LogOutputChannel, 'error'>,
    watching: Watching = WATCHING_FAST,
  ) {
    super();
    this.#watchdog = this.register(new Watchdog((_, error) => this.#overrun(error), watching));
    this.register({ dispose: () => this.#stop() });
  }

  /** A document was read as it stands: from here on edits are told. */
  settle(document: string, read: PackedText): void {
    if (this.disposed || this.#givenUp.has(document)) return;
    this.#worker ??= this.#start();
    const known = this.#documents.get(document);
    if (known) known.unsent = read;
    else {
      this.#documents.set(document, { text: read.text, unsent: undefined });
      this.#worker.post({ type: 'base', document, read });
    }
  }

  /**
   * What can be told of the part that is visible. Undefined where the document is not known, the edit changes too much, or another has overtaken it. Never rejects.
   */
  answer(
    document: string,
    text: string,
    visible: Span,
    options: AnalysisRequestOptions,
  ): Promise<PackedAnalysis | undefined> {
    if (!this.#documents.has(document)) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#waiting?.resolve(undefined);
      this.#waiting = { id: this.#nextId++, document, text, visible, options, resolve };
      this.#next();
    });
  }

  #next(): void {
    if (this.#running || !this.#waiting) return;
    this.#running = this.#waiting;
    this.#waiting = undefined;
    const { id, document, text, visible, options } = this.#running;
    const known = this.#documents.get(document);
    if (known?.unsent) {
      this.#worker?.post({ type: 'base', document, read: known.unsent });
      this.#documents.set(document, { text: known.unsent.text, unsent: undefined });
    }
    const before = this.#documents.get(document)?.text ?? '';
    const at = commonStart(before, text);
    const behind = commonEnd(before, text, Math.min(before.length, text.length) - at);
    const [removed, added] = [before.length - behind - at, text.slice(at, text.length - behind)];
    this.#worker?.post({ type: 'edit', id, document, at, removed, added, visible, options });
  }

  /** The document is edited no more. */
  forget(document: string): void {
    this.#givenUp.delete(document);
    if (!this.#documents.delete(document)) return;
    if (this.#documents.size) this.#worker?.post({ type: 'forget', document });
    else this.#stop();
  }

  #start(): AnalysisWorker {
    const worker = this.workers.start({
      onMessage: (message) => {
        if (this.#worker === worker) this.#receive(message);
      },
      onEnd: (reason) => {
        if (this.#worker !== worker) return;
        this.log.error(`The worker for edits ended: ${reason}`);
        this.#stop();
      },
    });
    return worker;
  }

  #receive(message: WorkerAnswer): void {
    if (message.type === 'begun') this.#watchdog.begin(message.id, message.characters);
    if (message.type !== 'provisional' && message.type !== 'failure') return; // nothing else is asked for
    this.#watchdog.end(message.id);
    if (message.type === 'failure') this.log.error(`What an edit changes could not be told: ${message.message}`);
    const edit = this.#running;
    if (edit?.id !== message.id) return;
    const analysis = message.type === 'provisional' ? message.analysis : undefined;
    const known = this.#documents.get(edit.document);
    if (analysis && known) known.text = edit.text;
    this.#running = undefined;
    edit.resolve(analysis);
    this.#next();
  }

  #overrun(error: Overrun): void {
    this.log.error(`The worker for edits was ended: ${error.message}`);
    if (this.#running) this.#givenUp.add(this.#running.document);
    this.#stop();
  }

  #stop(): void {
    this.#watchdog.dispose();
    this.#worker?.dispose();
    this.#worker = undefined;
    this.#documents.clear();
    for (const edit of [this.#running, this.#waiting]) edit?.resolve(undefined);
    this.#running = undefined;
    this.#waiting = undefined;
  }
}

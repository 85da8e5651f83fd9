/** The review of one article as one window has it: what is saved, what is decided here since, and what undo takes back. */
import { Busy } from './fileFolder';
import { isSameReview, mergeDecisions, mergeThreeWay } from './merge';
import type { TextPrint } from './print';
import type { Decision } from './review';
import { NO_REVIEW, type Sidecar } from './sidecar';
import type { Finding, Reading, ReviewStore } from './store';

/** What one undo takes back: decisions that were made, and such that were withdrawn. */
export interface Step {
  /** What it was, in words: "Accept". */
  readonly label: string;
  readonly made: readonly string[];
  readonly withdrawn: readonly string[];
}

export interface SessionListener {
  /** Something about the files that a person should know; each is reported once. */
  onFinding(finding: Finding): void;
  /** Another window or command keeps the files locked. The session goes on trying. */
  onBusy(): void;
}

export class ReviewSession {
  decisions: readonly Decision[] = [];
  prints: ReadonlyMap<string, TextPrint> = new Map();
  #foreign: readonly unknown[] = [];
  /** The files as they were read here last. */
  #base: Sidecar = NO_REVIEW;
  readonly #undo: Step[] = [];
  readonly #redo: Step[] = [];
  readonly #reported = new Set<string>();
  /** Reads and saves come one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  #isOver = false;

  /** @param store undefined for what has no place to be saved: until it has, the window remembers */
  constructor(
    private readonly store: ReviewStore | undefined,
    private readonly listener: SessionListener,
  ) {}

  /** Foreign annotations that are kept but not understood. */
  get foreignCount(): number {
    return this.#foreign.length;
  }

  /** Whether somebody decided something here that is not in the files yet; anchors that were only set anew do not count. */
  get isUnsaved(): boolean {
    const saved = new Map(this.#base.decisions.map((decision) => [decision.id, decision]));
    return this.decisions.some((mine) => {
      const was = saved.get(mine.id);
      return mine !== was && (!was || mine.withdrawn !== was.withdrawn || mine.restored !== was.restored);
    });
  }

  /**
   * Reads the files again: what others decided comes, what they deleted goes, what was decided here stays.
   * @returns whether anything is different now
   * @throws what the file system throws
   */
  refresh(): Promise<boolean> {
    return this.#inTurn(async () => {
      if (!this.store) return false;
      const before = this.decisions;
      const reading = await this.store.read(this.#base);
      this.#adopt(reading.isWhole ? this.#base : NO_REVIEW, reading);
      return !isSameReview({ ...NO_REVIEW, decisions: before }, this.#state);
    });
  }

  /**
   * Resolves when a fresh read of the files has had all that was decided here until now. While they are locked by others it
   * goes on trying.
   * @throws what the file system throws; the decisions stay, and the next save tries again
   */
  save(): Promise<void> {
    return this.#inTurn(async () => {
      const { store } = this;
      if (!store || isSameReview(this.#base, this.#state)) return;
      for (;;) {
        const ours = this.#state;
        try {
          this.#adopt(ours, await store.update(this.#base, ours));
          return;
        } catch (error) {
          if (!(error instanceof Busy) || this.#isOver) throw error;
          this.listener.onBusy();
        }
      }
    });
  }

  /** The session after the article got another name: with what is not saved yet, and with its undo. Saves nothing. */
  movedTo(store: ReviewStore | undefined, listener: SessionListener): ReviewSession {
    const moved = new ReviewSession(store, listener);
    moved.decisions = this.decisions;
    moved.prints = this.prints;
    moved.#foreign = this.#foreign;
    moved.#base = this.#base;
    moved.#undo.push(...this.#undo);
    moved.#redo.push(...this.#redo);
    return moved;
  }

  /** Ends it: a save that waits for a lock fails. */
  end(): void {
    this.#isOver = true;
  }

  /** All reads and saves that were begun have come to an end. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  // --- deciding: in memory; `save` does the rest ----------------------------------------------------------------------------

  /** Adds decisions as one step for undo; such as are there already stay as they are. @returns those that are new */
  add(label: string, decisions: readonly Decision[], prints: readonly TextPrint[]): readonly Decision[] {
    const known = new Set(this.decisions.map(({ id }) => id));
    const added = decisions.filter(({ id }) => !known.has(id));
    if (!added.length) return added;
    this.prints = new Map([...this.prints, ...prints.map((print) => [print.id, print] as const)]);
    this.decisions = mergeDecisions(this.decisions, added);
    this.#done({ label, made: added.map(({ id }) => id), withdrawn: [] });
    return added;
  }

  /** Takes decisions back as one step for undo. @param now ISO 8601, later than any time before */
  withdraw(label: string, ids: readonly string[], now: string): void {
    this.#flip([], ids, now);
    this.#done({ label, made: [], withdrawn: ids });
  }

  /** Takes back the last step; its label, or undefined when there is none. @param now as for `withdraw` */
  undo(now: string): string | undefined {
    const step = this.#pop(this.#undo);
    if (!step) return undefined;
    this.#flip(step.withdrawn, step.made, now);
    this.#redo.push(step);
    return step.label;
  }

  /** Does again what was undone last. @param now as for `withdraw` */
  redo(now: string): string | undefined {
    const step = this.#pop(this.#redo);
    if (!step) return undefined;
    this.#flip(step.made, step.withdrawn, now);
    this.#undo.push(step);
    return step.label;
  }

  /** The decisions with their anchors set anew: nothing that anybody decided. */
  reanchored(decisions: readonly Decision[], print: TextPrint): void {
    const used = new Set(decisions.map(({ text }) => text)).add(print.id);
    this.decisions = decisions;
    this.prints = new Map([...this.prints, [print.id, print] as const].filter(([id]) => used.has(id)));
  }

  #done(step: Step): void {
    this.#undo.push(step);
    this.#redo.length = 0;
  }

  /**
   * The last step of which anything is still there. Others deleted the rest, perhaps by changing to another branch: it waits
   * until they come back.
   */
  #pop(steps: Step[]): Step | undefined {
    const there = new Set(this.decisions.map(({ id }) => id));
    const at = steps.findLastIndex(({ made, withdrawn }) => [...made, ...withdrawn].some((id) => there.has(id)));
    return at < 0 ? undefined : steps.splice(at, 1)[0];
  }

  #flip(restore: readonly string[], withdraw: readonly string[], now: string): void {
    const [restored, withdrawn] = [new Set(restore), new Set(withdraw)];
    this.decisions = this.decisions.map((decision) => {
      if (withdrawn.has(decision.id)) return { ...decision, withdrawn: now };
      return restored.has(decision.id) ? { ...decision, restored: now } : decision;
    });
  }

  // --- the files --------------------------------------------------------------------------------------------------------------

  get #state(): Sidecar {
    return { decisions: this.decisions, prints: this.prints, foreign: this.#foreign };
  }

  /** @param base what the reading and what is here now were both made of */
  #adopt(base: Sidecar, { review, findings }: Reading): void {
    const merged = mergeThreeWay(base, this.#state, review);
    this.decisions = merged.decisions;
    this.prints = merged.prints;
    this.#foreign = review.foreign;
    this.#base = review;
    for (const finding of findings) {
      const key = JSON.stringify(finding);
      if (finding.kind === 'damaged' && this.#reported.has(key)) continue;
      this.#reported.add(key);
      this.listener.onFinding(finding);
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Decision, stands } from '../../src/review/review';
import { ReviewSession } from '../../src/review/session';
import { parseSidecar, writeSidecar } from '../../src/review/sidecar';
import { ReviewStore } from '../../src/review/store';
import { type Hook, Killed, MemoryDisk, ShortWrite } from '../../test/support/memoryFolder';
import { decisionsAbout } from '../../test/unit/review/decisions';
import type { Target } from '../target';

const WINDOW_ACTIONS = ['decide', 'undo', 'redo', 'refresh', 'close', 'kill', 'fail'] as const;
const OTHERS_ACTIONS = ['delete a decision', 'delete the file', 'change branch', 'rewrite'] as const;

/** Two windows that decide about one article at the same time, and other programs that change its sidecar. */
interface Rounds {
  readonly locks: boolean;
  readonly deletesFirst: boolean;
  /** What each window does, and how long after what it did before, in milliseconds. */
  readonly windows: readonly (readonly { readonly does: (typeof WINDOW_ACTIONS)[number]; readonly after: number }[])[];
  readonly others: readonly { readonly does: (typeof OTHERS_ACTIONS)[number]; readonly after: number }[];
  /** The sidecar is damaged, and repaired so much later; then other programs do nothing else. */
  readonly damage: readonly { readonly after: number; readonly repaired: number }[];
  /** How long calls of the file system take, in turn, in milliseconds: they decide who comes when. */
  readonly times: readonly number[];
}

const MAIN = 'a.txt.jsonld';
const about = decisionsAbout('Ann Lee said the talks failed.');
const template = about.decide(about.mention('Ann Lee'), { do: 'note', text: 'x' });

/** Time that passes only when all wait for it. */
class VirtualTime {
  #now = 0;
  #order = 0;
  readonly #waiting: { readonly at: number; readonly order: number; readonly go: () => void }[] = [];

  pause(milliseconds: number): Promise<void> {
    return new Promise((go) => this.#waiting.push({ at: this.#now + milliseconds, order: this.#order++, go }));
  }

  /** Lets time pass until nobody waits any more. @param look is called after each step */
  async pass(look: () => void): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve)); // all that can go on without time has gone on
      look();
      if (!this.#waiting.length) return;
      let next = 0;
      for (const [i, { at, order }] of this.#waiting.entries()) {
        const first = this.#waiting[next];
        if (at < first.at || (at === first.at && order < first.order)) next = i;
      }
      const [{ at, go }] = this.#waiting.splice(next, 1);
      this.#now = at;
      go();
    }
  }
}

class Round {
  readonly #disk = new MemoryDisk();
  readonly #time = new VirtualTime();
  #calls = 0;
  #clock = 0;
  #made = 0;
  #isDamaged = false;
  #seen: Uint8Array | undefined;
  /** Saved, and not deleted by others since. */
  #alive = new Set<string>();
  #otherBranch: { readonly alive: Set<string>; readonly content: Uint8Array | undefined } = {
    alive: new Set(),
    content: undefined,
  };
  readonly #everSaved = new Set<string>();
  readonly #saving = new Set<string>();
  /** Others acted while it was being saved, or redone: it may be there or not. */
  readonly #open = new Set<string>();
  /** How each was left by its window, as far as that was saved. */
  readonly #stands = new Map<string, boolean>();
  readonly #lastChange = new Map<string, number>();
  #changes = 0;

  constructor(private readonly input: Rounds) {}

  async run(): Promise<void> {
    const { windows, others, damage } = this.input;
    const all = Promise.all([
      ...windows.map((actions) => this.#window(actions)),
      this.#others(damage.length ? [] : others),
      this.#damages(damage),
    ]);
    await this.#time.pass(() => this.#nothingIsTorn());
    const sessions = (await all).filter((each) => each instanceof ReviewSession);
    // All windows look again, one after the other; then they and a new one see the same.
    const last = (async () => {
      for (const session of [...sessions, ...sessions]) {
        await session.refresh();
        if (session.isUnsaved) await session.save();
      }
      const { review, isWhole } = await new ReviewStore(this.#disk.folder(), MAIN, 'a.txt', this.#calm).read();
      return { decisions: review.decisions, isWhole };
    })();
    await this.#time.pass(() => this.#nothingIsTorn());
    const { decisions, isWhole } = await last;
    assert.ok(isWhole);
    const found = new Set(decisions.map(({ id }) => id));
    for (const id of this.#alive) if (!this.#open.has(id)) assert.ok(found.has(id), `${id} was saved, and is lost`);
    for (const id of this.#everSaved)
      if (!this.#alive.has(id) && !this.#open.has(id)) assert.ok(!found.has(id), `${id} was deleted, and is back`);
    for (const { decisions: here } of sessions)
      assert.deepEqual(here.map(({ id }) => id).sort(), [...found].sort(), 'a window has something else');
    if (!others.length || damage.length)
      for (const decision of decisions)
        if (this.#stands.has(decision.id))
          assert.equal(stands(decision), this.#stands.get(decision.id), `${decision.id} is not as it was left`);
    assert.deepEqual([...this.#disk.files.keys()], found.size || this.#disk.files.size ? [MAIN] : [], 'left over');
  }

  readonly #calm = { pause: (milliseconds: number) => this.#time.pause(milliseconds), random: () => 0.5 };

  /** A window, and after each kill or close another one. */
  async #window(actions: Rounds['windows'][number]): Promise<ReviewSession> {
    let process = this.#process();
    await process.session.refresh().catch(() => undefined);
    for (const { does, after } of actions) {
      await this.#time.pause(after);
      const { session } = process;
      if (does === 'decide') {
        const id = `d${++this.#made}`;
        session.add(does, [{ ...template, id, time: this.#now() }], []);
        this.#save(session, [id], true, true);
      } else if (does === 'undo' || does === 'redo') {
        const before = new Set(session.decisions);
        if (session[does](this.#now()) === undefined) continue;
        const changed = session.decisions.filter((each) => !before.has(each)).map(({ id }) => id);
        // Who takes up again what others have just deleted keeps it.
        if (does === 'redo' && this.input.others.length) for (const id of changed) this.#open.add(id);
        this.#save(session, changed, does === 'redo', false);
      } else if (does === 'refresh') {
        void session.refresh().then(
          () => (session.isUnsaved ? session.save().catch(() => undefined) : undefined),
          () => undefined,
        );
      } else if (does === 'fail') {
        process.failNext();
      } else {
        if (does === 'close') await session.settled();
        else process.kill();
        // What a killed window leaves counts, and it may have read it before others deleted something.
        if (does === 'kill' && this.input.others.length && this.#isSomethingBeside()) this.#leaveOpen();
        process = this.#process();
        await process.session.refresh().catch(() => undefined);
      }
    }
    process.failNext(false);
    await process.session.settled();
    return process.session;
  }

  #process(): { session: ReviewSession; kill: () => void; failNext: (fails?: boolean) => void } {
    const { locks, deletesFirst, times } = this.input;
    let isDead = false;
    let fails = false;
    const hook: Hook = async (call, _name, when) => {
      if (when === 'after') return;
      await this.#time.pause(times[this.#calls++ % times.length]);
      if (isDead) throw call === 'create' ? new ShortWrite(new Killed()) : new Killed();
      if (!fails) return;
      fails = false;
      const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      throw call === 'create' ? new ShortWrite(full) : full;
    };
    const folder = this.#disk.folder({ locks, deletesFirst, hook });
    const listener = { onFinding: () => undefined, onBusy: () => undefined };
    const session = new ReviewSession(new ReviewStore(folder, MAIN, 'a.txt', this.#calm), listener);
    return { session, kill: () => (isDead = true), failNext: (now = true) => (fails = now) };
  }

  #save(session: ReviewSession, ids: readonly string[], leavesStanding: boolean, isNew: boolean): void {
    const change = ++this.#changes;
    for (const id of ids) {
      this.#lastChange.set(id, change);
      this.#stands.delete(id); // nobody has said yet that it is saved
      if (isNew) this.#saving.add(id);
    }
    session.save().then(
      () => {
        for (const id of ids) {
          this.#saving.delete(id);
          if (this.#lastChange.get(id) === change) this.#stands.set(id, leavesStanding);
          if (!isNew) continue;
          this.#everSaved.add(id);
          if (!this.#open.has(id)) this.#alive.add(id);
        }
      },
      () => {
        for (const id of ids) this.#open.add(id); // nothing was promised
      },
    );
  }

  // --- other programs ---------------------------------------------------------------------------------------------------------

  async #others(actions: Rounds['others']): Promise<void> {
    for (const { does, after } of actions) {
      await this.#time.pause(after);
      if (!(await this.#isAtRest())) continue;
      const content = this.#disk.files.get(MAIN);
      if (!content && does !== 'change branch') continue;
      for (const id of this.#saving) this.#open.add(id);
      const { decisions } = content ? parseSidecar(new TextDecoder().decode(content)) : { decisions: [] };
      if (does === 'rewrite') await this.#rewrite(this.#json(decisions.toReversed(), '\n'));
      if (does === 'delete a decision' && decisions.length) {
        this.#alive.delete(decisions[0].id);
        await this.#rewrite(this.#json(decisions.slice(1)));
      }
      if (does === 'delete the file') {
        this.#alive.clear();
        this.#disk.files.delete(MAIN);
      }
      if (does === 'change branch') {
        const other = this.#otherBranch;
        this.#otherBranch = { alive: this.#alive, content };
        this.#alive = other.alive;
        await this.#rewrite(other.content && new TextDecoder().decode(other.content));
      }
    }
  }

  /** As git and many editors do it: the file goes, comes empty, half and then whole. */
  async #rewrite(content: string | undefined): Promise<void> {
    this.#isDamaged = true;
    this.#disk.files.delete(MAIN);
    let written: Uint8Array | undefined;
    for (const share of content === undefined ? [] : [0, 0.5, 1]) {
      await this.#time.pause(30);
      // A window that never had the file takes it for none and writes its own: what becomes of both is not up to the store.
      if (this.#disk.files.get(MAIN) !== written || this.#isSomethingBeside()) this.#leaveOpen();
      this.#disk.put(MAIN, content!.slice(0, share * content!.length));
      written = this.#disk.files.get(MAIN);
    }
    this.#isDamaged = false;
  }

  async #damages(damages: Rounds['damage']): Promise<void> {
    for (const { after, repaired } of damages) {
      await this.#time.pause(after);
      if (!(await this.#isAtRest())) continue;
      const content = this.#disk.files.get(MAIN);
      if (!content) continue;
      this.#isDamaged = true;
      this.#disk.files.set(MAIN, content.slice(0, content.length / 2));
      await this.#time.pause(repaired);
      await this.#isAtRest('while damaged');
      this.#disk.files.set(MAIN, content);
      this.#isDamaged = false;
    }
  }

  /**
   * Between comparing the file and replacing it no store can see what others do, and what a killed one left comes back for good
   * reason: others act when no file lies beside the sidecar.
   */
  async #isAtRest(when?: 'while damaged'): Promise<boolean> {
    const isOpen = (name: string) => name !== MAIN && !(when && name.endsWith('.jsonld'));
    for (let i = 0; i < 100; i++) {
      if (![...this.#disk.files.keys()].some(isOpen)) return true;
      await this.#time.pause(25);
    }
    return false;
  }

  #isSomethingBeside(): boolean {
    return [...this.#disk.files.keys()].some((name) => name !== MAIN);
  }

  #leaveOpen(): void {
    for (const id of [...this.#everSaved, ...this.#saving]) this.#open.add(id);
  }

  #nothingIsTorn(): void {
    const content = this.#disk.files.get(MAIN);
    if (content === this.#seen || this.#isDamaged) return;
    this.#seen = content;
    if (content) parseSidecar(new TextDecoder('utf-8', { fatal: true }).decode(content));
  }

  #json(decisions: readonly Decision[], end = ''): string {
    return writeSidecar({ decisions, prints: new Map(), foreign: [] }, 'a.txt') + end;
  }

  #now(): string {
    return new Date(Date.UTC(2022, 0, 1) + ++this.#clock).toISOString();
  }
}

/** Two windows, other programs, kills and failures: no decision that was said to be saved is lost. */
export function storeTarget(): Promise<Target<Rounds>> {
  const after = fc.nat(600);
  const window = fc.array(
    fc.record({
      does: fc.oneof(
        { weight: 5, arbitrary: fc.constant('decide' as const) },
        { weight: 3, arbitrary: fc.constantFrom(...WINDOW_ACTIONS) },
      ),
      after,
    }),
    { maxLength: 8 },
  );
  return Promise.resolve({
    name: 'store',
    what: 'two windows, other programs, kills and failures: nothing that was saved is lost, nothing deleted comes back',
    shortRuns: 1000,
    inputs: fc.record({
      locks: fc.boolean(),
      deletesFirst: fc.boolean(),
      windows: fc.tuple(window, window),
      others: fc.oneof(
        fc.constant([]),
        fc.array(fc.record({ does: fc.constantFrom(...OTHERS_ACTIONS), after }), { maxLength: 4 }),
      ),
      damage: fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(fc.record({ after, repaired: fc.nat(3000) }), { maxLength: 2 }) },
      ),
      times: fc.array(fc.nat(40), { minLength: 1, maxLength: 12 }),
    }),
    check: (input) => new Round(input).run(),
  });
}

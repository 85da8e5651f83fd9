import assert from 'node:assert/strict';
import fc from 'fast-check';
import { printOf } from '../../src/review/print';
import type { Action, Decision } from '../../src/review/review';
import { BrokenSidecar, type Sidecar, parseSidecar, writeSidecar } from '../../src/review/sidecar';
import { ReviewStore } from '../../src/review/store';
import { IMPATIENT, MemoryDisk } from '../../test/support/memoryFolder';
import { decisionsAbout } from '../../test/unit/review/decisions';
import type { Target } from '../target';

/** A sidecar, and by what each of its bytes is changed in turn. */
interface Damage {
  readonly decisions: readonly { readonly does: (typeof ACTIONS)[number]; readonly words: string; readonly author: string; readonly isWithdrawn: boolean }[]; // prettier-ignore
  readonly foreign: readonly unknown[];
  /** The sidecar itself, what lies beside it since it was damaged, or what a killed process left. */
  readonly file: (typeof FILES)[number];
  /** Bits that are flipped, byte by byte in turn. */
  readonly masks: readonly number[];
}

const ACTIONS = ['accept', 'note', 'tag', 'verdict', 'rename', 'claim'] as const;
const MAIN = 'a.txt.jsonld';
const FILES = [MAIN, 'a.txt.2.jsonld', 'a.txt.jsonld.3f2a9c01.new'] as const;
const TEXT = 'Ann Lee said on Monday that the talks had failed.\n\nBob Roe “agreed”.\n';
const about = decisionsAbout(TEXT);
const print = printOf(TEXT);
const prints = new Map([[print.id, print]]);
const note = (id: string): Decision => ({ ...about.decide(about.mention('Bob Roe'), { do: 'note', text: id }), id });
const [mine, other] = [note('urn:uuid:mine'), note('urn:uuid:other')];

/** A sidecar that is cut off or changed at any byte: what was whole is kept, what is damaged is left as it is. */
export function sidecarsTarget(): Promise<Target<Damage>> {
  const words = fc.string({ unit: 'binary', maxLength: 12 });
  return Promise.resolve({
    name: 'sidecars',
    what: 'sidecars cut off and changed at every byte: what was whole is kept, what is damaged is not overwritten',
    shortRuns: 2,
    inputs: fc.record({
      decisions: fc.array(
        fc.record({ does: fc.constantFrom(...ACTIONS), words, author: words, isWithdrawn: fc.boolean() }),
        { maxLength: 3 },
      ),
      foreign: fc.array(fc.oneof(fc.constant({ type: 'Highlight', id: 'urn:uuid:other' }), fc.jsonValue({ maxDepth: 2 })), { maxLength: 2 }), // prettier-ignore
      file: fc.constantFrom(...FILES),
      masks: fc.array(fc.integer({ min: 1, max: 255 }), { minLength: 1, maxLength: 20 }),
    }),
    async check({ decisions, foreign, file, masks }) {
      const review: Sidecar = { decisions: decisions.map(decisionOf), prints, foreign };
      const whole = new TextEncoder().encode(writeSidecar(review, 'a.txt'));
      for (let at = 0; at < whole.length; at++) {
        await attack(review, whole, whole.slice(0, at), file);
        const flipped = whole.slice();
        flipped[at] ^= masks[at % masks.length];
        await attack(review, whole, flipped, file);
      }
    },
  });
}

function decisionOf({ does, words, author, isWithdrawn }: Damage['decisions'][number], number: number): Decision {
  const actions: Record<(typeof ACTIONS)[number], Action> = {
    accept: { do: 'accept' },
    note: { do: 'note', text: words },
    tag: { do: 'tag', tag: words },
    verdict: { do: 'verdict', verdict: words },
    rename: { do: 'rename', name: words },
    claim: { do: 'correct', fields: ['speaker'] },
  };
  const state = does === 'claim' ? about.claim({ source: 'Ann Lee', cue: 'said', content: 'the talks had failed' }) : about.mention('Ann Lee'); // prettier-ignore
  const made = about.decide(state, actions[does], { author, text: print.id });
  return { ...made, id: `urn:uuid:${number}`, ...(isWithdrawn && { withdrawn: '2022-02-01T00:00:00.000Z' }) };
}

async function attack(review: Sidecar, whole: Uint8Array, damaged: Uint8Array, file: string): Promise<void> {
  const disk = new MemoryDisk(file === MAIN ? {} : { [MAIN]: json([other]) });
  disk.files.set(file, damaged);
  const readable = readableIn(damaged);
  const expected = new Map([...(readable?.decisions ?? []), ...(file === MAIN ? [] : [other])].map((each) => [each.id, each])); // prettier-ignore

  // Who opens it sees what is whole.
  const store = new ReviewStore(disk.folder(), MAIN, 'a.txt', IMPATIENT);
  const { review: read } = await store.read();
  assert.deepEqual(ids(read), [...expected.keys()].sort());
  // A decision is saved, and nothing that was whole is lost.
  await store.update(read, { ...read, decisions: [...read.decisions, mine] });
  const { review: saved } = await new ReviewStore(disk.folder(), MAIN, 'a.txt', IMPATIENT).read();
  assert.deepEqual(ids(saved), [...new Set([...expected.keys(), mine.id])].sort());
  const has = new Set(saved.foreign.map((each) => JSON.stringify(each)));
  for (const each of readable?.foreign ?? []) assert.ok(has.has(JSON.stringify(each)), 'a foreign item is lost');
  if (readable || file.endsWith('.new')) return;
  // What is damaged is as it was; and who had it open before still has all of it.
  assert.deepEqual(disk.files.get(file), damaged);
  const window = await store.update(review, { ...review, decisions: [...review.decisions, mine] });
  assert.deepEqual(disk.files.get(file), damaged);
  for (const { id } of review.decisions) assert.ok(window.review.decisions.some((each) => each.id === id), `${id} is lost`); // prettier-ignore
  // When it is repaired all is together again, in one file.
  disk.files.set(file, whole);
  const { review: repaired, isWhole } = await new ReviewStore(disk.folder(), MAIN, 'a.txt', IMPATIENT).read();
  assert.ok(isWhole);
  for (const { id } of [...review.decisions, mine]) assert.ok(repaired.decisions.some((each) => each.id === id), `${id} is lost`); // prettier-ignore
  assert.deepEqual([...disk.files.keys()], [MAIN]);
}

/** Undefined for what is damaged. Nothing but `BrokenSidecar` may be thrown. */
function readableIn(bytes: Uint8Array): Sidecar | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
  try {
    return parseSidecar(text);
  } catch (error) {
    assert.ok(error instanceof BrokenSidecar, String(error));
    return undefined;
  }
}

function json(decisions: readonly Decision[]): string {
  return writeSidecar({ decisions, prints, foreign: [] }, 'a.txt');
}

function ids({ decisions }: Sidecar): string[] {
  return decisions.map(({ id }) => id).sort();
}

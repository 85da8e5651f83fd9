/**
 * Where the decisions about one article are kept, for all who read and write them: the windows of an editor and the
 * command line. The file system is passed in.
 *
 * The sidecar `talks.txt.jsonld` holds them. Beside it there may be, and whoever comes next reads them all:
 *  - `talks.txt.2.jsonld`, `.3` and so on: what was decided while the sidecar could not be read. It is never overwritten then.
 *  - `talks.txt.jsonld.3f2a9c01.new`, or `.4711.tmp`: what a process was writing when it was killed.
 * When the sidecar can be read again they are merged into it, and then deleted.
 *
 * A save reads, merges, writes a new file, puts it in the sidecar's place, and reads that again. A lock covers all of it.
 * Where there is no lock, the file is compared just before it is replaced, and read again a moment later.
 */
import { CLOCK, type Clock, type FileFolder, patient } from './fileFolder';
import { isSameReview, mergeReviews, mergeThreeWay } from './merge';
import {
  BrokenSidecar,
  NO_REVIEW,
  NewerSidecar,
  type Sidecar,
  articleNamed,
  parseSidecar,
  writeSidecar,
} from './sidecar';

export const SIDECAR_SUFFIX = '.jsonld';
/** How long a file that looks half written, or has just gone, is given to be completed, in milliseconds. */
const HALF_WRITTEN = 500;
/** How often it is looked at meanwhile: it must be the same each time. */
const LOOKS = 5;
/** Without a lock: longer than anybody takes between comparing the file and replacing it, in milliseconds. */
const SETTLED = 250;
/** How often a save begins anew because another program changed the file meanwhile. */
const MOST_ATTEMPTS = 20;
const FIRST_PAUSE = 10;
const LONGEST_PAUSE = 500;

/** Something about the files that a person should know. */
export type Finding =
  | {
      readonly kind: 'damaged';
      /** It is left as it is. */
      readonly file: string;
      /** A sentence without the file's name. */
      readonly reason: string;
      /** It is whole, but a newer Hearsay wrote it. */
      readonly isNewer: boolean;
      /** Where new decisions go; undefined when they go into the sidecar all the same. */
      readonly instead: string | undefined;
    }
  | {
      readonly kind: 'recovered';
      /** Files that were merged into `into`, and deleted. */
      readonly files: readonly string[];
      readonly into: string;
      /** How many decisions `into` did not have. */
      readonly decisions: number;
    };

/** What the files of a review have. */
export interface Reading {
  readonly review: Sidecar;
  /** False when a file could not be understood: what is missing from the review then was not deleted. */
  readonly isWhole: boolean;
  /** The file that has it, or will have it. */
  readonly file: string;
  readonly findings: readonly Finding[];
}

/** A file that has, or should have, decisions. */
interface StoredFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly review?: Sidecar;
  readonly problem?: BrokenSidecar;
}

/** The files of a review as they were at one moment. */
interface Look {
  readonly main: StoredFile | undefined;
  readonly numbered: readonly StoredFile[];
  readonly beside: readonly StoredFile[];
}

export class ReviewStore {
  readonly #folder: FileFolder;
  /** What was parsed last, by the file's name: the same bytes need not be parsed again. */
  readonly #parsed = new Map<string, StoredFile>();
  /** The sidecar while it cannot be read, once it was seen to stay so: one need not wait again. */
  #damaged: Uint8Array | undefined;

  /**
   * @param name of the sidecar, `talks.txt.jsonld`
   * @param article how the sidecar names the article, `talks.txt`
   */
  constructor(
    private readonly files: FileFolder,
    readonly name: string,
    readonly article: string,
    private readonly clock: Clock = CLOCK,
  ) {
    this.#folder = patient(files, clock);
  }

  /**
   * What all files together have. Those that a killed process or a damaged sidecar left are tidied up, if that is possible.
   * @param base what was read here before
   * @throws what the file system throws
   */
  async read(base: Sidecar = NO_REVIEW): Promise<Reading> {
    const look = await this.#settled(base, false);
    if (leftOver(look, targetOf(look, this.name)).length) {
      try {
        return await this.update(NO_REVIEW, NO_REVIEW);
      } catch {
        // the folder may be read only, or in use: it is read all the same
      }
    }
    return this.#reading(look, targetOf(look, this.name));
  }

  /**
   * Merges what was decided here into the files. When it resolves, a fresh read has had all of it.
   * @param base the review as it was last read here
   * @param ours the same with what was decided since
   * @returns what the files have now, the next base
   * @throws Busy, or what the file system throws; then nothing of the files was lost
   */
  async update(base: Sidecar, ours: Sidecar): Promise<Reading> {
    return this.#locked(() => this.#write(base, ours));
  }

  /**
   * Moves all that is kept about the article to the store of the same article under another name. What is kept there
   * already is merged with it.
   * @throws as `update`
   */
  async moveTo(to: ReviewStore): Promise<void> {
    if (!filesOf(await this.#look(true)).length) return;
    await this.#locked(async () => {
      const look = await this.#settled(NO_REVIEW, true);
      const names = await this.#folder.names(true);
      const stem = stemOf(this.name);
      const isSameFile = this.files === to.files && folded(this.name) === folded(to.name) && !names.includes(to.name);
      if (isSameFile) {
        // Where names differ by more than case only, writing the one and deleting the other would delete both.
        for (const { name } of filesOf(look))
          await this.#folder.rename(name, stemOf(to.name) + name.slice(stem.length));
        return;
      }
      const [whole, damaged] = [filesOf(look).filter(({ review }) => review), damagedOf(look)];
      for (const { bytes } of damaged) await to.#keep(bytes);
      if (whole.length) await to.update(NO_REVIEW, reviewOf(look));
      const incomplete = damaged.length ? [] : look.beside;
      for (const name of new Set([...whole, ...damaged, ...incomplete].map((file) => file.name)))
        await this.#folder.delete(name);
    });
  }

  /** Puts a damaged file of another store where it is found, in nobody's place. */
  async #keep(bytes: Uint8Array): Promise<void> {
    await this.#locked(async () => {
      for (let isKept = false; !isKept;) {
        const names = await this.#folder.names(true);
        isKept = await this.#put(names.includes(this.name) ? freeNumber(this.name, names) : this.name, bytes);
      }
    });
  }

  #locked<T>(work: () => Promise<T>): Promise<T> {
    return this.#folder.lock ? this.#folder.lock(this.name, work) : work();
  }

  async #write(base: Sidecar, ours: Sidecar): Promise<Reading> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      const look = await this.#settled(base, true);
      const name = targetOf(look, this.name, look.main?.problem ? await this.#folder.names(true) : []);
      const target = filesOf(look).find((file) => file.name === name);
      const sources = leftOver(look, name);
      const review = mergeThreeWay(isWhole(look) ? base : NO_REVIEW, ours, reviewOf(look));
      const has = target?.review ?? NO_REVIEW;
      let isSaved = isSameReview(review, has) && review.foreign.length === has.foreign.length;
      if (!isSaved) {
        const bytes = new TextEncoder().encode(writeSidecar(review, this.article));
        isSaved = await this.#replace(name, target?.bytes, bytes);
        if (isSaved) this.#parsed.set(name, { name, bytes, review });
      }
      if (isSaved) {
        for (const file of sources) await this.#discard(file.name, file).catch(() => undefined); // the next one to come does it
        return this.#reading(look, name, review);
      }
      await this.clock.pause(Math.min(FIRST_PAUSE * 2 ** attempt, LONGEST_PAUSE) * (0.5 + this.clock.random() / 2));
    }
    throw new Error(`another program keeps changing ${this.name}`);
  }

  /** Whether the file has the new content: not when it was changed by others before or right after. */
  async #replace(name: string, before: Uint8Array | undefined, after: Uint8Array): Promise<boolean> {
    if (!(await this.#put(name, after, before))) return false;
    if (!this.#folder.lock) await this.clock.pause(SETTLED);
    return isSameBytes(await this.#folder.read(name), after);
  }

  /** Writes a new file and puts it in place, unless what is there is no longer what was there `before`. */
  async #put(name: string, content: Uint8Array, before?: Uint8Array): Promise<boolean> {
    const beside = `${this.name}.${crypto.randomUUID().slice(0, 8)}.new`;
    try {
      await this.#folder.create(beside, content);
      const isUnchanged = isSameBytes(await this.#folder.read(name), before);
      if (isUnchanged) await this.#rename(beside, name, before);
      else await this.#folder.delete(beside);
      return isUnchanged;
    } catch (error) {
      await this.#discard(beside, { name, bytes: before }).catch(() => undefined); // the next one to come does it
      throw error;
    }
  }

  /**
   * Where there is no lock, others may replace the file at the same moment, or have seen the new one, merged it and deleted it:
   * then renaming fails, and a fresh read shows what became of it.
   */
  async #rename(beside: string, name: string, before: Uint8Array | undefined): Promise<void> {
    try {
      await this.#folder.rename(beside, name);
    } catch (error) {
      const isThere = await this.#folder.read(beside);
      if (isThere && isSameBytes(await this.#folder.read(name), before)) throw error;
    }
  }

  /**
   * Deletes a file as long as another is as it was: one that was merged, if nobody has written it since; one that could not be
   * put in place, if what it was to replace is still there. Else it may be all there is.
   */
  async #discard(
    name: string,
    witness: { readonly name: string; readonly bytes: Uint8Array | undefined },
  ): Promise<void> {
    if (isSameBytes(await this.#folder.read(witness.name), witness.bytes)) await this.#folder.delete(name);
  }

  #reading(look: Look, target: string, review = reviewOf(look)): Reading {
    const damaged = damagedOf(look).map(({ name, problem }): Finding => {
      const instead = name === this.name ? target : undefined;
      return { kind: 'damaged', file: name, reason: problem!.message, isNewer: problem instanceof NewerSidecar, instead }; // prettier-ignore
    });
    const sources = leftOver(look, target).filter(({ review }) => review);
    const there = new Set(
      filesOf(look)
        .find(({ name }) => name === target)
        ?.review?.decisions.map(({ id }) => id),
    );
    const recovered = new Set(sources.flatMap((file) => file.review!.decisions.map(({ id }) => id)).filter((id) => !there.has(id))); // prettier-ignore
    const findings: Finding[] = recovered.size
      ? [...damaged, { kind: 'recovered', files: sources.map(({ name }) => name), into: target, decisions: recovered.size }] // prettier-ignore
      : damaged;
    return { review, isWhole: isWhole(look), file: target, findings };
  }

  /**
   * The files when they are at rest. Git and editors write into a file, or delete it and create it anew: one that cannot be
   * read, or is gone, is looked at again until it stays as it is.
   */
  async #settled(base: Sidecar, fresh: boolean): Promise<Look> {
    let before: Look | undefined;
    for (let same = 0; ;) {
      const look = await this.#look(fresh || before !== undefined);
      const isGone = base.decisions.length > 0 && !filesOf(look).some(({ review }) => review);
      const isTorn = look.main?.problem && !(look.main.problem instanceof NewerSidecar);
      // Without a lock it may be what somebody is writing at this moment, and not what a killed process left.
      const isWritten = !this.#folder.lock && look.beside.length > 0;
      if (!isGone && !isTorn && !isWritten) {
        this.#damaged = undefined;
        return look;
      }
      same = before && isSameLook(look, before) ? same + 1 : 0;
      const isKnown = !isWritten && look.main !== undefined && isSameBytes(look.main.bytes, this.#damaged);
      if (same === LOOKS || isKnown) {
        if (isTorn) this.#damaged = look.main?.bytes;
        return look;
      }
      before = look;
      await this.clock.pause(HALF_WRITTEN / LOOKS);
    }
  }

  async #look(fresh: boolean): Promise<Look> {
    let names = await this.#folder.names(fresh);
    for (let attempt = 1; ; attempt++) {
      const { numbered, beside } = familyOf(this.name, names);
      // The sidecar comes last: a file beside it that has just gone is the sidecar by now.
      const besides = await this.#readAll(beside);
      const others = await this.#readAll(numbered);
      const [main] = await this.#readAll([this.name]);
      const isOurs = (file: StoredFile) => !this.#isOfAnother(file);
      const look = { main, numbered: others.filter(isOurs), beside: besides.filter(isOurs) };
      // Where a file is deleted before another gets its name, it may be missing for a moment: then that other one is there.
      const isMissed = besides.length < beside.length || others.length < numbered.length;
      if (attempt === MOST_ATTEMPTS || (!isMissed && (main || !fresh))) return look;
      const known = new Set(beside);
      names = await this.#folder.names(true);
      if (!isMissed && !names.includes(this.name) && familyOf(this.name, names).beside.every((name) => known.has(name)))
        return look;
    }
  }

  /** `talks.txt.2.jsonld` may also be the sidecar of an article that is called `talks.txt.2`. */
  #isOfAnother({ name, bytes }: StoredFile): boolean {
    const number = numberOf(this.name, name);
    if (number === undefined) return false;
    const article = articleNamed(new TextDecoder().decode(bytes));
    return BESIDE.test(name) ? article !== this.article : article === `${this.article}.${number}`;
  }

  async #readAll(names: readonly string[]): Promise<StoredFile[]> {
    const files: StoredFile[] = [];
    for (const name of names) {
      const bytes = await this.#folder.read(name);
      const known = this.#parsed.get(name);
      if (!bytes) this.#parsed.delete(name);
      else files.push(known && isSameBytes(known.bytes, bytes) ? known : parsed(name, bytes));
    }
    for (const file of files) if (file.review) this.#parsed.set(file.name, file);
    return files;
  }
}

function parsed(name: string, bytes: Uint8Array): StoredFile {
  try {
    return { name, bytes, review: parseSidecar(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch (error) {
    if (error instanceof BrokenSidecar) return { name, bytes, problem: error };
    if (error instanceof TypeError) return { name, bytes, problem: new BrokenSidecar('it is not UTF-8') };
    throw error;
  }
}

function isSameLook(a: Look, b: Look): boolean {
  const names = ({ beside }: Look) => beside.map(({ name }) => name).join();
  return isSameBytes(a.main?.bytes, b.main?.bytes) && names(a) === names(b);
}

function filesOf({ main, numbered, beside }: Look): StoredFile[] {
  return [...(main ? [main] : []), ...numbered, ...beside];
}

/** All that can be read, merged. */
function reviewOf(look: Look): Sidecar {
  const [first = NO_REVIEW, ...others] = filesOf(look).flatMap(({ review }) => review ?? []);
  return others.reduce(mergeReviews, first);
}

/** What a killed process has left incomplete is not among them: it was never saved. */
function damagedOf({ main, numbered }: Look): StoredFile[] {
  return [...(main ? [main] : []), ...numbered].filter(({ problem }) => problem);
}

/** Whether all that people decided can be read. */
function isWhole(look: Look): boolean {
  return !damagedOf(look).length;
}

/** The file that decisions go into: the sidecar, or while that cannot be read the first of those beside it that can. */
function targetOf({ main, numbered }: Look, name: string, names: readonly string[] = []): string {
  if (!main?.problem) return name;
  return (
    numbered.find(({ review }) => review)?.name ?? freeNumber(name, [...names, ...numbered.map((file) => file.name)])
  );
}

/** Files that have nothing that the target will not have. */
function leftOver({ main, numbered, beside }: Look, target: string): StoredFile[] {
  const isUseless = ({ bytes, problem }: StoredFile) =>
    problem && !(problem instanceof NewerSidecar) && (main?.review ?? isCutOff(bytes));
  return [
    ...numbered.filter(({ name, review }) => review && name !== target),
    ...beside.filter((file) => file.review ?? isUseless(file)),
  ];
}

/** Whether the end of a file that we write is missing: then it was never in the sidecar's place. */
function isCutOff(bytes: Uint8Array): boolean {
  return !new TextDecoder().decode(bytes.subarray(-3)).endsWith('\n}\n');
}

// --- names -----------------------------------------------------------------------------------------------------------------

interface Family {
  readonly numbered: string[];
  readonly beside: string[];
}

const NUMBERED = /^(.+)\.([2-9]|[1-9]\d{1,3})\.jsonld$/;
const BESIDE = /^(.+\.jsonld)\.(?:[0-9a-z]+\.new|\d+\.tmp)$/;

/** The sidecar that a file was written beside, by the file's name; the name itself for any other. */
export function sidecarOfName(name: string): string {
  const main = BESIDE.exec(name)?.[1] ?? name;
  const stem = NUMBERED.exec(main)?.[1];
  return stem === undefined ? main : stem + SIDECAR_SUFFIX;
}

/** By the list of names: thousands of sidecars in one folder are looked up in one list. */
const families = new WeakMap<readonly string[], ReadonlyMap<string, Family>>();

function familyOf(main: string, names: readonly string[]): Family {
  let known = families.get(names);
  if (!known) {
    const made = new Map<string, Family>();
    const of = (sidecar: string): Family => {
      let family = made.get(sidecar);
      if (!family) made.set(sidecar, (family = { numbered: [], beside: [] }));
      return family;
    };
    for (const name of [...names].sort()) {
      const besideWhich = BESIDE.exec(name)?.[1];
      if (besideWhich !== undefined) {
        of(besideWhich).beside.push(name);
        const stem = NUMBERED.exec(besideWhich)?.[1];
        if (stem !== undefined) of(stem + SIDECAR_SUFFIX).beside.push(name);
      } else {
        const stem = NUMBERED.exec(name)?.[1];
        if (stem !== undefined) of(stem + SIDECAR_SUFFIX).numbered.push(name);
      }
    }
    families.set(names, (known = made));
  }
  return known.get(main) ?? { numbered: [], beside: [] };
}

/** The other files that decisions about the same article may be in: `talks.txt.2.jsonld` and so on. */
export function numberedSidecars(main: string, names: readonly string[]): readonly string[] {
  return familyOf(main, names).numbered;
}

function numberOf(main: string, name: string): number | undefined {
  const found = NUMBERED.exec(BESIDE.exec(name)?.[1] ?? name);
  return found && found[1] + SIDECAR_SUFFIX === main ? Number(found[2]) : undefined;
}

function freeNumber(main: string, names: readonly string[]): string {
  const taken = new Set(names);
  const stem = stemOf(main);
  let number = 2;
  while (taken.has(`${stem}.${number}${SIDECAR_SUFFIX}`)) number++;
  return `${stem}.${number}${SIDECAR_SUFFIX}`;
}

function stemOf(sidecar: string): string {
  return sidecar.slice(0, -SIDECAR_SUFFIX.length);
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function isSameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (!a || !b || a === b) return a === b;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

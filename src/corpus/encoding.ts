import { deflateSync, inflateSync } from 'fflate';
import { ENTITY_TYPES } from '../analysis/analysis';
import { grown } from '../util/grown';
import type { ArticleDigest, DigestBody, DigestClaim, DigestDate, DigestEntity, DigestHead, Place } from './digest';

/**
 * A digest as bytes: a head; the body and the mentions, deflated; and what cannot be deflated, the hashes of its sentences and the
 * claims' bands, of which the last can be left out. A section is its texts, one UTF-8 string cut by lengths, then its numbers as
 * varints (LEB128). Deflated it is a third smaller, in memory and on disk, and takes a tenth of a millisecond to be inflated.
 */
export function encodeDigest({ head, body, mentions, bands }: ArticleDigest): Uint8Array {
  const [words, places] = [encodeBody(body), encodeMentions(mentions)];
  const packed = new Writer();
  packed.int(words.length);
  packed.int(places.length);
  return withLengths([
    encodeHead(head),
    joinBytes([packed.bytes(), deflateSync(joinBytes([words, places]), { mem: 4 })]),
    encodeSentences(body),
    encodeBands(bands),
  ]);
}

/** What is in memory: the claims' bands can be made of their texts again. */
export function withoutBands(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, sectionsOf(bytes).bands);
}

export function decodeHead(bytes: Uint8Array): DigestHead {
  const { head, packed } = sectionsOf(bytes);
  const reader = Reader.section(bytes.subarray(head, packed));
  return {
    title: reader.optionalText(),
    date: reader.optionalText(),
    url: reader.optionalText(),
    claims: reader.int(),
    actors: reader.int(),
  };
}

export function decodeBody(bytes: Uint8Array): DigestBody {
  const { words } = unpacked(bytes);
  const reader = Reader.section(words);
  const entities = reader.list((): DigestEntity => {
    const flags = reader.int();
    return {
      type: ENTITY_TYPES[flags >> 1],
      named: (flags & 1) === 1,
      name: reader.text(),
      aliases: reader.list(() => reader.text()),
      role: reader.optionalText(),
      claims: reader.int(),
    };
  });
  const claims = reader.list((): DigestClaim => {
    const actor = reader.int();
    return {
      id: reader.text(),
      actor: actor ? actor - 1 : undefined,
      source: reader.text(),
      text: reader.text(),
      how: reader.text(),
      kind: KINDS[reader.int()],
      confidence: reader.int() / 100,
      verdict: reader.optionalText(),
      places: decodePlaces(reader),
    };
  });
  const dates = reader.list((): DigestDate => {
    const type = DATE_TYPES[reader.int()];
    const value = reader.text();
    return { type, value, place: decodePlaces(reader)[0] };
  });
  return { entities, claims, dates, sentences: decodeSentences(bytes) };
}

/** The body's, without the rest of it. */
export function decodeSentences(bytes: Uint8Array): Uint32Array {
  const reader = new Reader(bytes, sectionsOf(bytes).sentences);
  return Uint32Array.from(reader.list(() => reader.hash()));
}

export function decodeMentions(bytes: Uint8Array): Place[][] {
  const { places } = unpacked(bytes);
  const reader = Reader.section(places);
  return reader.list(() => decodePlaces(reader));
}

/** The bands of each claim, undefined when they were left out. */
export function decodeBands(bytes: Uint8Array): number[][] | undefined {
  const start = sectionsOf(bytes).bands;
  if (start === bytes.length) return undefined;
  const reader = new Reader(bytes, start);
  return reader.list(() => reader.list(() => reader.hash()));
}

const KINDS = ['direct', 'indirect', 'mixed'] as const;
const DATE_TYPES = ['DATE', 'TIME', 'DURATION', 'SET'] as const;

function encodeHead({ title, date, url, claims, actors }: DigestHead): Uint8Array {
  const writer = new Writer();
  for (const text of [title, date, url]) writer.optionalText(text);
  writer.int(claims);
  writer.int(actors);
  return writer.section();
}

function encodeBody({ entities, claims, dates }: DigestBody): Uint8Array {
  const writer = new Writer();
  writer.list(entities, ({ type, named, name, aliases, role, claims: count }) => {
    writer.int(ENTITY_TYPES.indexOf(type) * 2 + Number(named));
    writer.text(name);
    writer.list(aliases, (alias) => writer.text(alias));
    writer.optionalText(role);
    writer.int(count);
  });
  writer.list(claims, (claim) => {
    writer.int(claim.actor === undefined ? 0 : claim.actor + 1);
    for (const text of [claim.id, claim.source, claim.text, claim.how]) writer.text(text);
    writer.int(KINDS.indexOf(claim.kind));
    writer.int(Math.round(claim.confidence * 100));
    writer.optionalText(claim.verdict);
    encodePlaces(writer, claim.places);
  });
  writer.list(dates, ({ type, value, place }) => {
    writer.int(DATE_TYPES.indexOf(type));
    writer.text(value);
    encodePlaces(writer, [place]);
  });
  return writer.section();
}

function encodeMentions(mentions: readonly (readonly Place[])[]): Uint8Array {
  const writer = new Writer();
  writer.list(mentions, (places) => encodePlaces(writer, places));
  return writer.section();
}

function encodeSentences({ sentences }: DigestBody): Uint8Array {
  const writer = new Writer();
  writer.list([...sentences], (hash) => writer.hash(hash));
  return writer.bytes();
}

function encodeBands(bands: readonly (readonly number[])[]): Uint8Array {
  const writer = new Writer();
  writer.list(bands, (hashes) => writer.list(hashes, (hash) => writer.hash(hash)));
  return writer.bytes();
}

/** Places in text order: lines as differences from the one before. Out of order, whole numbers still come back. */
function encodePlaces(writer: Writer, places: readonly Place[]): void {
  let before = 0;
  writer.list(places, ({ line, column, endLine, endColumn }) => {
    writer.signed(line - before);
    writer.int(column);
    writer.int(endLine - line);
    writer.signed(endLine === line ? endColumn - column : endColumn);
    before = line;
  });
}

function decodePlaces(reader: Reader): Place[] {
  let before = 0;
  return reader.list(() => {
    const line = before + reader.signed();
    before = line;
    const column = reader.int();
    const endLine = line + reader.int();
    const width = reader.signed();
    return { line, column, endLine, endColumn: endLine === line ? column + width : width };
  });
}

/** Sections, and the lengths of all but the last before them. */
function withLengths(sections: readonly Uint8Array[]): Uint8Array {
  const lengths = new Writer();
  for (const section of sections.slice(0, -1)) lengths.int(section.length);
  return joinBytes([lengths.bytes(), ...sections]);
}

/** Where the sections of a digest begin. */
function sectionsOf(bytes: Uint8Array): Record<'head' | 'packed' | 'sentences' | 'bands', number> {
  const reader = new Reader(bytes);
  const lengths = [reader.int(), reader.int(), reader.int()];
  const head = reader.offset;
  const packed = head + lengths[0];
  const sentences = packed + lengths[1];
  return { head, packed, sentences, bands: sentences + lengths[2] };
}

/** The sections that are deflated together. */
function unpacked(bytes: Uint8Array): { readonly words: Uint8Array; readonly places: Uint8Array } {
  const { packed, sentences } = sectionsOf(bytes);
  const reader = new Reader(bytes, packed);
  const [words, places] = [reader.int(), reader.int()];
  const all = inflateSync(bytes.subarray(reader.offset, sentences), { out: new Uint8Array(words + places) });
  return { words: all.subarray(0, words), places: all.subarray(words) };
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Writes numbers and texts in the order in which `Reader` reads them. */
export class Writer {
  #bytes = new Uint8Array(256);
  #length = 0;
  readonly #texts: string[] = [];

  /** A whole number from 0 to 2^53 - 1. */
  int(number: number): void {
    let rest = number;
    while (rest >= 128) {
      this.#byte((rest % 128) | 128);
      rest = Math.floor(rest / 128);
    }
    this.#byte(rest);
  }

  /** 32 bits, unsigned, that are no small number more often than not. */
  hash(hash: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.#byte((hash >>> shift) & 255);
  }

  signed(number: number): void {
    this.int(number < 0 ? -2 * number - 1 : 2 * number);
  }

  text(text: string): void {
    this.#texts.push(text);
    this.int(text.length);
  }

  optionalText(text: string | undefined): void {
    this.int(text === undefined ? 0 : 1);
    if (text !== undefined) this.text(text);
  }

  list<T>(items: readonly T[], write: (item: T) => void): void {
    this.int(items.length);
    items.forEach(write);
  }

  /** The numbers alone. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #byte(byte: number): void {
    if (this.#length === this.#bytes.length) this.#bytes = grown(this.#bytes, new Uint8Array(this.#length * 2));
    this.#bytes[this.#length++] = byte;
  }

  /** Texts and numbers: what `Reader.section` takes. */
  section(): Uint8Array {
    const texts = new TextEncoder().encode(this.#texts.join(''));
    const length = new Writer();
    length.int(texts.length);
    return joinBytes([length.bytes(), texts, this.bytes()]);
  }
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

export class Reader {
  #texts = '';
  #textOffset = 0;

  constructor(
    private readonly bytes: Uint8Array,
    public offset = 0,
  ) {}

  static section(bytes: Uint8Array): Reader {
    const start = new Reader(bytes);
    const length = start.int();
    const reader = new Reader(bytes, start.offset + length);
    reader.#texts = UTF8.decode(bytes.subarray(start.offset, start.offset + length));
    return reader;
  }

  int(): number {
    let number = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.offset++];
      if (byte === undefined) throw new RangeError('The bytes end within a number.');
      number += (byte & 127) * factor;
      if (byte < 128) return number;
    }
  }

  hash(): number {
    if (this.offset + 4 > this.bytes.length) throw new RangeError('The bytes end within a hash.');
    let hash = 0;
    for (let shift = 0; shift < 32; shift += 8) hash |= this.bytes[this.offset++] << shift;
    return hash >>> 0;
  }

  signed(): number {
    const number = this.int();
    return number % 2 ? -(number + 1) / 2 : number / 2;
  }

  text(): string {
    const start = this.#textOffset;
    this.#textOffset += this.int();
    return this.#texts.slice(start, this.#textOffset);
  }

  optionalText(): string | undefined {
    return this.int() ? this.text() : undefined;
  }

  list<T>(read: () => T): T[] {
    const items = new Array<T>(this.int());
    for (let i = 0; i < items.length; i++) items[i] = read();
    return items;
  }
}

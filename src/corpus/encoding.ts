import { ENTITY_TYPES } from '../analysis/analysis';
import type { ArticleDigest, DigestBody, DigestClaim, DigestDate, DigestEntity, DigestHead, Place } from './digest';

/**
 * A digest as bytes: a head, a body and the mentions, each to be read without the others. A section is its texts, one
 * UTF-8 string cut by lengths, then its numbers as varints (LEB128).
 */
export function encodeDigest({ head, body, mentions }: ArticleDigest): Uint8Array {
  const sections = [encodeHead(head), encodeBody(body), encodeMentions(mentions)];
  const lengths = new Writer();
  for (const section of sections) lengths.int(section.length);
  return joinBytes([lengths.bytes(), ...sections]);
}

export function decodeHead(bytes: Uint8Array): DigestHead {
  const reader = section(bytes, 0);
  return {
    title: reader.optionalText(),
    date: reader.optionalText(),
    url: reader.optionalText(),
    claims: reader.int(),
    actors: reader.int(),
  };
}

export function decodeBody(bytes: Uint8Array): DigestBody {
  const reader = section(bytes, 1);
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
      bands: Uint32Array.from({ length: reader.int() }, () => reader.int()),
    };
  });
  const dates = reader.list((): DigestDate => {
    const type = DATE_TYPES[reader.int()];
    const value = reader.text();
    return { type, value, place: decodePlaces(reader)[0] };
  });
  return { entities, claims, dates, sentences: Uint32Array.from({ length: reader.int() }, () => reader.int()) };
}

export function decodeMentions(bytes: Uint8Array): Place[][] {
  const reader = section(bytes, 2);
  return reader.list(() => decodePlaces(reader));
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

function encodeBody({ entities, claims, dates, sentences }: DigestBody): Uint8Array {
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
    writer.list([...claim.bands], (hash) => writer.int(hash));
  });
  writer.list(dates, ({ type, value, place }) => {
    writer.int(DATE_TYPES.indexOf(type));
    writer.text(value);
    encodePlaces(writer, [place]);
  });
  writer.list([...sentences], (hash) => writer.int(hash));
  return writer.section();
}

function encodeMentions(mentions: readonly (readonly Place[])[]): Uint8Array {
  const writer = new Writer();
  writer.list(mentions, (places) => encodePlaces(writer, places));
  return writer.section();
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

function section(bytes: Uint8Array, index: number): Reader {
  const lengths = new Reader(bytes);
  const [head, body, mentions] = [lengths.int(), lengths.int(), lengths.int()];
  const starts = [0, head, head + body, head + body + mentions].map((offset) => lengths.offset + offset);
  return Reader.section(bytes.subarray(starts[index], starts[index + 1]));
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
    if (this.#length + 8 > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    while (rest >= 128) {
      this.#bytes[this.#length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length++] = rest;
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

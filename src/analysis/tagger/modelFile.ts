/**
 * The file format of all models: the bytes "HSAY", a version, the length of a JSON header, the header, then named
 * sections of numbers, each on a multiple of 8 bytes so that it is read as a typed array without copying.
 * (The layout follows safetensors.) Little endian throughout, as every machine is that runs JavaScript today.
 */

const MAGIC = 0x59415348; // "HSAY"
const VERSION = 1;
const ALIGNMENT = 8;

const TYPES = {
  i8: Int8Array,
  u8: Uint8Array,
  i16: Int16Array,
  u16: Uint16Array,
  i32: Int32Array,
  u32: Uint32Array,
  f32: Float32Array,
} as const;
type TypeName = keyof typeof TYPES;
export type Section = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array;

export interface ModelFile {
  /** What the model is and was trained on; small, JSON. `kind` is checked by its reader. */
  readonly about: Readonly<Record<string, unknown>> & { readonly kind: string };
  readonly sections: Readonly<Record<string, Section>>;
}

interface Entry {
  readonly name: string;
  readonly type: TypeName;
  readonly offset: number;
  readonly length: number;
}

export function writeModelFile({ about, sections }: ModelFile): Uint8Array {
  let offset = 0;
  const entries: Entry[] = Object.entries(sections).map(([name, data]) => {
    const entry = { name, type: typeName(data), offset, length: data.length };
    offset = aligned(offset + data.byteLength);
    return entry;
  });
  const header = new TextEncoder().encode(JSON.stringify({ about, sections: entries }));
  const begin = aligned(12 + header.length);
  const bytes = new Uint8Array(begin + offset);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, header.length, true);
  bytes.set(header, 12);
  for (const entry of entries) {
    const data = sections[entry.name];
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), begin + entry.offset);
  }
  return bytes;
}

/**
 * Opens a model; its sections are views on `bytes`.
 * @throws Error naming the file and what is wrong with it.
 */
export function readModelFile(bytes: Uint8Array, file: string, kind: string): ModelFile {
  const broken = (problem: string): Error => new Error(`Model file ${file} cannot be used: ${problem}.`);
  if (bytes.byteLength < 12) throw broken('it is too short');
  if (bytes.byteOffset % ALIGNMENT) bytes = bytes.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw broken('it is no Hearsay model');
  const version = view.getUint32(4, true);
  if (version !== VERSION) throw broken(`it has format version ${version}, this program reads ${VERSION}`);
  const headerLength = view.getUint32(8, true);
  const begin = aligned(12 + headerLength);
  if (begin > bytes.byteLength) throw broken('it is cut off');
  let header: { about?: ModelFile['about']; sections?: Entry[] };
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(12, 12 + headerLength))) as typeof header;
  } catch {
    throw broken('its header is no JSON');
  }
  if (!header?.about || !Array.isArray(header.sections)) throw broken('its header is incomplete');
  if (header.about.kind !== kind) throw broken(`it holds "${header.about.kind}", not "${kind}"`);
  const sections: Record<string, Section> = {};
  for (const { name, type, offset, length } of header.sections) {
    const Type = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
    if (
      !Type ||
      !Number.isInteger(offset) ||
      !Number.isInteger(length) ||
      offset < 0 ||
      length < 0 ||
      offset % ALIGNMENT
    )
      throw broken(`its section ${name} is malformed`);
    if (begin + offset + length * Type.BYTES_PER_ELEMENT > bytes.byteLength) throw broken('it is cut off');
    sections[name] = new Type(bytes.buffer as ArrayBuffer, bytes.byteOffset + begin + offset, length);
  }
  return { about: header.about, sections };
}

/** The section of that name and type. @throws Error naming the file when it is not there. */
export function sectionOf<T extends Section>(
  model: ModelFile,
  name: string,
  Type: abstract new (...given: never[]) => T,
  file: string,
): T {
  const section = model.sections[name];
  if (!(section instanceof Type)) throw new Error(`Model file ${file} cannot be used: its section ${name} is missing.`);
  return section;
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

function typeName(data: Section): TypeName {
  return (Object.keys(TYPES) as TypeName[]).find((name) => data instanceof TYPES[name])!;
}

import { UnreadableText, decodeText } from './decode';
import type { Input } from './inputs';

/** Longer lines are no record of one article. */
const LONGEST_LINE = 256 * 1024 * 1024;

/**
 * Reads records {"id", "text", "title"?, "date"?, "url"?}, one a line, one at a time. A line that is no such record
 * becomes a problem that names it, and the next is read.
 */
export async function* readRecords(
  stream: AsyncIterable<Buffer | string>,
  source: string,
): AsyncGenerator<Input, void> {
  let number = 0;
  for await (const line of readLines(stream)) {
    number++;
    const input = readRecord(line, `${source}:${number}`);
    if (input) yield input;
  }
}

/** Undefined for a blank line. */
function readRecord(line: Buffer | 'too long', origin: string): Input | undefined {
  if (line === 'too long') return { origin, problem: 'a line too long for a record' };
  let json: string;
  try {
    json = decodeText(line).replace(/^\ufeff/, '');
  } catch (error) {
    return { origin, problem: error instanceof UnreadableText ? error.message : String(error) };
  }
  if (!json.trim()) return undefined;
  let record: unknown;
  try {
    record = JSON.parse(json);
  } catch {
    return { origin, problem: 'not a line of JSON' };
  }
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    return { origin, problem: 'not a record: expected {"id": ..., "text": ...}' };
  }
  const { id, text, ...header } = record as Record<string, unknown>;
  if (typeof id !== 'string' && typeof id !== 'number') return { origin, problem: 'the record has no "id"' };
  if (typeof text !== 'string') return { origin, problem: 'the record has no "text"' };
  for (const key of ['title', 'date', 'url'] as const) {
    const value = header[key] ?? undefined;
    if (value !== undefined && typeof value !== 'string') return { origin, problem: `"${key}" is not a string` };
  }
  const { title, date, url } = header as Record<'title' | 'date' | 'url', string | null | undefined>;
  return {
    name: String(id),
    origin,
    text,
    form: 'body',
    given: { title: title ?? undefined, date: date ?? undefined, url: url ?? undefined },
  };
}

const LINE_FEED = 10;

/** The lines of a stream as bytes, without their line feed; holds no more than one line at a time. */
async function* readLines(stream: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer | 'too long', void> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer) => {
    length += part.length;
    if (length <= LONGEST_LINE) parts.push(part);
    else parts = [];
  };
  const finish = () => {
    const line = length > LONGEST_LINE ? 'too long' : Buffer.concat(parts);
    parts = [];
    length = 0;
    return line;
  };
  for await (const piece of stream) {
    const chunk = Buffer.from(piece as Buffer);
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      take(chunk.subarray(from, at));
      yield finish();
      from = at + 1;
    }
    take(chunk.subarray(from));
  }
  if (length) yield finish();
}

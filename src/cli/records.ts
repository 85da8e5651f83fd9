import { NestedTooDeep, parseJson } from '../util/json';
import { UnreadableText, decodeText } from './decode';
import type { Input } from './inputs';
import { readLines } from './lines';

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
    const input = readRecord(line === 'too long' ? line : line.bytes, `${source}:${number}`);
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
    record = parseJson(json);
  } catch (error) {
    return { origin, problem: error instanceof NestedTooDeep ? error.message : 'not a line of JSON' };
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

import { isUtf8 } from 'node:buffer';

/** A text that cannot be read as one. The message says why and what to do, without the file's name. */
export class UnreadableText extends Error {}

/** V8 holds no string longer than 2^29 - 24; the analysis of one needs a multiple of it. */
export const LARGEST_FILE = 256 * 1024 * 1024;

/**
 * The text of UTF-8 bytes; a byte order mark stays in it, so that offsets refer to the file as stored.
 * @throws UnreadableText when they are no text, or text in another encoding.
 */
export function decodeText(bytes: Buffer): string {
  if (bytes.length > LARGEST_FILE) throw new UnreadableText(`larger than ${LARGEST_FILE / 1024 / 1024} MB`);
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new UnreadableText('UTF-16 text; save it as UTF-8');
  }
  if (bytes.includes(0)) throw new UnreadableText('a binary file (it has NUL bytes)');
  if (!isUtf8(bytes)) throw new UnreadableText('not UTF-8; save it as UTF-8');
  return bytes.toString('utf8');
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'a folder',
  ENOTDIR: 'not a folder',
  ENOSPC: 'no space left on the device',
  EBADF: 'not open',
  ENAMETOOLONG: 'a name too long for the file system',
  ELOOP: 'a symbolic link that leads to itself',
};

/** What went wrong with a file, in words: "no such file or folder". */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? error.message;
}

const LINE_FEED = 10;

/** Longer lines are no record of one article. */
const LONGEST_LINE = 256 * 1024 * 1024;

export interface Line {
  /** Without the line feed. */
  readonly bytes: Buffer;
  /** False for the last one of a stream that ends without a line feed. */
  readonly complete: boolean;
}

/** The lines of a stream; holds no more than one at a time. */
export async function* readLines(stream: AsyncIterable<Buffer | string>): AsyncGenerator<Line | 'too long', void> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer) => {
    length += part.length;
    if (length <= LONGEST_LINE) parts.push(part);
    else parts = [];
  };
  const finish = (complete: boolean) => {
    const line = length > LONGEST_LINE ? ('too long' as const) : { bytes: Buffer.concat(parts), complete };
    parts = [];
    length = 0;
    return line;
  };
  for await (const piece of stream) {
    const chunk = Buffer.from(piece as Buffer);
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      take(chunk.subarray(from, at));
      yield finish(true);
      from = at + 1;
    }
    take(chunk.subarray(from));
  }
  if (length) yield finish(false);
}

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { root } from '../../../tools/project.mjs';

// An article is untrusted text: no regular expression may take more than linear time for it.

interface Pattern {
  readonly where: string;
  readonly regex: RegExp;
}

/** Folders whose patterns meet the words of articles. */
const FOLDERS = ['src/analysis', 'src/formats', 'src/editor'];

function patternsOf(folder: string): Pattern[] {
  const files = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...literalsIn(path.join(folder, file)),
      ...builtIn(path.join(folder, file), readFileSync(path.join(root, folder, file), 'utf8')),
    ]);
}

/** The literals of a source file. */
function literalsIn(file: string): Pattern[] {
  const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Pattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, pattern, flags] = /^\/(.*)\/([a-z]*)$/s.exec(node.text)!;
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ where: `${file}:${line} ${node.text}`, regex: new RegExp(pattern, flags) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Those that a file builds when it is loaded: `new RegExp(...)` is listened to while it is loaded once more. */
function builtIn(file: string, content: string): Pattern[] {
  if (!/\bRegExp\(/.test(content)) return [];
  const found: Pattern[] = [];
  const original = globalThis.RegExp;
  const listening = new Proxy(original, {
    construct(target, [pattern, flags]: [string, string | undefined]) {
      const regex = new target(pattern, flags);
      found.push({ where: `${file} ${regex.source.slice(0, 60)}`, regex });
      return regex;
    },
  });
  const absolute = path.join(root, file);
  const kept = require.cache[absolute];
  delete require.cache[absolute];
  globalThis.RegExp = listening;
  try {
    createRequire(absolute)(absolute);
  } finally {
    globalThis.RegExp = original;
    require.cache[absolute] = kept;
  }
  assert.ok(found.length > 0, `${file} builds a pattern later than when it is loaded: test it by itself`);
  return found;
}

/** What is repeated to 100 kB: what patterns stumble over, and each pattern's own characters. */
const PIECES = [
  ...['a', 'A', '1', ' ', '.', '-', '/', ':', '"', "'", '(', '<', '*', '_', '=', '|', '\t', '\\', '“', 'é', '\n', '\r\n'],
  ...['a ', 'Aa ', 'AA ', '1.', '1,', 'a.', 'a-', '. ', ' .', '--', 'https://', 'www.', '2022-01-08', 'January 8, ', '<!--', '(AP) '],
]; // prettier-ignore

function piecesFor({ source }: RegExp): string[] {
  const own = source.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}\s\\]/gu) ?? [];
  return [...new Set([...PIECES, ...own.slice(0, 12)])];
}

/** A linear pattern takes 8 times as long for the second as for the first, a quadratic one 64 times. */
const EIGHTFOLD: readonly (readonly [small: number, large: number])[] = [
  [3_125, 25_000],
  [12_500, 100_000],
];
/** Between 8 and 64. */
const TOO_MUCH = 32;
/** Times below this, in milliseconds, are the machine's moods. */
const NOTABLE = 30;

/** How many times as long eight times as much takes, where that is more than a linear pattern could; else undefined. */
function excess(regex: RegExp, piece: string): number | undefined {
  for (const [small, large] of EIGHTFOLD) {
    const [short, long] = [small, large].map((size) => textOf(piece, size));
    if (timeOf(regex, long) < NOTABLE) continue;
    // In turn, and the best of each: another process may take the machine away for a while
    let [least, most] = [timeOf(regex, short), timeOf(regex, long)];
    for (let round = 0; round < 12 && most >= NOTABLE && most > TOO_MUCH * least; round++) {
      least = Math.min(least, timeOf(regex, short));
      most = Math.min(most, timeOf(regex, long));
    }
    if (most >= NOTABLE && most > TOO_MUCH * least) return most / least;
  }
  return undefined;
}

function textOf(piece: string, size: number): string {
  return `${piece.repeat(Math.ceil(size / piece.length)).slice(0, size)}\u0000`;
}

/** In milliseconds of this process' own time, which others that share the machine do not lengthen. */
function timeOf(regex: RegExp, text: string): number {
  const start = process.cpuUsage();
  regex.lastIndex = 0;
  // A global one goes on to the text's end, match by match; `test` makes no garbage
  while (regex.test(text) && regex.global) if (regex.lastIndex === 0 || regex.lastIndex >= text.length) break;
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

describe('patterns: none takes more than linear time', () => {
  it('a quadratic one would be found', () => {
    assert.ok(excess(/\s+$/, ' '));
    assert.equal(excess(/\s{0,9}$/, ' '), undefined);
  });
  for (const folder of FOLDERS) {
    it(folder, () => {
      const patterns = patternsOf(folder);
      assert.ok(patterns.length > 0);
      const slow = patterns.flatMap(({ where, regex }) =>
        piecesFor(regex).flatMap((piece) => (excess(regex, piece) ? [`${where} on ${JSON.stringify(piece)}`] : [])),
      );
      assert.deepEqual(slow, []);
    }).timeout(300_000);
  }
});

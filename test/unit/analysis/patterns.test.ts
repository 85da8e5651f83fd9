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

const SIZES = [6_250, 12_500, 25_000, 50_000, 100_000];

/** Times below this, in milliseconds, are those of the machine's moods. */
const NOTABLE = 20;

/** The quotient of the times of the first two sizes that is more than a linear pattern could have; else undefined. */
function excess(regex: RegExp, piece: string): number | undefined {
  let before = 0;
  for (const size of SIZES) {
    const text = `${piece.repeat(Math.ceil(size / piece.length)).slice(0, size)}\u0000`;
    const time = timeOf(regex, text);
    if (before > 0 && time > NOTABLE && time > 3 * before) {
      // Once more, and the best of five: a quadratic one takes four times as long each time
      const [half, whole] = [text.slice(size / 2), text].map((each) => best(5, () => timeOf(regex, each)));
      if (whole > NOTABLE && whole > 3 * half) return whole / half;
    }
    before = time;
  }
  return undefined;
}

function timeOf(regex: RegExp, text: string): number {
  const start = performance.now();
  regex.lastIndex = 0;
  if (regex.global) text.replace(regex, '');
  else regex.exec(text);
  return performance.now() - start;
}

function best(times: number, measure: () => number): number {
  return Math.min(...Array.from({ length: times }, measure));
}

describe('patterns: none takes more than linear time', () => {
  it('a quadratic one would be found', () => {
    assert.ok(excess(/\s+$/, ' '));
    assert.equal(excess(/\s{0,9}$/, ' '), undefined);
  }).timeout(60_000);
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

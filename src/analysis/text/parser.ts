import { feature, feature2, feature3 } from '../tagger/hash';
import { readModelFile, writeModelFile } from '../tagger/modelFile';
import { labelsOf } from '../tagger/sequence';
import { addScores, type Weights, weightSections, weightsOf } from '../tagger/weights';
import { RELATION, RELATIONS } from './relations';
import type { WordForms } from './wordForms';

/**
 * A greedy transition-based parser: arc-hybrid (Kuhlmann, Gómez-Rodríguez and Satta 2011) with the root behind the last
 * word (Ballesteros and Nivre 2013), scored by a linear model over the stack's top and the buffer's front (after Zhang and
 * Nivre 2011). Trees are projective and have one root.
 */
export interface ParserModel {
  /** Scores the moves. */
  readonly moves: Weights;
  /** Scores the relations of an arc. */
  readonly relations: Weights;
}

/** Dependency trees, by token. */
export interface Trees {
  /** Index of the head's token; -1 for a sentence's root. */
  readonly head: Int32Array;
  /** Number in RELATIONS of the relation to the head. */
  readonly relation: Uint8Array;
}

const KIND = 'parser';

/** The parser's moves: take a word from the buffer, or hang the stack's top on the buffer's front or on the word below it. */
export const MOVES = ['shift', 'left', 'right'] as const;
export const SHIFT = 0;
export const LEFT = 1;
export const RIGHT = 2;

/** @throws Error naming the file and what is wrong with it. */
export function readParserModel(bytes: Uint8Array, file = 'parser.bin'): ParserModel {
  const model = readModelFile(bytes, file, KIND);
  const labels = labelsOf(model, file);
  if (labels.join() !== RELATIONS.join())
    throw new Error(`Model file ${file} cannot be used: its relations are others.`);
  return { moves: weightsOf(model, MOVES, file, 'move.'), relations: weightsOf(model, labels, file, 'relation.') };
}

export function writeParserModel({ moves, relations }: ParserModel, about: Record<string, unknown> = {}): Uint8Array {
  return writeModelFile({
    about: { ...about, kind: KIND, labels: RELATIONS },
    sections: { ...weightSections(moves, 'move.'), ...weightSections(relations, 'relation.') },
  });
}

/**
 * Parses the sentences that end before the tokens `sentenceEnds`.
 * @param tags by token the number of its tag in TAGS
 */
export function parseSentences(
  forms: WordForms,
  tags: Uint8Array,
  sentenceEnds: readonly number[],
  model: ParserModel,
): Trees {
  const head = new Int32Array(forms.count).fill(-1);
  const relation = new Uint8Array(forms.count);
  const features = new Int32Array(Math.max(MOVE_FEATURES, RELATION_FEATURES));
  const moveScores = new Int32Array(MOVES.length);
  const relationScores = new Int32Array(RELATIONS.length);
  let from = 0;
  for (const to of sentenceEnds) {
    const state = beginParse(forms, tags, from, to);
    while (!isFinal(state)) {
      const allowed = allowedMoves(state);
      let move = onlyMove(allowed);
      if (move < 0) {
        moveFeatures(state, features);
        moveScores.fill(0);
        for (let f = 0; f < MOVE_FEATURES; f++) addScores(model.moves, features[f], moveScores);
        move = bestMove(moveScores, allowed);
      }
      let label = 0;
      if (move !== SHIFT && !isRootArc(state)) {
        relationFeatures(state, move, features);
        relationScores.fill(0);
        for (let f = 0; f < RELATION_FEATURES; f++) addScores(model.relations, features[f], relationScores);
        label = bestRelation(relationScores);
      }
      apply(state, move, label);
    }
    for (let i = 0; i < state.count; i++) {
      head[from + i] = state.head[i] === state.count ? -1 : from + state.head[i];
      relation[from + i] = state.relation[i];
    }
    from = to;
  }
  return { head, relation };
}

/** A parse under way. Words are numbered from 0 within the sentence; the root's number is `count`. */
export interface ParseState {
  readonly count: number;
  /** By word (and the root): hash of the word, number of its tag. */
  readonly words: Int32Array;
  readonly tags: Uint8Array;
  readonly endings: Int32Array;
  readonly stack: Int32Array;
  depth: number;
  /** First word of the buffer. */
  front: number;
  /** -1 = none yet. */
  readonly head: Int32Array;
  readonly relation: Uint8Array;
  /** Outermost dependents on either side, -1 = none; and how many there are. */
  readonly leftmost: Int32Array;
  readonly rightmost: Int32Array;
  readonly leftCount: Uint8Array;
  readonly rightCount: Uint8Array;
}

const ROOT_WORD = 0x7007;
const ROOT_TAG = 250;
const NONE_TAG = 251;

export function beginParse(forms: WordForms, tags: Uint8Array, from: number, to: number): ParseState {
  const count = to - from;
  const words = new Int32Array(count + 1);
  words.set(forms.lower.subarray(from, to));
  words[count] = ROOT_WORD;
  const tagsHere = new Uint8Array(count + 1);
  tagsHere.set(tags.subarray(from, to));
  tagsHere[count] = ROOT_TAG;
  return {
    ...{ count, words, tags: tagsHere, depth: 0, front: 0 },
    endings: forms.suffix3.subarray(from, to),
    stack: new Int32Array(count + 1),
    head: new Int32Array(count + 1).fill(-1),
    relation: new Uint8Array(count + 1),
    leftmost: new Int32Array(count + 1).fill(-1),
    rightmost: new Int32Array(count + 1).fill(-1),
    leftCount: new Uint8Array(count + 1),
    rightCount: new Uint8Array(count + 1),
  };
}

export function isFinal({ front, count, depth }: ParseState): boolean {
  return front === count && depth === 0;
}

/** Which moves are possible, a bit each: `1 << SHIFT`, `1 << LEFT`, `1 << RIGHT`. The root gets one dependent only. */
export function allowedMoves({ front, count, depth }: ParseState): number {
  const right = depth >= 2 ? 1 << RIGHT : 0;
  if (front < count) return (1 << SHIFT) | (depth >= 1 ? 1 << LEFT : 0) | right;
  return depth === 1 ? 1 << LEFT : right;
}

/** The only move of those allowed, -1 when there is a choice. */
function onlyMove(allowed: number): number {
  return allowed === 1 << SHIFT ? SHIFT : allowed === 1 << LEFT ? LEFT : allowed === 1 << RIGHT ? RIGHT : -1;
}

export function bestMove(scores: Int32Array | Float64Array, allowed: number): number {
  let best = -1;
  for (let move = SHIFT; move <= RIGHT; move++) {
    if (allowed & (1 << move) && (best < 0 || scores[move] > scores[best])) best = move;
  }
  return best;
}

/** Would the next arc hang on the root? Its relation is then "root", and no other arc has that. */
export function isRootArc({ front, count, depth }: ParseState): boolean {
  return front === count && depth === 1;
}

export function bestRelation(scores: Int32Array | Float64Array): number {
  let best = RELATION.root + 1;
  for (let relation = best + 1; relation < RELATIONS.length; relation++)
    if (scores[relation] > scores[best]) best = relation;
  return best;
}

/** Makes the move; `relation` is that of the arc which LEFT and RIGHT make. */
export function apply(state: ParseState, move: number, relation: number): void {
  const { stack } = state;
  if (move === SHIFT) {
    stack[state.depth++] = state.front++;
    return;
  }
  const dependent = stack[--state.depth];
  const head = move === LEFT ? state.front : stack[state.depth - 1];
  state.head[dependent] = head;
  state.relation[dependent] = relation;
  // Dependents come nearest first, so that the last is the outermost.
  if (move === LEFT) {
    state.leftmost[head] = dependent;
    if (state.leftCount[head] < 255) state.leftCount[head]++;
  } else {
    state.rightmost[head] = dependent;
    if (state.rightCount[head] < 255) state.rightCount[head]++;
  }
}

export const MOVE_FEATURES = 58;

/** Writes the features of a state into `out`: s0, s1, s2 from the stack's top down, b0, b1, b2 from the buffer's front. */
export function moveFeatures(state: ParseState, out: Int32Array): void {
  const { stack, depth, front, count, words, tags, endings, relation, leftmost, rightmost, leftCount, rightCount } =
    state;
  const s0 = depth > 0 ? stack[depth - 1] : -1;
  const s1 = depth > 1 ? stack[depth - 2] : -1;
  const s2 = depth > 2 ? stack[depth - 3] : -1;
  const b0 = front;
  const b1 = front + 1 <= count ? front + 1 : -1;
  const b2 = front + 2 <= count ? front + 2 : -1;
  const s0l = s0 < 0 ? -1 : leftmost[s0];
  const s0r = s0 < 0 ? -1 : rightmost[s0];
  const s1l = s1 < 0 ? -1 : leftmost[s1];
  const s1r = s1 < 0 ? -1 : rightmost[s1];
  const b0l = leftmost[b0];
  const w = (i: number): number => (i < 0 ? 0 : words[i]);
  const t = (i: number): number => (i < 0 ? NONE_TAG : tags[i]);
  const r = (i: number): number => (i < 0 ? 255 : relation[i]);
  const s0w = w(s0);
  const s1w = w(s1);
  const b0w = w(b0);
  const b1w = w(b1);
  const s0t = t(s0);
  const s1t = t(s1);
  const s2t = t(s2);
  const b0t = t(b0);
  const b1t = t(b1);
  const b2t = t(b2);
  const s0lt = t(s0l);
  const s0rt = t(s0r);
  const s1rt = t(s1r);
  const b0lt = t(b0l);
  const s0b0t = (s0t << 8) | b0t;
  const s1s0t = (s1t << 8) | s0t;
  const gap = s0 < 0 ? 0 : Math.min(b0 - s0, 7); // how far the arcs would reach
  const gapBelow = s1 < 0 ? 0 : Math.min(s0 - s1, 7);
  const s0v = s0 < 0 ? 0 : Math.min(leftCount[s0], 3) * 4 + Math.min(rightCount[s0], 3);
  const s1v = s1 < 0 ? 0 : Math.min(leftCount[s1], 3) * 4 + Math.min(rightCount[s1], 3);
  const b0v = Math.min(leftCount[b0], 3);
  let f = 0;
  out[f++] = feature2(0, s0w, s0t);
  out[f++] = feature(1, s0w);
  out[f++] = feature(2, s0t);
  out[f++] = feature2(3, s1w, s1t);
  out[f++] = feature(4, s1w);
  out[f++] = feature(5, s1t);
  out[f++] = feature(6, s2t);
  out[f++] = feature2(7, b0w, b0t);
  out[f++] = feature(8, b0w);
  out[f++] = feature(9, b0t);
  out[f++] = feature(10, b1w);
  out[f++] = feature(11, b1t);
  out[f++] = feature(12, b2t);
  out[f++] = feature2(13, s0w, b0w);
  out[f++] = feature3(14, s0w, b0t, s0t);
  out[f++] = feature3(15, b0w, s0t, b0t);
  out[f++] = feature(16, s0b0t);
  out[f++] = feature2(17, s1w, s0w);
  out[f++] = feature3(18, s1w, s0t, s1t);
  out[f++] = feature3(19, s0w, s1t, s0t);
  out[f++] = feature(20, s1s0t);
  out[f++] = feature2(21, b0t, b1t);
  out[f++] = feature3(22, b0t, b1t, b2t);
  out[f++] = feature2(23, s0b0t, b1t);
  out[f++] = feature2(24, s1s0t, b0t);
  out[f++] = feature3(25, s1s0t, b0t, b1t);
  out[f++] = feature3(26, s2t, s1t, s0t);
  out[f++] = feature3(27, s2t, s1s0t, b0t);
  out[f++] = feature2(28, s0b0t, s0lt);
  out[f++] = feature2(29, s0b0t, s0rt);
  out[f++] = feature2(30, s1s0t, s1rt);
  out[f++] = feature2(31, s1s0t, t(s1l));
  out[f++] = feature2(32, s1s0t, s0lt);
  out[f++] = feature2(33, s1s0t, s0rt);
  out[f++] = feature2(34, s0b0t, b0lt);
  out[f++] = feature2(35, gap, s0b0t);
  out[f++] = feature2(36, gapBelow, s1s0t);
  out[f++] = feature3(37, gap, s0w, b0t);
  out[f++] = feature3(38, gapBelow, s1w, s0t);
  out[f++] = feature2(39, s0v, s0t);
  out[f++] = feature2(40, s0v, s0w);
  out[f++] = feature2(41, s1v, s1t);
  out[f++] = feature2(42, s1v, s1w);
  out[f++] = feature2(43, b0v, b0t);
  out[f++] = feature3(44, s0t, r(s0l), r(s0r));
  out[f++] = feature3(45, s1t, r(s1r), s0t);
  out[f++] = feature3(46, s1w, r(s1r), s0t);
  out[f++] = feature3(47, s0t, r(s0l), b0t);
  out[f++] = feature3(48, s0t, r(s0r), b0t);
  out[f++] = feature3(49, b0t, r(b0l), s0t);
  out[f++] = s0 < 0 ? 0 : feature3(50, endings[s0], s0t, b0t);
  out[f++] = b0 >= count ? 0 : feature3(51, endings[b0], b0t, s0t);
  out[f++] = feature3(52, s1w, s0w, b0t);
  out[f++] = feature3(53, s0w, b0t, b1t);
  out[f++] = feature3(54, s0t, b0w, b1t);
  out[f++] = feature3(55, s1w, s0t, b0w);
  out[f++] = feature3(56, w(s0l), s0t, s1t);
  out[f++] = feature3(57, w(s0r), s0t, b0t);
}

export const RELATION_FEATURES = 26;

/** Writes the features of the arc that the move would make. */
export function relationFeatures(state: ParseState, move: number, out: Int32Array): void {
  const { stack, depth, front, count, words, tags, endings, relation, leftmost, rightmost, leftCount, rightCount } =
    state;
  const d = stack[depth - 1];
  const h = move === LEFT ? front : stack[depth - 2];
  const w = (i: number): number => (i < 0 || i > count ? 0 : words[i]);
  const t = (i: number): number => (i < 0 || i > count ? NONE_TAG : tags[i]);
  const dw = words[d];
  const dt = tags[d];
  const hw = words[h];
  const ht = tags[h];
  const far = Math.min(Math.abs(h - d), 6);
  const arc = (move === LEFT ? 1 << 20 : 0) | (ht << 8) | dt;
  const dl = leftmost[d];
  const dr = rightmost[d];
  const hl = leftmost[h];
  const hr = rightmost[h];
  const outer = move === LEFT ? hl : hr; // the head's dependent on this side before this one
  let f = 0;
  out[f++] = feature(100, arc);
  out[f++] = feature2(101, arc, dw);
  out[f++] = feature2(102, arc, hw);
  out[f++] = feature3(103, hw, dw, arc);
  out[f++] = feature2(104, arc, far);
  out[f++] = feature(105, dw);
  out[f++] = feature2(106, hw, move);
  out[f++] = feature2(107, arc, w(dl)); // its preposition, mark or article
  out[f++] = feature3(108, arc, t(dl), dl < 0 ? 255 : relation[dl]);
  out[f++] = feature3(109, hw, w(dl), dt);
  out[f++] = feature3(110, arc, t(dr), dr < 0 ? 255 : relation[dr]);
  out[f++] = feature2(111, arc, outer < 0 ? 255 : relation[outer]);
  out[f++] = feature3(112, hw, outer < 0 ? 255 : relation[outer], arc);
  out[f++] = feature3(113, arc, t(d - 1), t(d + 1));
  out[f++] = feature3(114, arc, t(h - 1), t(h + 1));
  out[f++] = feature2(115, arc, w(d - 1));
  out[f++] = feature2(116, arc, w(d + 1));
  out[f++] = d < count ? feature2(117, arc, endings[d]) : 0;
  out[f++] = h < count ? feature2(118, arc, endings[h]) : 0;
  out[f++] = feature3(119, arc, Math.min(leftCount[d], 3), Math.min(rightCount[d], 3));
  out[f++] = feature3(120, arc, Math.min(leftCount[h], 3), Math.min(rightCount[h], 3));
  out[f++] = feature3(121, arc, hl < 0 ? 255 : relation[hl], hr < 0 ? 255 : relation[hr]);
  out[f++] = feature3(122, arc, w(hl), hr < 0 ? 255 : relation[hr]);
  out[f++] = feature3(123, w(dl), dw, dt);
  out[f++] = feature2(124, arc, w(front));
  out[f++] = feature3(125, arc, t(front), t(front + 1));
}

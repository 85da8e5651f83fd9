import { feature, feature2, feature3 } from '../tagger/hash';
import type { FeatureRows } from '../tagger/sequence';
import { distanceStep, type TokenView } from './tokenView';

/**
 * Features of the first tagger, which labels each token of a paragraph with the one role that it plays, whatever the
 * attribution: the words around it, quotation marks, and the nearest verbs of its sentence.
 */
export const FLAT_WIDTH = 58;

/** Stands for "no token there". */
const NONE = 0x5bd1e995;

/** Features of the tokens `[from, to)`; neighbours outside count as absent. */
export function flatFeatures(view: TokenView, from: number, to: number): FeatureRows {
  const { word, lemma, tag, suffix, shape, cluster, middle, quote, first, end } = view;
  const values = new Int32Array((to - from) * FLAT_WIDTH);
  const inside = (i: number): boolean => i >= from && i < to;
  const wordAt = (i: number): number => (inside(i) ? word[i] : NONE);
  const tagAt = (i: number): number => (inside(i) ? tag[i] : 99);
  const clusterAt = (i: number): number => (inside(i) ? cluster[i] : 0);
  let at = 0;
  for (let i = from; i < to; i++) {
    const w = word[i];
    const t = tag[i];
    const before = wordAt(i - 1);
    const behind = wordAt(i + 1);
    const tagBefore = tagAt(i - 1);
    const tagBehind = tagAt(i + 1);
    const tags = t * 64 + tagBefore;
    values[at++] = feature(0, w);
    values[at++] = feature(1, before);
    values[at++] = feature(2, behind);
    values[at++] = feature(3, wordAt(i - 2));
    values[at++] = feature(4, wordAt(i + 2));
    values[at++] = feature2(5, w, before);
    values[at++] = feature2(6, w, behind);
    values[at++] = feature(7, t);
    values[at++] = feature(8, tagBefore);
    values[at++] = feature(9, tagBehind);
    values[at++] = feature2(10, t, tagBefore);
    values[at++] = feature2(11, t, tagBehind);
    values[at++] = feature3(12, tagBefore, t, tagBehind);
    values[at++] = feature3(13, tagAt(i - 2), tagBefore, t);
    values[at++] = feature3(14, t, tagBehind, tagAt(i + 2));
    values[at++] = feature2(15, tagAt(i - 2), tags);
    values[at++] = feature2(16, lemma[i], t);
    values[at++] = feature2(17, lemma[i], tagBehind);
    values[at++] = feature2(18, w, tagBefore);
    values[at++] = feature(19, suffix[i]);
    values[at++] = feature2(20, shape[i], inside(i - 1) ? shape[i - 1] : 99);
    values[at++] = feature(21, cluster[i]);
    values[at++] = feature(22, clusterAt(i - 1));
    values[at++] = feature(23, clusterAt(i + 1));
    values[at++] = feature2(24, middle[i], tagBehind);
    values[at++] = feature2(25, cluster[i], tagBehind);
    values[at++] = feature2(26, quote[i], t);
    values[at++] = feature3(27, quote[i], inside(i - 1) ? quote[i - 1] : 9, inside(i + 1) ? quote[i + 1] : 9);
    // the reporting verbs of the sentence
    const left = view.sayingBefore[i];
    const right = view.sayingBehind[i];
    const far = distanceStep(left < 0 ? 0 : i - left);
    const near = distanceStep(right < 0 ? 0 : right - i);
    values[at++] = feature2(28, far, near);
    values[at++] = feature2(29, left < 0 ? NONE : lemma[left], far);
    values[at++] = feature2(30, right < 0 ? NONE : lemma[right], near);
    values[at++] = feature3(
      31,
      left < 0 ? NONE : lemma[left],
      left < 0 ? 0 : tagAt(left + 1),
      left < 0 ? 0 : wordAt(left + 1),
    );
    values[at++] = feature3(32, near, t, quote[i]);
    values[at++] = feature3(33, far, t, quote[i]);
    // the verbs and signs next to it
    const verbLeft = view.verbBefore[i];
    const verbRight = view.verbBehind[i];
    values[at++] = feature2(34, verbLeft < 0 ? NONE : lemma[verbLeft], t);
    values[at++] = feature2(35, verbRight < 0 ? NONE : lemma[verbRight], t);
    const signLeft = view.signBefore[i];
    const signRight = view.signBehind[i];
    values[at++] = feature3(36, signLeft < 0 ? NONE : word[signLeft], signRight < 0 ? NONE : word[signRight], quote[i]);
    values[at++] = feature3(
      37,
      signRight < 0 ? NONE : word[signRight],
      signRight < 0 ? NONE : wordAt(signRight + 1),
      t,
    );
    // the tree
    const { head, relation, children, cueAbove, branch } = view;
    const above = head[i];
    const top = above < 0 ? -1 : head[above];
    const arc = relation[i] * 2 + (above > i ? 1 : 0);
    const arcAbove = above < 0 ? 99 : relation[above];
    const cue = cueAbove[i];
    values[at++] = feature2(38, arc, t);
    values[at++] = feature2(39, arc, w);
    values[at++] = feature3(40, arc, above < 0 ? NONE : lemma[above], 0);
    values[at++] = feature3(41, arc, above < 0 ? 99 : tag[above], arcAbove);
    values[at++] = feature3(42, arc, arcAbove, top < 0 ? NONE : lemma[top]);
    values[at++] = feature3(43, arc, arcAbove, top < 0 ? 99 : tag[top]);
    values[at++] = feature2(44, children[i], t);
    values[at++] = feature2(45, children[i], lemma[i]);
    values[at++] = feature2(46, children[i], cluster[i]);
    values[at++] = feature3(47, cue < 0 ? NONE : branch[i], cue < i ? 1 : 0, quote[i]);
    values[at++] = feature3(48, cue < 0 ? NONE : branch[i], cue < i ? 1 : 0, cue < 0 ? 0 : lemma[cue]);
    values[at++] = feature3(49, above < 0 ? 0 : children[above], arc, 1);
    // the sentence
    const begin = first[i];
    const last = end[i] - 1;
    values[at++] = feature3(50, begin < from ? NONE : word[begin], distanceStep(i - begin), quote[i]);
    values[at++] = feature3(51, tagAt(begin), quote[begin], quote[last]);
    values[at++] = feature3(52, wordAt(last - 1), t, quote[last]);
    values[at++] = feature3(53, wordAt(last - 1), wordAt(last - 2), right < 0 ? 0 : 1);
    values[at++] = feature2(54, distanceStep(i - begin), distanceStep(last - i));
    values[at++] = feature3(55, quote[i], begin > from ? quote[begin - 1] : 9, end[i] < to ? quote[end[i]] : 9);
    values[at++] = feature3(56, lastSaying(view, begin, from), t, quote[i]);
    values[at++] = feature3(57, lastSaying(view, begin, from), begin === from ? 1 : 0, left >= 0 || right >= 0 ? 1 : 0);
  }
  return { count: to - from, width: FLAT_WIDTH, values };
}

/** The lemma of the last reporting verb in the sentence before. */
function lastSaying(view: TokenView, begin: number, from: number): number {
  if (begin <= from) return NONE;
  const last = begin - 1;
  const verb = view.sayingBefore[last];
  return verb < 0 ? 0 : view.lemma[verb];
}

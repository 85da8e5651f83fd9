import { feature, feature2, feature3, pair } from '../tagger/hash';
import type { TokenFeatures } from '../tagger/scores';
import type { Vocabulary } from '../text/vocabulary';
import { distanceStep, type TokenView } from './tokenView';

/** Stand for "no token there". */
const NONE = 0x5bd1e995;
const NO_TAG = 63;
const NO_QUOTE = 7;

const GROUPS = 11;
const SINGLES = 5;
const FEATURES = 45;

/**
 * Features of the first tagger, which labels each token of a paragraph with the one role that it plays, whatever the
 * attribution: the words around it, quotation marks, the nearest verbs of its sentence, and who speaks in it ("I", "we").
 * Neighbours outside the paragraph `[from, to)` count as absent.
 */
export class FlatFeatures implements TokenFeatures {
  readonly reach = 2;
  readonly groups = GROUPS;
  readonly singles = SINGLES;
  readonly width = FEATURES;
  readonly types: Int32Array;
  readonly vocabulary: Vocabulary;

  constructor(
    private readonly view: TokenView,
    private readonly from: number,
    private readonly to: number,
  ) {
    this.types = view.types;
    this.vocabulary = view.vocabulary;
  }

  holds(i: number): boolean {
    return i >= this.from && i < this.to;
  }

  word(i: number, offset: number, out: Int32Array, at: number): number {
    const { word, suffix, cluster } = this.view;
    const written = i < 0 ? NONE : word[i];
    const company = i < 0 ? 0 : cluster[i];
    switch (offset) {
      case 0:
        out[at++] = feature(0, written);
        out[at++] = feature(3, i < 0 ? 0 : suffix[i]);
        out[at++] = feature(4, company);
        return at;
      case -1:
        out[at++] = feature(6, written);
        out[at++] = feature(8, company);
        return at;
      case 1:
        out[at++] = feature(9, written);
        out[at++] = feature(11, company);
        return at;
      default:
        out[at++] = feature(offset < 0 ? 12 : 13, written);
        return at;
    }
  }

  private tag(i: number): number {
    return i >= this.from && i < this.to ? this.view.tag[i] : NO_TAG;
  }

  private quote(i: number): number {
    return i >= this.from && i < this.to ? this.view.quote[i] : NO_QUOTE;
  }

  private lemma(i: number): number {
    return i < 0 ? NONE : this.view.lemma[i];
  }

  keys(i: number, keys: Int32Array, at: number): void {
    const { view, from } = this;
    const { shape, first, end, sentence } = view;
    const tag = view.tag[i];
    const word = view.word[i];
    const quote = view.quote[i];
    const tagBefore = this.tag(i - 1);
    const tagBehind = this.tag(i + 1);
    const left = view.sayingBefore[i];
    const right = view.sayingBehind[i];
    const far = distanceStep(left < 0 ? 0 : i - left);
    const near = distanceStep(right < 0 ? 0 : right - i);
    const begin = first[i];
    const last = end[i] - 1;
    const voice = view.voice[sentence[i]];
    const sides = (left >= 0 ? 1 : 0) | (right >= 0 ? 2 : 0);
    keys[at] = shape[i] | (i > from ? shape[i - 1] << 4 : 1 << 8);
    keys[at + 1] = tag | (tagBefore << 6) | (tagBehind << 12);
    keys[at + 2] = word;
    keys[at + 3] = tag | (tagBehind << 6);
    keys[at + 4] = 0;
    keys[at + 5] =
      tag | (quote << 6) | (this.quote(i - 1) << 8) | (this.quote(i + 1) << 11) | (far << 14) | (near << 18);
    keys[at + 6] = this.lemma(view.verbBefore[i]);
    keys[at + 7] = tag;
    keys[at + 8] = this.lemma(view.verbBehind[i]);
    keys[at + 9] = tag;
    keys[at + 10] = distanceStep(i - begin) | (distanceStep(last - i) << 4) | (quote << 8);
    keys[at + 11] =
      this.tag(begin) |
      (this.quote(begin) << 6) |
      (this.quote(last) << 9) |
      (this.quote(begin - 1) << 12) |
      (this.quote(last + 1) << 15);
    keys[at + 12] = this.sayingInSentenceBefore(begin);
    keys[at + 13] = tag | (quote << 6) | ((begin === from ? 1 : 0) << 8) | ((sides ? 1 : 0) << 9);
    keys[at + 14] = this.voiceBefore(begin);
    keys[at + 15] = voice | (quote << 4) | (sides << 6) | (tag << 8);
    keys[at + 16] = this.lemma(left);
    keys[at + 17] = far;
    keys[at + 18] = this.lemma(right);
    keys[at + 19] = near;
    keys[at + 20] = pair(this.sign(view.signBefore[i]), this.sign(view.signBehind[i]));
    keys[at + 21] = quote;
  }

  group(i: number, group: number, out: Int32Array, at: number): number {
    const { view, from } = this;
    const { lemma, cluster, middle, shape, first, end, sentence } = view;
    const tag = view.tag[i];
    const quote = view.quote[i];
    switch (group) {
      case 0: {
        const tagBefore = this.tag(i - 1);
        const tagBehind = this.tag(i + 1);
        out[at++] = feature(1, tag);
        out[at++] = feature(7, tagBefore);
        out[at++] = feature(10, tagBehind);
        out[at++] = feature2(14, tag, tagBefore);
        out[at++] = feature2(15, tag, tagBehind);
        out[at++] = feature3(16, tagBefore, tag, tagBehind);
        out[at++] = feature2(19, shape[i], i > from ? shape[i - 1] : 99);
        return at;
      }
      case 1: {
        const tagBehind = this.tag(i + 1);
        out[at++] = feature2(2, lemma[i], tag);
        out[at++] = feature2(5, middle[i], tag);
        out[at++] = feature2(20, lemma[i], tagBehind);
        out[at++] = feature2(22, middle[i], tagBehind);
        out[at++] = feature2(23, cluster[i], tagBehind);
        return at;
      }
      case 2: {
        // quotation marks and the distance of reporting verbs
        const left = view.sayingBefore[i];
        const right = view.sayingBehind[i];
        const far = distanceStep(left < 0 ? 0 : i - left);
        const near = distanceStep(right < 0 ? 0 : right - i);
        out[at++] = feature2(26, quote, tag);
        out[at++] = feature3(27, quote, this.quote(i - 1), this.quote(i + 1));
        out[at++] = feature2(28, far, near);
        out[at++] = feature3(29, near, tag, quote);
        out[at++] = feature3(30, far, tag, quote);
        return at;
      }
      case 3: // the verbs next to it
        out[at++] = feature2(34, this.lemma(view.verbBefore[i]), tag);
        return at;
      case 4:
        out[at++] = feature2(35, this.lemma(view.verbBehind[i]), tag);
        return at;
      case 5: {
        // the sentence
        const begin = first[i];
        const last = end[i] - 1;
        out[at++] = feature2(39, distanceStep(i - begin), distanceStep(last - i));
        out[at++] = feature3(40, this.tag(begin), this.quote(begin), this.quote(last));
        out[at++] = feature3(43, quote, this.quote(begin - 1), this.quote(last + 1));
        return at;
      }
      case 6: {
        const begin = first[i];
        const saying = this.sayingInSentenceBefore(begin);
        out[at++] = feature3(44, saying, tag, quote);
        const reported = view.sayingBefore[i] >= 0 || view.sayingBehind[i] >= 0;
        out[at++] = feature3(45, saying, begin === from ? 1 : 0, reported ? 1 : 0);
        return at;
      }
      case 7: {
        // who speaks in it, and in the sentence before
        const voice = view.voice[sentence[i]] | (quote << 4);
        const sides = (view.sayingBefore[i] >= 0 ? 1 : 0) | (view.sayingBehind[i] >= 0 ? 2 : 0);
        const earlier = this.voiceBefore(first[i]);
        out[at++] = feature2(46, voice, sides);
        out[at++] = feature3(47, voice, sides, tag);
        out[at++] = feature3(48, voice, earlier, sides);
        out[at++] = feature2(49, voice, earlier);
        return at;
      }
      case 8: {
        // the reporting verbs next to it
        const left = view.sayingBefore[i];
        out[at++] = feature2(31, this.lemma(left), distanceStep(left < 0 ? 0 : i - left));
        return at;
      }
      case 9: {
        const right = view.sayingBehind[i];
        out[at++] = feature2(33, this.lemma(right), distanceStep(right < 0 ? 0 : right - i));
        return at;
      }
      default: // the signs next to it
        out[at++] = feature3(36, this.sign(view.signBefore[i]), this.sign(view.signBehind[i]), quote);
        return at;
    }
  }

  single(i: number, out: Int32Array, at: number): void {
    const { view } = this;
    const tag = view.tag[i];
    out[at++] = feature3(17, this.tag(i - 2), this.tag(i - 1), tag);
    out[at++] = feature3(18, tag, this.tag(i + 1), this.tag(i + 2));
    out[at++] = feature2(21, view.word[i], this.tag(i - 1));
    out[at++] = feature2(24, view.word[i], this.wordAt(i - 1));
    out[at] = feature2(25, view.word[i], this.wordAt(i + 1));
  }

  private sign(i: number): number {
    return i < 0 ? NONE : this.view.word[i];
  }

  private wordAt(i: number): number {
    return i >= this.from && i < this.to ? this.view.word[i] : NONE;
  }

  /** The lemma of the last reporting verb in the sentence before. */
  private sayingInSentenceBefore(begin: number): number {
    if (begin <= this.from) return NONE;
    const verb = this.view.sayingBefore[begin - 1];
    return verb < 0 ? 0 : this.view.lemma[verb];
  }

  /** The voice of the sentence before, and whether somebody reports in it. */
  private voiceBefore(begin: number): number {
    if (begin <= this.from) return 63;
    const { voice, sentence, sayingBefore } = this.view;
    return voice[sentence[begin - 1]] | (sayingBefore[begin - 1] >= 0 ? 16 : 0);
  }
}

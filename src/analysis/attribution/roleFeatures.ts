import { feature, feature2, feature3, pair } from '../tagger/hash';
import type { TokenFeatures } from '../tagger/scores';
import type { Vocabulary } from '../text/vocabulary';
import type { FlatRoles } from './flatRoles';
import { distanceStep, type TokenView } from './tokenView';

/** The second tagger's labels: none, source, cue, content. */
export const ROLE_LABELS = ['O', 'S', 'Q', 'C'] as const;
export const SOURCE = 1;
export const CUE = 2;
export const CONTENT = 3;

const NONE = 0x5bd1e995;
const NO_TAG = 63;
const NO_ROLE = 7;

const GROUPS = 9;
const SINGLES = 2;
const FEATURES = 42;

/** On which side of the cue a token stands. */
const SIDE = { before: 0, behind: 1, itself: 2 } as const;

/**
 * Features of the second tagger, which labels the tokens around one cue, `[from, to)`, with the roles they play for this
 * cue: where the token stands to the cue, what stands between, and what the first tagger took it for.
 */
export class RoleFeatures implements TokenFeatures {
  readonly reach = -1;
  readonly groups = GROUPS;
  readonly singles = SINGLES;
  readonly width = FEATURES;
  readonly types: Int32Array;
  readonly vocabulary: Vocabulary;
  /** Facts of the cue and its surroundings: all that a group needs to know of them, in one number. */
  private readonly cue: number;
  private readonly tagsBehind: number;
  private readonly tagsBefore: number;
  private readonly quotedSentence: number;
  private readonly opening: number;
  private readonly nearQuotations: Int32Array;

  constructor(
    private readonly view: TokenView,
    private readonly flat: FlatRoles,
    private readonly anchor: number,
    private readonly from: number,
    private readonly to: number,
  ) {
    const { lemma, tag, quote, first, end, cluster } = view;
    this.types = view.types;
    this.vocabulary = view.vocabulary;
    const a = anchor;
    this.tagsBehind = this.tag(a + 1) * 64 + this.tag(a + 2);
    this.tagsBefore = this.tag(a - 1) * 64 + this.tag(a - 2);
    const words = pair(pair(this.wordAt(a - 1), this.wordAt(a + 1)), pair(lemma[a], cluster[a]));
    this.cue = pair(words, pair(tag[a], this.tagsBehind * 4096 + this.tagsBefore));
    this.quotedSentence = quote[first[a]] * 4 + quote[end[a] - 1];
    this.opening = this.tag(first[a]);
    this.nearQuotations = quotationsNear(view, a);
  }

  holds(i: number): boolean {
    return i >= this.from && i < this.to;
  }

  word(): number {
    return 0; // words are looked at together with their place
  }

  private wordAt(i: number): number {
    return i >= this.from && i < this.to ? this.view.word[i] : NONE;
  }

  private tag(i: number): number {
    return i >= this.from && i < this.to ? this.view.tag[i] : NO_TAG;
  }

  private role(i: number): number {
    return i >= this.from && i < this.to ? this.flat.best[i] : NO_ROLE;
  }

  private side(i: number): number {
    return i < this.anchor ? SIDE.before : i > this.anchor ? SIDE.behind : SIDE.itself;
  }

  private sentences(i: number): number {
    const { sentence } = this.view;
    return Math.min(3, Math.abs(sentence[i] - sentence[this.anchor]));
  }

  /** Side and number of sentences away, 0 to 15. */
  private place(i: number): number {
    return this.sentences(i) * 4 + this.side(i);
  }

  private far(i: number): number {
    return distanceStep(Math.abs(i - this.anchor)) * 4 + this.side(i);
  }

  keys(i: number, keys: Int32Array, at: number): void {
    const { view, flat, anchor } = this;
    const tag = view.tag[i];
    const role = flat.best[i];
    const place = this.place(i);
    const low = Math.min(i, anchor);
    const high = Math.max(i, anchor);
    const placed = place | (role << 4);
    const cues = this.cues(low, high);
    keys[at] = 0;
    keys[at + 1] = this.far(i) | (tag << 6) | (role << 12) | ((place >> 2) << 15) | (view.shape[i] << 17);
    keys[at + 2] = view.word[i];
    keys[at + 3] = placed;
    keys[at + 4] = this.cue;
    keys[at + 5] = placed;
    keys[at + 6] = this.opening;
    keys[at + 7] =
      placed |
      (view.quote[i] << 7) |
      (view.quote[anchor] << 9) |
      (this.quotedSentence << 11) |
      (this.linkedQuotation(i) << 15) |
      (this.goesOn(i) << 18) |
      (this.shares(i) << 19);
    keys[at + 8] = 0;
    keys[at + 9] =
      placed |
      (this.role(i - 1) << 7) |
      (this.role(i + 1) << 10) |
      (flat.source[i] << 13) |
      (flat.content[i] << 16) |
      (this.nearest(i) << 19);
    keys[at + 10] = 0;
    keys[at + 11] =
      placed |
      (this.signs(low, high) << 7) |
      (this.verbs(low, high) << 10) |
      (cues << 13) |
      (this.anchorSides(i) << 15) |
      ((i === view.end[i] - 1 ? 1 : 0) << 19);
    keys[at + 12] = pair(view.lemma[view.first[i]], this.verbBefore(i));
    keys[at + 13] = place | ((i === view.first[i] ? 1 : 0) << 4) | (this.verbBehind(i) << 5);
    keys[at + 14] = 0;
    keys[at + 15] = placed | (this.voices(i) << 7) | (view.quote[i] << 17);
    keys[at + 16] = pair(this.sign(view.signBefore[i]), this.sign(view.signBehind[i]));
    keys[at + 17] = placed | (this.signBetween(i) << 7);
  }

  group(i: number, group: number, out: Int32Array, at: number): number {
    const { view, flat, anchor } = this;
    const tag = view.tag[i];
    const role = flat.best[i];
    const place = this.place(i);
    const side = place & 3;
    const low = Math.min(i, anchor);
    const high = Math.max(i, anchor);
    switch (group) {
      case 0: {
        // how far
        const far = this.far(i);
        out[at++] = feature(1000, far);
        out[at++] = feature2(1001, far, tag);
        out[at++] = feature2(1002, far, role);
        out[at++] = feature3(1003, far, role, place >> 2);
        out[at++] = feature3(1005, place, view.shape[i], tag);
        return at;
      }
      case 1: {
        // the word
        const word = view.word[i];
        out[at++] = feature2(1004, side, word);
        out[at++] = feature3(1006, place, view.cluster[i], role);
        out[at++] = feature3(1007, place, word, role);
        return at;
      }
      case 2: {
        // the cue
        const lemma = view.lemma[anchor];
        out[at++] = feature2(1010, place, lemma);
        out[at++] = feature3(1011, place, lemma, role);
        out[at++] = feature3(1012, place, view.tag[anchor], role);
        out[at++] = feature3(1013, place, view.cluster[anchor], role);
        out[at++] = feature3(1014, place, this.wordAt(anchor + 1), role);
        out[at++] = feature3(1015, place, this.wordAt(anchor - 1), role);
        out[at++] = feature3(1016, place, this.tagsBehind, role);
        out[at++] = feature3(1017, place, this.tagsBefore, role);
        return at;
      }
      case 3: {
        // quotation marks
        const quote = view.quote[i];
        out[at++] = feature3(1023, place, quote, view.quote[anchor]);
        out[at++] = feature3(1024, place, quote, role);
        out[at++] = feature3(1025, place * 8 + quote, this.quotedSentence, this.opening);
        out[at++] = feature3(1026, this.goesOn(i), this.shares(i), place);
        out[at++] = feature3(1027, this.linkedQuotation(i), place, role);
        return at;
      }
      case 4: {
        // what the first tagger says
        const source = flat.source[i];
        const content = flat.content[i];
        const nearest = this.nearest(i);
        out[at++] = feature3(1028, place, role, this.role(i - 1) * 16 + this.role(i + 1));
        out[at++] = feature3(1029, place, source, content);
        out[at++] = feature3(1030, nearest, source, side);
        out[at++] = feature3(1031, nearest, content, place);
        return at;
      }
      case 5: {
        // what stands between
        const signs = this.signs(low, high);
        const verbs = this.verbs(low, high);
        const cues = this.cues(low, high);
        out[at++] = feature3(1033, cues, role, place);
        out[at++] = feature3(1034, cues, verbs, place);
        out[at++] = feature3(1035, signs, verbs, place);
        out[at++] = feature3(1036, signs, role, place);
        out[at++] = feature3(1037, verbs, role, place);
        out[at++] = feature3(1038, place, i === view.end[i] - 1 ? 1 : 0, role);
        out[at++] = feature3(1039, place, this.anchorSides(i), role);
        return at;
      }
      case 6:
        out[at++] = feature3(1047, place, view.lemma[view.first[i]], i === view.first[i] ? 1 : 0);
        out[at++] = feature3(1048, place, this.verbBefore(i), this.verbBehind(i));
        return at;
      case 7: {
        // who speaks in its sentence, and in the cue's
        const voices = this.voices(i);
        out[at++] = feature3(1049, place, voices, role);
        out[at++] = feature3(1050, place, voices, view.quote[i]);
        return at;
      }
      default: {
        // the signs next to it
        const before = this.sign(view.signBefore[i]);
        const behind = this.sign(view.signBehind[i]);
        const between = this.signBetween(i);
        out[at++] = feature3(1041, place, before, behind);
        out[at++] = feature3(1042, place, behind, role);
        out[at++] = feature3(1043, place, before, role);
        out[at++] = feature3(1044, between === 1 ? behind : between === 2 ? before : 0, side, role);
        return at;
      }
    }
  }

  single(i: number, out: Int32Array, at: number): void {
    const tag = this.view.tag[i];
    const side = this.side(i);
    out[at++] = feature3(1021, side, this.tag(i - 1) * 64 + this.tag(i - 2), tag);
    out[at] = feature3(1022, side, this.tag(i + 1) * 64 + this.tag(i + 2), tag);
  }

  private sign(i: number): number {
    return i < 0 ? NONE : this.view.word[i];
  }

  /** Which of the signs next to the token lies between it and the cue: 1 the one behind it, 2 the one before it, 0 none. */
  private signBetween(i: number): number {
    const { signBefore, signBehind } = this.view;
    if (i < this.anchor && signBehind[i] >= 0 && signBehind[i] < this.anchor) return 1;
    return i > this.anchor && signBefore[i] > this.anchor ? 2 : 0;
  }

  private signs(low: number, high: number): number {
    return Math.min(4, this.view.signsSoFar[high] - this.view.signsSoFar[low]);
  }

  private verbs(low: number, high: number): number {
    return Math.min(4, this.view.verbsSoFar[high] - this.view.verbsSoFar[low]);
  }

  private cues(low: number, high: number): number {
    const { anchorsSoFar } = this.flat;
    return Math.min(3, anchorsSoFar[high] - anchorsSoFar[Math.min(low + 1, high)]);
  }

  /** Is the cue the nearest likely one to the left (1) or right (2) of the token? */
  private nearest(i: number): number {
    const { anchorBefore, anchorBehind } = this.flat;
    return (anchorBefore[i] === this.anchor ? 1 : 0) + (anchorBehind[i] === this.anchor ? 2 : 0);
  }

  /** The same, and whether there is one at all: 0 to 15. */
  private anchorSides(i: number): number {
    const { anchorBefore, anchorBehind } = this.flat;
    const before = anchorBefore[i] === this.anchor ? 1 : anchorBefore[i] < 0 ? 0 : 2;
    const behind = anchorBehind[i] === this.anchor ? 1 : anchorBehind[i] < 0 ? 0 : 2;
    return before * 4 + behind;
  }

  private verbBefore(i: number): number {
    const verb = this.view.verbBefore[i];
    return verb === this.anchor ? 1 : verb < 0 ? 2 : this.view.lemma[verb];
  }

  private verbBehind(i: number): number {
    const verb = this.view.verbBehind[i];
    return verb === this.anchor ? 1 : verb < 0 ? 2 : 3;
  }

  /** Does the quotation of the token before it go on here? */
  private goesOn(i: number): number {
    const { quotation } = this.view;
    return quotation[i] !== 0 && i > 0 && quotation[i - 1] === quotation[i] ? 1 : 0;
  }

  /** Do the token and the cue stand in one quotation, or both in none? */
  private shares(i: number): number {
    return this.view.quotation[i] === this.view.quotation[this.anchor] ? 1 : 0;
  }

  /** How a quoted token's quotation stands to the cue: it is the nearest one before it (1), behind it (3), or another. */
  private linkedQuotation(i: number): number {
    const q = this.view.quotation[i];
    if (q === 0) return 0;
    const [before, behind] = this.nearQuotations;
    if (before) return before === q ? 1 : 2;
    if (behind) return behind === q ? 3 : 4;
    return 5;
  }

  /** The voice of the token's sentence with that of the cue's, and whether somebody reports in it, 10 bits. */
  private voices(i: number): number {
    const { voice, sentence, first, sayingBehind, lexical } = this.view;
    const begin = first[i];
    const reported = sayingBehind[begin] >= 0 || lexical[begin] === 2 ? 1 : 0;
    return voice[sentence[i]] | (voice[sentence[this.anchor]] << 4) | (reported << 8);
  }
}

/** The nearest quotations within a dozen tokens before and behind the cue, 0 for none. */
function quotationsNear({ quotation, first, end }: TokenView, anchor: number): Int32Array {
  const near = new Int32Array(2);
  const from = Math.max(first[anchor] - 1, anchor - 12, 0);
  const to = Math.min(end[anchor] + 1, anchor + 12, quotation.length);
  for (let j = anchor - 1; j >= from && !near[0]; j--) near[0] = quotation[j];
  for (let j = anchor + 1; j < to && !near[1]; j++) near[1] = quotation[j];
  return near;
}

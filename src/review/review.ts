/**
 * The data of a review: what people decided about an article. Readonly and flat, like the analysis; `apply.ts` lays it
 * over the machine's analysis, `sidecar.ts` writes it to a file, `merge.ts` brings two people's together.
 *
 * A review is a list of decisions to which one adds. A decision is about words, not about ids of an analysis, so that
 * it outlives both edits of the article and a better model. Nothing here reads a clock or invents an id: both are given
 * from outside.
 */
import type {
  Analysis,
  Attribution,
  AttributionKind,
  EntityType,
  Mention,
  MentionKind,
  TimeExpression,
  TimeExpressionType,
} from '../analysis/analysis';

/**
 * Words of an article, and how to find them again: W3C Web Annotation's TextQuoteSelector (`exact`, `prefix`,
 * `suffix`) and TextPositionSelector (`start`, `end`) in one. Offsets are UTF-16 code units, as everywhere, into the text
 * that the decision was last anchored in.
 */
export interface Anchor {
  readonly exact: string;
  /** The text directly before, at most `CONTEXT_LENGTH` units, line ends included. */
  readonly prefix: string;
  /** The text directly behind. */
  readonly suffix: string;
  readonly start: number;
  readonly end: number;
}

/** An entity as a person means it. */
export interface EntityReference {
  /** The canonical name, "Vladimir Putin", or for an unnamed source its description, "senior U.S. official". */
  readonly name: string;
  readonly type: EntityType;
  readonly named: boolean;
  /** One of its mentions, by which it is found first; null when none was at hand: then it is found by its name. */
  readonly anchor: Anchor | null;
}

export interface MentionState {
  readonly kind: 'mention';
  readonly span: Anchor;
  readonly naming: MentionKind;
  readonly entity: EntityReference;
}

export interface DateState {
  readonly kind: 'date';
  readonly span: Anchor;
  readonly type: TimeExpressionType;
  /** TIMEX3, `2022-01-10`. */
  readonly value: string;
  readonly mod?: string;
}

export interface AttributionState {
  readonly kind: 'attribution';
  readonly source: readonly Anchor[];
  readonly cue: readonly Anchor[];
  /** Never empty. */
  readonly content: readonly Anchor[];
  readonly speech: AttributionKind;
  /** Who says it; null when nobody is named. */
  readonly speaker: EntityReference | null;
}

/** An annotation as a person saw it or made it. */
export type AnnotationState = MentionState | DateState | AttributionState;
export type AnnotationKind = AnnotationState['kind'];

/** What of an annotation a person may correct. */
export const FIELDS = {
  mention: ['span', 'type'],
  date: ['span', 'value'], // value: type, value and modifier together
  attribution: ['source', 'cue', 'content', 'speech', 'speaker'],
} as const satisfies Record<AnnotationKind, readonly string[]>;
export type Field = (typeof FIELDS)[AnnotationKind][number];

/** What a person did. */
export type Action =
  /** It is right as it is. */
  | { readonly do: 'accept' }
  /** It is none. */
  | { readonly do: 'reject' }
  /** The person's own annotation. */
  | { readonly do: 'add' }
  /** These fields are now as `Decision.annotation` has them. */
  | { readonly do: 'correct'; readonly fields: readonly Field[] }
  /** `with` is the same as this mention's entity, whose name both have from now on. */
  | { readonly do: 'merge'; readonly with: EntityReference }
  /** This mention means another than its entity's other mentions do; that one is called `name`. */
  | { readonly do: 'split'; readonly name: string }
  /** This mention's entity is called `name`. */
  | { readonly do: 'rename'; readonly name: string }
  | { readonly do: 'tag'; readonly tag: string }
  | { readonly do: 'note'; readonly text: string }
  /** On a claim: one of `VERDICTS`, or of the person's own list. */
  | { readonly do: 'verdict'; readonly verdict: string };

export const VERDICTS = ['not checked', 'true', 'misleading', 'false', 'unverifiable'] as const;

/** One thing that a person decided. */
export interface Decision {
  /** Unique everywhere and for ever (a UUID). */
  readonly id: string;
  /** Who decided; empty when unknown. */
  readonly author: string;
  /** When, ISO 8601 in UTC: `2022-01-08T12:00:00.000Z`. */
  readonly time: string;
  /**
   * The words that it is about, as the annotation stood before: of a mention or date its span, of an attribution its
   * content. Never empty.
   */
  readonly target: readonly Anchor[];
  /**
   * The whole annotation as it stands after. When no analysis finds it any more, it stays as the person's own; for a
   * rejected one this is what was rejected.
   */
  readonly annotation: AnnotationState;
  readonly action: Action;
  /** Ids of decisions that this one takes the place of, because the person saw them and decided otherwise. */
  readonly replaces?: readonly string[];
  /**
   * `TextPrint.id` of the text in which its anchors were set: what makes it certain where they are in another. Absent when
   * that is not known; then only words in unchanged surroundings are certain.
   */
  readonly text?: string;
  /** When its anchors were last set anew, because the words around them changed; absent when never. */
  readonly anchored?: string;
  /** When it was last taken back (undone), and when that was last undone: the later of the two counts. */
  readonly withdrawn?: string;
  readonly restored?: string;
}

/** Whether the decision stands: not undone. One that is replaced by another that stands may be undone no further. */
export function stands({ withdrawn, restored }: Pick<Decision, 'withdrawn' | 'restored'>): boolean {
  return withdrawn === undefined || (restored !== undefined && restored > withdrawn);
}

/** How an annotation came to be: `found` by the machine, and a person did no more than note or tag it. */
export type ReviewStatus = 'found' | 'accepted' | 'corrected' | 'own';

/** What people decided about one annotation that is shown. */
export interface ItemReview {
  readonly status: ReviewStatus;
  /** All decisions that it carries, in the order they were made. */
  readonly decisions: readonly Decision[];
  readonly tags: readonly string[];
  /** Decisions whose action is a note, in the order they were made. */
  readonly notes: readonly Decision[];
  /** The last verdict; undefined when there is none. */
  readonly verdict: string | undefined;
}

/** A decision whose words are not found again with certainty. */
export interface Orphan {
  readonly decision: Decision;
}

/** Decisions of which none knew of the other and which say different things about one field of one annotation. */
export interface Conflict {
  /** `status`: one keeps it, another rejects it. */
  readonly field: Field | 'status' | 'name' | 'verdict';
  /** In the order they were made; the last one is what is shown. */
  readonly decisions: readonly Decision[];
}

/** An annotation of the reviewed analysis, by which one asks for its review. */
export type ReviewedItem = Mention | TimeExpression | Attribution;

export interface ReviewedAnalysis {
  /** The machine's analysis with the decisions laid over it; the machine's own object when there are none. */
  readonly analysis: Analysis;
  /** By the very objects in `analysis`; only annotations about which something was decided. */
  readonly reviews: ReadonlyMap<ReviewedItem, ItemReview>;
  readonly orphans: readonly Orphan[];
  readonly conflicts: readonly Conflict[];
}

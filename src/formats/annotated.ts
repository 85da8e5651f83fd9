import type { Analysis, Attribution, Entity, TimeExpression } from '../analysis/analysis';
import type { Sidecar } from '../review/sidecar';

/** What a person said of a claim. */
export interface Judgement {
  readonly verdict?: string;
  readonly note?: string;
  /** Who said it, and when (ISO 8601). */
  readonly author?: string;
  readonly time?: string;
}

/** What is annotated in an article: what a format writes and reads. Offsets are UTF-16 units of the article's text. */
export interface Annotations {
  readonly entities: readonly Entity[];
  readonly dates: readonly TimeExpression[];
  readonly attributions: readonly Attribution[];
  /** By `Attribution.id`. */
  readonly judgements: ReadonlyMap<string, Judgement>;
}

/** An article to be written. */
export interface AnnotatedArticle {
  /** Its path as it was given, or its address. */
  readonly file: string;
  readonly text: string;
  /** SHA-256 of the text in UTF-8, in hex: the hash that `sha256sum FILE` prints. */
  readonly hash: string;
  /** What annotated it, `hearsay 0.1.0 fast 3f2a9c01d4e7`. */
  readonly model: string;
  /** With what people decided laid over it. */
  readonly analysis: Analysis;
  /** By `Attribution.id`. */
  readonly judgements: ReadonlyMap<string, Judgement>;
}

/** An article as it was read from a file of another tool, or of ours. What the format does not tell is absent. */
export interface ReadArticle extends Annotations {
  readonly file?: string;
  /** The text that the offsets count in, where the format has it. */
  readonly text?: string;
  readonly hash?: string;
  readonly model?: string;
  /** Who or what annotated it. */
  readonly creator?: string;
  /** What the file is when it is a sidecar of ours: it has decisions, not annotations. */
  readonly review?: Sidecar;
}

/** Something in a file that could not be read: where, and what to do. The rest was read. */
export interface Problem {
  /** `line 3`, `row 2`, `annotation 4`, `<said> in line 12`. */
  readonly where: string;
  readonly what: string;
}

export interface ReadResult {
  readonly articles: readonly ReadArticle[];
  readonly problems: readonly Problem[];
}

export function allAnnotations({ analysis, judgements }: AnnotatedArticle): Annotations {
  const { entities, dates, attributions } = analysis;
  return { entities, dates, attributions, judgements };
}

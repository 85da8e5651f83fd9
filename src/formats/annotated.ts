import type { Analysis, Attribution, Entity, Mention, Span, TimeExpression } from '../analysis/analysis';
import type { Sidecar } from '../review/sidecar';
import type { PartialText } from './partialText';

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

/** What somebody wrote about words of the article: about a name, a date or a claim. */
export interface Note {
  /** The words: of a name or date its span, of a claim its content. */
  readonly spans: readonly Span[];
  readonly text: string;
  readonly author?: string;
  /** ISO 8601. */
  readonly time?: string;
  /** Where in the file it stands, as in `Problem`. */
  readonly where: string;
}

/** Something that a file can annotate and that an article may turn out not to have room for. */
export type ReadItem = Mention | TimeExpression | Attribution;

/**
 * Annotations as they were read. Spans are not empty and begin at 0 or later; a role's pieces are in order and disjoint;
 * mentions are in order. Where the file does not have the text, they may still end after the article does.
 */
export interface ReadAnnotations extends Annotations {
  /** A date's `value` is empty where the file only says that it is a date. */
  readonly dates: readonly TimeExpression[];
  readonly notes?: readonly Note[];
  /** By the very objects above: where in the file each stands, as in `Problem`. */
  readonly places?: ReadonlyMap<ReadItem, string>;
}

/** An article as it was read from a file of another tool, or of ours. What the format does not tell is absent. */
export interface ReadArticle extends ReadAnnotations {
  readonly file?: string;
  /** The text that the offsets count in, where the format has it. */
  readonly text?: string;
  /** What is known of that text, where the format has only pieces of it. */
  readonly known?: PartialText;
  readonly hash?: string;
  readonly model?: string;
  /** Who or what annotated it. */
  readonly creator?: string;
  /** What the file is when it is a sidecar of ours: it has decisions, not annotations. */
  readonly review?: Sidecar;
  /** Finds what the file only quotes; `text` is the article's, and what the offsets of the result count in. */
  readonly locate?: (text: string) => { readonly found: ReadAnnotations; readonly problems: readonly Problem[] };
}

/** Something in a file that could not be read: where, and what to do. The rest was read. */
export interface Problem {
  /** `line 3`, `row 2`, `annotation 4`, `<said> in line 12`. */
  readonly where: string;
  readonly what: string;
  /** How many of the file's items it is about; 1 when absent. */
  readonly count?: number;
}

/** How many items of a file were left out or read only in part. */
export function problemCount(problems: readonly Problem[]): number {
  return problems.reduce((sum, { count = 1 }) => sum + count, 0);
}

export interface ReadResult {
  readonly articles: readonly ReadArticle[];
  readonly problems: readonly Problem[];
}

export function allAnnotations({ analysis, judgements }: AnnotatedArticle): Annotations {
  const { entities, dates, attributions } = analysis;
  return { entities, dates, attributions, judgements };
}

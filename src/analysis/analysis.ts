/**
 * The data of Hearsay: what an article is read as. Everything is readonly and flat enough to be posted between
 * threads; every surface (editor, sidebar, command line, export) reads this and nothing else.
 *
 * All offsets are UTF-16 code units into the text as the editor or the file holds it, byte order mark and line ends
 * included. A span is half open: `text.slice(span.start, span.end)` are its words.
 */

export interface Span {
  readonly start: number;
  readonly end: number;
}

// --- the article ---------------------------------------------------------------------------------------------------

/** A header line's meaning. */
export interface HeaderField {
  /** Title and by-line: the words. Date: ISO, `2022-01-08`. URL: the absolute address. */
  readonly value: string;
  /** The words it was read from, without the line end; absent when it came beside the text (a JSON Lines record). */
  readonly span?: Span;
}

export type HeaderProblemCode =
  | 'date-invalid' // `20221399`
  | 'date-missing'
  | 'url-invalid'
  | 'date-differs-from-url' // line 2 says 20220108, the URL /2022/02/01/
  | 'title-missing';

/** Something wrong with the header: where, and what it is about. The editor puts it in words. */
export interface HeaderProblem {
  readonly code: HeaderProblemCode;
  /** Absent when what is wrong came beside the text. */
  readonly span?: Span;
  /** The value found, `20221399`, and for a contradiction the value it contradicts, `2022-02-01`. */
  readonly found: string;
  readonly expected?: string;
}

export interface Header {
  readonly title?: HeaderField;
  readonly date?: HeaderField;
  readonly url?: HeaderField;
  readonly byline?: HeaderField;
  readonly problems: readonly HeaderProblem[];
}

/** `WASHINGTON Reuters -` or `GENEVA, Jan 8 (AP) —` before a story's first sentence. */
export interface Dateline extends Span {
  readonly place?: Span;
  readonly agency?: Span;
}

/** A stretch of running text. The title is one too, so that its names and claims are found like all others. */
export interface Paragraph extends Span {
  readonly role: 'title' | 'body';
  /** Offset at which the sentence proper begins: behind the dateline when there is one, else `start`. */
  readonly textStart: number;
}

// --- words ---------------------------------------------------------------------------------------------------------

/**
 * Tokens in text order, one array a property. Token `i` is `text.slice(start[i], end[i])`; its sentence is
 * `sentence[i]`; its Penn Treebank tag is `TAGS[tag[i]]` (text/tags.ts).
 */
export interface Tokens {
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly sentence: Int32Array;
  readonly tag: Uint8Array;
}

/** Sentences in text order: sentence `s` holds the tokens `firstToken[s]` up to, not including, `endToken[s]`. */
export interface Sentences {
  readonly count: number;
  readonly firstToken: Int32Array;
  readonly endToken: Int32Array;
  /** Index into `Analysis.paragraphs`. */
  readonly paragraph: Int32Array;
}

// --- dates ---------------------------------------------------------------------------------------------------------

export const TIME_EXPRESSION_TYPES = ['DATE', 'TIME', 'DURATION', 'SET'] as const;
export type TimeExpressionType = (typeof TIME_EXPRESSION_TYPES)[number];

/** A TIMEX3 (ISO-TimeML): "Monday" in an article of 8 January 2022 about talks ahead is DATE `2022-01-10`. */
export interface TimeExpression extends Span {
  readonly type: TimeExpressionType;
  /** `2022-01-10`, `2022-W02`, `2022-Q1`, `198`, `P2W`, `2022-01-08TMO`, `XXXX-WXX-1`, `PRESENT_REF` ... */
  readonly value: string;
  /** TIMEX3 modifier: START, MID, END, APPROX, BEFORE, AFTER, EQUAL_OR_LESS, EQUAL_OR_MORE ... */
  readonly mod?: string;
  /** TIMEX3 quantifier of a SET: EVERY, EACH. */
  readonly quant?: string;
  /** TIMEX3 frequency of a SET: `2X` for "twice a week". */
  readonly freq?: string;
  /**
   * TIMEX3's mark of a relative expression: the value was counted from publication or from a date mentioned before
   * ("Monday", "last week", "Jan. 8", whose year nobody wrote).
   */
  readonly temporalFunction?: true;
  /** Of somebody's fiscal year, which is not the calendar's: "fiscal 2019" is `2019`, as TimeBank has it. */
  readonly fiscal?: true;
  /** The range that this is the begin or the end of; equal in both, which follow each other. */
  readonly range?: DateRange;
}

/** From one time to another: "from 2011 to 2014", "Jan. 8-10". The span reaches from the first's start to the last's end. */
export interface DateRange extends Span {
  /** The TIMEX3 values of its begin and its end, both included: `2011` and `2014`. */
  readonly from: string;
  readonly to: string;
}

// --- names and what they refer to ------------------------------------------------------------------------------------

export const ENTITY_TYPES = [
  'PERSON',
  'ORG',
  'GPE', // states, cities: places with a government
  'LOC', // other places: mountains, regions, seas
  'FAC', // buildings, airports, bridges
  'NORP', // nationalities, religious and political groups
  'EVENT',
  'LAW', // treaties, acts, accords
  'PRODUCT',
  'WORK', // books, films, newspapers' titles
  'OTHER',
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

/** What readers tell apart: a state, a mountain and an airport are all places. */
export const ENTITY_SORTS = {
  PERSON: 'person',
  ORG: 'organisation',
  GPE: 'place',
  LOC: 'place',
  FAC: 'place',
  NORP: 'group',
  EVENT: 'event',
  LAW: 'law',
  PRODUCT: 'product',
  WORK: 'work',
  OTHER: 'other',
} as const satisfies Record<EntityType, string>;

/** A name as found, before it is known what it refers to. */
export interface NameSpan extends Span {
  readonly type: EntityType;
}

export const MENTION_KINDS = ['name', 'nominal', 'pronoun'] as const;
export type MentionKind = (typeof MENTION_KINDS)[number];

/** Words that refer to something: "Putin", "the official", "it". */
export interface Mention extends Span {
  readonly kind: MentionKind;
  /** `Entity.id` of what it refers to. */
  readonly entity: string;
  /** For a nominal or pronoun: the earlier mention it takes its meaning from. */
  readonly antecedent?: Span;
}

/** What the gazetteer knows of a well-known entity, without any network. */
export type WorldFact =
  | {
      readonly kind: 'state';
      readonly name: string;
      readonly code: string; // ISO 3166-1, "RU"
      readonly capital: string; // "Moscow"; empty where there is none
      readonly region: string; // "Eastern Europe"; empty where unknown
    }
  | { readonly kind: 'capital'; readonly state: string } // "Moscow": of Russia
  | { readonly kind: 'people'; readonly state: string } // "Russians": of Russia
  | { readonly kind: 'organisation'; readonly fullName: string }; // "NATO": North Atlantic Treaty Organization

/** What coreferent mentions refer to. */
export interface Entity {
  /** Unique within the analysis, `e1`, `e2` ... in order of first mention. */
  readonly id: string;
  readonly type: EntityType;
  /** The fullest name ("Vladimir Putin"); for an unnamed source its fullest description ("senior U.S. official"). */
  readonly name: string;
  /** Other ways it is named here, without the canonical name: "Putin". */
  readonly aliases: readonly string[];
  /** Title or office as the article gives it: "Russian President". */
  readonly role?: string;
  /** False for an unnamed source such as "a senior U.S. official". */
  readonly named: boolean;
  /** Several people or things: "two officials". */
  readonly plural: boolean;
  readonly fact?: WorldFact;
  /**
   * Metonymy, for a seat of government: the state that speaks where claims are attributed to it, "Moscow said": Russia. The
   * place stays an entity of its own, and where it makes no claims it speaks for nobody.
   */
  readonly speaksFor?: string;
  /** In text order. */
  readonly mentions: readonly Mention[];
}

// --- who said what -----------------------------------------------------------------------------------------------------

export const ATTRIBUTION_KINDS = ['direct', 'indirect', 'mixed'] as const;
export type AttributionKind = (typeof ATTRIBUTION_KINDS)[number];

/** The three roles of an attribution (Pareti 2015; PolNeAR). Each may be several spans; `source` may be empty. */
export interface AttributionSpans {
  /** "the senior U.S. official" */
  readonly source: readonly Span[];
  /** "said", "according to", "assurances from" */
  readonly cue: readonly Span[];
  /** "there are some areas that present an opportunity for common ground" */
  readonly content: readonly Span[];
  readonly kind: AttributionKind;
  /** How likely the whole is right, 0 to 1. */
  readonly confidence: number;
}

export interface Attribution extends AttributionSpans {
  /** Unique within the analysis, `a1`, `a2` ... in order of the first content span. */
  readonly id: string;
  /** `Entity.id` of the source; null when nobody is named, or no entity stands behind the words. */
  readonly actor: string | null;
}

/** An attribution's content, as said by an actor: what the tree and Show Claims list. */
export interface Claim {
  /** The attribution's id. */
  readonly id: string;
  readonly attribution: Attribution;
  /** `Entity.id` or null, as in the attribution. */
  readonly actor: string | null;
  /** The content's words on one line; pieces that stood apart are joined by " … ". */
  readonly text: string;
  /** The cue's words on one line, "said", "wants", "according to": how it was put. */
  readonly how: string;
  readonly kind: AttributionKind;
}

/** An entity to which the article attributes at least one claim. */
export interface Actor {
  readonly entity: Entity;
  /** In text order. */
  readonly claims: readonly Claim[];
}

// --- the whole -----------------------------------------------------------------------------------------------------------

export interface Analysis {
  readonly header: Header;
  readonly dateline?: Dateline;
  readonly paragraphs: readonly Paragraph[];
  readonly tokens: Tokens;
  readonly sentences: Sentences;
  readonly dates: readonly TimeExpression[];
  readonly entities: readonly Entity[];
  readonly attributions: readonly Attribution[];
  /** In text order. */
  readonly claims: readonly Claim[];
  /** Most claims first, then by first mention. */
  readonly actors: readonly Actor[];
  /** What went wrong within the analysis; absent when nothing did, as should be. */
  readonly failures?: readonly StepFailure[];
}

/** A step of the analysis that threw. */
export interface StepFailure {
  /** Its name in the pipeline. */
  readonly step: string;
  /** Index into `Analysis.paragraphs` of the one that goes without what the step finds; absent when all do. */
  readonly paragraph?: number;
  readonly message: string;
  readonly stack?: string;
}

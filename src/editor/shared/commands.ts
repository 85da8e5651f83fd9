/**
 * Commands that a link in a card or a row of a tree runs, and what they are given. An argument is checked by the
 * handler: it may come from anywhere.
 */
export const COMMANDS = {
  /** Goes to a span: `SpanArgument`. */
  reveal: 'hearsay.reveal',
  /** Peeks at all mentions of an entity: `EntityArgument`. */
  showMentions: 'hearsay.showMentions',
  /** Looks an entity up in the browser: `EntityArgument` or a row of the tree; without one, the entity at the cursor. */
  searchWikipedia: 'hearsay.searchWikipedia',
  searchWikidata: 'hearsay.searchWikidata',
  /** Copies a claim as a citation: `ClaimArgument`; without one, the claim at the cursor. */
  copyCitation: 'hearsay.copyCitation',
  copyCitationAsMarkdown: 'hearsay.copyCitationAsMarkdown',
  /** Goes to the next claim: `ClaimArgument`; without one, from the cursor. */
  nextClaim: 'hearsay.nextClaim',
  /** Goes to the previous claim: `ClaimArgument`; without one, from the cursor. */
  previousClaim: 'hearsay.previousClaim',
  /** Goes to the next claim by the same actor: `ClaimArgument`; without one, from the claim at the cursor. */
  nextClaimOfActor: 'hearsay.nextClaimOfActor',
  /** Lists claims to pick from: `EntityArgument` for one actor's; without one, those of the article in front. */
  showClaims: 'hearsay.showClaims',
  /** Searches the claims of all articles; with a text, that is what is typed already. */
  search: 'hearsay.search',
  showLegend: 'hearsay.showLegend',
  toggleHighlights: 'hearsay.toggleHighlights',
  /** Says that a file is an article, or is none: `ArticleArgument` or a `vscode.Uri`; without one, the file in front. */
  treatAsArticle: 'hearsay.treatAsArticle',
  notAnArticle: 'hearsay.notAnArticle',
  /** Analyses the article in front in spite of its size. */
  analyseAnyway: 'hearsay.analyseAnyway',
  /** Writes articles for other tools: `ExportArgument`; without one, asks for format, articles and place. */
  export: 'hearsay.export',
  /** Reads annotations of other tools: `ImportArgument`; without one, asks for format and files. */
  import: 'hearsay.import',
} as const;

/** The article's address as text. */
export interface ArticleArgument {
  readonly article: string;
}

export interface ClaimArgument extends ArticleArgument {
  /** `Claim.id` */
  readonly claim: string;
}

export interface EntityArgument extends ArticleArgument {
  /** `Entity.id` */
  readonly entity: string;
}

/** UTF-16 offsets into the article. */
export interface SpanArgument extends ArticleArgument {
  readonly start: number;
  readonly end: number;
}

export interface ExportArgument {
  /** `Format.id` */
  readonly format: string;
  /** Addresses as text. */
  readonly articles: readonly string[];
  /** The file's address; the folder's, when there are files for each of several articles. */
  readonly place: string;
}

export interface ImportArgument {
  /** Addresses as text. */
  readonly files: readonly string[];
  /** `Format.id`; by the files' names when absent. */
  readonly format?: string;
  readonly author?: string;
}

export function isExportArgument(value: unknown): value is ExportArgument {
  return has(value, 'format', 'string') && has(value, 'place', 'string') && hasStrings(value, 'articles');
}

export function isImportArgument(value: unknown): value is ImportArgument {
  return hasStrings(value, 'files');
}

export function isArticleArgument(value: unknown): value is ArticleArgument {
  return has(value, 'article', 'string');
}

export function isClaimArgument(value: unknown): value is ClaimArgument {
  return has(value, 'article', 'string') && has(value, 'claim', 'string');
}

export function isEntityArgument(value: unknown): value is EntityArgument {
  return has(value, 'article', 'string') && has(value, 'entity', 'string');
}

export function isSpanArgument(value: unknown): value is SpanArgument {
  return has(value, 'article', 'string') && has(value, 'start', 'number') && has(value, 'end', 'number');
}

function has(value: unknown, key: string, type: 'string' | 'number'): boolean {
  return typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[key] === type;
}

function hasStrings(value: unknown, key: string): boolean {
  const list: unknown = typeof value === 'object' && value !== null && (value as Record<string, unknown>)[key];
  return Array.isArray(list) && list.length > 0 && list.every((each) => typeof each === 'string');
}

import type { Header, HeaderField, HeaderProblem, HeaderProblemCode, Span } from '../analysis';
import type { GivenHeader } from '../step';
import { datesInAddress, isWebAddress } from './address';
import { dayNumberOf } from './calendar';
import { type FrontMatter, type FrontMatterValue, readFrontMatter } from './frontMatter';
import { type PublicationDate, isoDateFrom, readPublicationDate } from './publicationDate';
import { type TextLine, textLines, trimSpan } from './textLines';

/** A text's header, and what the rest of the article needs to know of where it stands. */
export interface ParsedHeader {
  readonly header: Header;
  /** The title's words in the text; there also when another title came beside it. */
  readonly titleSpan: Span | undefined;
  /** Lines among the header's that are running text: a subtitle between title and date. In text order. */
  readonly textBetween: readonly Span[];
  /** Where the body begins. */
  readonly bodyStart: number;
  readonly markdown: boolean;
  /** The header is YAML front matter. */
  readonly frontMatter: boolean;
  /** True for a date as only articles of the header's own form have it, `20220108`, valid or not. */
  readonly compactDate: boolean;
}

/** Title, date, URL, by-line, and room for a line that is none of them. */
const LONGEST_HEADER = 6;

/**
 * Reads the header of a text that is, or is taken for, an article: a title line, then date, URL and by-line in any
 * order, each of which may be missing; or YAML front matter. What came beside the text goes before what it says. Reads
 * the head of the text only; any text has a header, an empty one a header of nothing.
 */
export function parseHeader(text: string, given: GivenHeader = {}): ParsedHeader {
  const frontMatter = readFrontMatter(text);
  const read = frontMatter ? headerFromFrontMatter(text, frontMatter) : headerFromLines(text);
  return { ...read, header: withGiven(read.header, given) };
}

/** The header of a text that is all body: what came beside it. */
export function headerFromGiven(given: GivenHeader): Header {
  return withGiven({ problems: [] }, given);
}

// --- what came beside the text ---------------------------------------------------------------------------------------

function withGiven(read: Header, given: GivenHeader): Header {
  const title = given.title?.trim() ? { value: given.title.trim() } : read.title;
  const url = given.url?.trim() ? { value: given.url.trim() } : read.url;
  const givenDate = given.date?.trim();
  const date = givenDate ? fieldOf(isoDateFrom(givenDate)) : read.date;
  const solved = new Set<HeaderProblemCode>();
  if (title) solved.add('title-missing');
  if (url) solved.add('url-invalid');
  if (givenDate) solved.add('date-missing').add('date-invalid');

  const [stated] = url ? datesInAddress(url.value) : [];
  const problems = read.problems
    .filter(({ code }) => !solved.has(code))
    .map((problem) => (stated && problem.code.startsWith('date-') ? { ...problem, expected: stated } : problem));
  if (givenDate && !date) problems.push({ code: 'date-invalid', found: givenDate });
  const contradiction = date && url && contradictionOf(date, url);
  if (contradiction) problems.push(contradiction);
  problems.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  return { title, date, url, byline: read.byline, problems };
}

function fieldOf(value: string | undefined): HeaderField | undefined {
  return value === undefined ? undefined : { value };
}

/**
 * An address is dated by the publisher's clock or by the server's, and an article may go out around midnight of either:
 * one day's difference says nothing, more is a contradiction.
 */
const DAYS_OF_TOLERANCE = 1;

function contradictionOf(date: HeaderField, url: HeaderField): HeaderProblem | undefined {
  const stated = datesInAddress(url.value);
  const day = dayNumberOf(date.value);
  if (!stated.length || day === undefined) return undefined;
  if (stated.some((other) => Math.abs((dayNumberOf(other) ?? day) - day) <= DAYS_OF_TOLERANCE)) return undefined;
  return { code: 'date-differs-from-url', span: date.span, found: date.value, expected: stated[0] };
}

// --- lines -----------------------------------------------------------------------------------------------------------

type HeaderLine =
  | { readonly kind: 'date'; readonly date: PublicationDate }
  | { readonly kind: 'url'; readonly url: Span }
  | { readonly kind: 'byline'; readonly name: Span };

function headerFromLines(text: string): ParsedHeader {
  const lines = firstLines(text, LONGEST_HEADER);
  const fields: { title?: HeaderField; date?: HeaderField; url?: HeaderField; byline?: HeaderField } = {};
  const problems: HeaderProblem[] = [];
  const textBetween: Span[] = [];
  let compactDate = false;
  let dateSeen = false;
  let urlSeen = false;
  let at = 0;
  let bodyStart = 0;

  const kindOf = (index: number): HeaderLine | undefined => {
    const line = lines[index];
    const found = line && readHeaderLine(text, line);
    if (found?.kind === 'date') return dateSeen ? undefined : found;
    if (found?.kind === 'url') return urlSeen ? undefined : found;
    return found?.kind === 'byline' && fields.byline ? undefined : found;
  };
  const invalidUrl = (line: Span) => {
    urlSeen = true;
    problems.push({ code: 'url-invalid', span: spanOf(line), found: text.slice(line.start, line.end) });
  };
  const take = (found: HeaderLine, line: TextLine) => {
    if (found.kind === 'byline') {
      fields.byline = { value: text.slice(found.name.start, found.name.end), span: found.name };
    } else if (found.kind === 'url') {
      urlSeen = true;
      fields.url = { value: text.slice(found.url.start, found.url.end), span: found.url };
    } else {
      dateSeen = true;
      compactDate = found.date.compact;
      const span = { start: line.start + found.date.start, end: line.start + found.date.end };
      if (found.date.value) fields.date = { value: found.date.value, span };
      else problems.push({ code: 'date-invalid', span, found: text.slice(span.start, span.end) });
    }
  };

  const hasTitleLine = lines.length > 0 && !isFieldForSure(kindOf(0));
  const title = hasTitleLine ? titleSpan(text, lines[0]) : undefined;
  if (hasTitleLine) {
    bodyStart = lines[0].next;
    at = 1;
  }
  if (title) fields.title = { value: text.slice(title.start, title.end), span: title };
  else if (lines.length) problems.push({ code: 'title-missing', span: spanOf(lines[0]), found: '' });
  for (; at < lines.length; at++) {
    const line = lines[at];
    const words = text.slice(line.start, line.end);
    const found = kindOf(at);
    const following = kindOf(at + 1);
    if (found) take(found, line);
    else if (!urlSeen && following?.kind !== 'url' && isMeantAsUrl(words, dateSeen && at <= 2)) invalidUrl(line);
    else if (!dateSeen && following?.kind === 'url' && at === 1 && words.split(' ').length <= MOST_WORDS_FOR_A_DATE) {
      dateSeen = true;
      problems.push({ code: 'date-invalid', span: spanOf(line), found: words });
    } else if (isDateOrUrl(following)) textBetween.push(spanOf(line));
    else break;
    bodyStart = line.next;
  }
  if (lines.length && !dateSeen) problems.push({ code: 'date-missing', span: spanOf(lines[0]), found: '' });
  const markdown = hasTitleLine && text[lines[0].start] === '#' && title?.start !== lines[0].start;
  return {
    header: { ...fields, problems },
    titleSpan: title,
    textBetween,
    bodyStart,
    markdown,
    frontMatter: false,
    compactDate,
  };
}

/** In a date's place before a URL: "unknown", "no date"; more words are a subtitle. */
const MOST_WORDS_FOR_A_DATE = 4;
const LONGEST_BYLINE = 120;

function readHeaderLine(text: string, line: Span): HeaderLine | undefined {
  const words = line.end - line.start <= 2_100 ? text.slice(line.start, line.end) : '';
  const date = readPublicationDate(words);
  if (date) return { kind: 'date', date };
  const url = addressIn(words);
  if (url) return { kind: 'url', url: { start: line.start + url.start, end: line.start + url.end } };
  const by = bylineIn(words);
  return by === undefined ? undefined : { kind: 'byline', name: { start: line.start + by, end: line.end } };
}

/** `https://...`, `URL: https://...`, `<https://...>`. */
function addressIn(words: string): Span | undefined {
  const start = /^(?:(?:url|link|source)\s{0,3}:\s{0,3})?<?/i.exec(words)?.[0].length ?? 0;
  const end = words.endsWith('>') ? words.length - 1 : words.length;
  return isWebAddress(words.slice(start, end)) ? { start, end } : undefined;
}

/** Offset of the name in `By Arshad Mohammed and Phil Stewart`: capitalised words, no sentence. */
function bylineIn(words: string): number | undefined {
  const by = /^by:?\s{1,4}/i.exec(words);
  if (!by || words.length > LONGEST_BYLINE || /[!?;"“”\d]/.test(words)) return undefined;
  const names = words.slice(by[0].length).split(/[\s,|/]+/);
  const capitalised = names.filter((name) => /^\p{Lu}/u.test(name)).length;
  const small = names.filter((name) => /^(?:and|of|for|in|the|de|van|von|da|di|bin|al|el|la|le|&)$/.test(name)).length;
  const sentence = /\.$/.test(words) && !/\b(?:Jr|Sr|\p{Lu})\.$/u.test(words);
  return capitalised > 0 && capitalised + small >= names.length && !sentence ? by[0].length : undefined;
}

/** "none", "no link", "URL missing", "(unknown)": said instead of an address. */
const PLACEHOLDER =
  /^[^\p{L}\p{N}]{0,3}(?:(?:no|missing|unknown) (?:url|link|source|address)|(?:url|link|source|address) (?:missing|unknown|unavailable)|none|n\/a|unknown|missing|null|undefined|nil|tba|tbd)(?: (?:given|known|available))?[^\p{L}\p{N}]{0,3}$/iu;

/** An attempt at an address, `htp:/foo`, `www.foo.com`, or, in the place of one, a single word or "no link". */
function isMeantAsUrl(words: string, inItsPlace: boolean): boolean {
  if (words.length > 2_100) return false;
  if (/^(?:[a-z]{2,8}:\/|www\.|https?\b)/i.test(words)) return true;
  return inItsPlace && ((/^[!-~]{1,80}$/.test(words) && !/[.!?"]$/.test(words)) || PLACEHOLDER.test(words));
}

/** "90210" in the first line is a title, `20220108` is a date without a title before it. */
function isFieldForSure(found: HeaderLine | undefined): boolean {
  return found?.kind === 'url' || (found?.kind === 'date' && (found.date.compact || found.date.value !== undefined));
}

function isDateOrUrl(found: HeaderLine | undefined): boolean {
  return found?.kind === 'date' || found?.kind === 'url';
}

/** The title without a Markdown heading mark or the label `Title:`; undefined where nothing else is on the line yet. */
function titleSpan(text: string, line: Span): Span | undefined {
  const mark = /^(?:#{1,6}|title\s{0,2}:)(?=\s|$)/i.exec(text.slice(line.start, Math.min(line.end, line.start + 40)));
  const title = trimSpan(text, { start: line.start + (mark?.[0].length ?? 0), end: line.end });
  return title.end > title.start ? title : undefined;
}

function firstLines(text: string, most: number): TextLine[] {
  const lines: TextLine[] = [];
  for (const line of textLines(text)) {
    lines.push(line);
    if (lines.length === most) break;
  }
  return lines;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

// --- front matter ------------------------------------------------------------------------------------------------------

const TITLE_KEYS = ['title', 'headline'];
const DATE_KEYS = ['date', 'published', 'publishdate', 'pubdate'];
const URL_KEYS = ['url', 'source', 'link', 'canonical', 'canonical_url', 'source_url'];
const BYLINE_KEYS = ['byline', 'author', 'by'];

function headerFromFrontMatter(text: string, { values, bodyStart }: FrontMatter): ParsedHeader {
  const first = (keys: readonly string[]) => keys.map((key) => values.get(key)).find((value) => value !== undefined);
  const problems: HeaderProblem[] = [];
  const opening = firstLines(text, 1)[0];
  const heading = first(TITLE_KEYS) ? undefined : headingAt(text, bodyStart);
  const title = first(TITLE_KEYS) ?? heading?.field;
  if (!title) problems.push({ code: 'title-missing', span: spanOf(opening), found: '' });

  const writtenDate = first(DATE_KEYS);
  const date = writtenDate && dateField(text, writtenDate);
  if (!writtenDate) problems.push({ code: 'date-missing', span: spanOf(opening), found: '' });
  else if (!date) problems.push({ code: 'date-invalid', span: writtenDate.span, found: writtenDate.value });

  const addresses = URL_KEYS.map((key) => values.get(key)).filter((value) => value !== undefined);
  const url = addresses.find(({ value }) => isWebAddress(value));
  const wrong = url ? undefined : values.get('url');
  if (wrong) problems.push({ code: 'url-invalid', span: wrong.span, found: wrong.value });

  return {
    header: { title, date, url, byline: first(BYLINE_KEYS), problems },
    titleSpan: title?.span,
    textBetween: [],
    bodyStart: heading ? heading.next : bodyStart,
    markdown: true,
    frontMatter: true,
    compactDate: writtenDate !== undefined && /^\d{8}$/.test(writtenDate.value),
  };
}

function dateField(text: string, written: FrontMatterValue): HeaderField | undefined {
  const words = text.slice(written.span.start, written.span.end);
  const date = readPublicationDate(words);
  if (!date?.value) return undefined;
  return {
    value: date.value,
    span: { start: written.span.start + date.start, end: written.span.start + date.end },
  };
}

/** `# Title` as the first line of the body, for front matter without a title. */
function headingAt(
  text: string,
  from: number,
): { readonly field: FrontMatterValue; readonly next: number } | undefined {
  const line = textLines(text, from).next().value;
  const mark = line && /^#\s{1,8}/.exec(text.slice(line.start, line.end));
  if (!line || !mark) return undefined;
  const span = { start: line.start + mark[0].length, end: line.end };
  return { field: { value: text.slice(span.start, span.end), span }, next: line.next };
}

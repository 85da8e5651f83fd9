import type { Header } from '../analysis';
import { pathOf } from './address';
import { findDateline } from './dateline';
import { type ParsedHeader, parseHeader } from './header';
import { bodyParagraphs } from './paragraphs';
import { readPublicationDate } from './publicationDate';
import { textLines } from './textLines';

/**
 * Tells from its content alone whether a text is an article. `head` is its beginning, a few thousand characters, and
 * may be cut anywhere. A title is no evidence: there must be a date line or a URL line behind it, and the less certain
 * that header is, the more the body must read like news. Wrongly taking a person's notes for an article is worse than
 * overlooking one, which a command can mend.
 */
export function recognise(head: string): boolean {
  if (isBinary(head)) return false;
  const parsed = parseHeader(head);
  if (!hasTitle(parsed) || looksLikeMail(head)) return false;
  const isHeadline = wordCount(parsed.header.title?.value) >= FEWEST_TITLE_WORDS;
  const body = describeBody(head, parsed);
  switch (evidence(parsed)) {
    case 'full header':
      return !body.isContrary && (!isLabelled(head, parsed) || body.isProse);
    case 'date and URL':
      return body.isProse || (body.isEmpty && isStoryPath(parsed.header.url?.value));
    case 'compact date':
      return body.isProse || (body.isEmpty && isHeadline);
    case 'date':
      return isHeadline && body.isProse && body.isNews;
    case 'URL':
      return isHeadline && body.isProse && body.isNews && isStoryPath(parsed.header.url?.value);
    case 'none':
      return false;
  }
}

// --- the header --------------------------------------------------------------------------------------------------------

type Evidence = 'full header' | 'date and URL' | 'compact date' | 'date' | 'URL' | 'none';

function evidence({ header, compactDate, frontMatter }: ParsedHeader): Evidence {
  const nearlyCompact = header.problems.some(({ code, found }) => code === 'date-invalid' && /^\d{6,9}$/.test(found));
  if (header.url && (compactDate || nearlyCompact || (frontMatter && header.date))) return 'full header';
  if (header.url && header.date) return 'date and URL';
  if (compactDate) return 'compact date';
  if (header.date) return 'date';
  return header.url ? 'URL' : 'none';
}

const FEWEST_TITLE_WORDS = 3;
const LONGEST_TITLE = 300;

function hasTitle({ header: { title } }: ParsedHeader): boolean {
  if (!title || title.value.length > LONGEST_TITLE || !/\p{L}{2}/u.test(title.value)) return false;
  if (/\S@\S|:\/\//.test(title.value)) return false;
  return !readsLikeCode(title.value) && !/^(?:[-*+•]\s|\[[ xX]?\]|\d{1,3}[.)]\s|#!)/.test(title.value);
}

function wordCount(title = ''): number {
  return title.split(/\s+/).length;
}

/** `From: ...` and such in the first lines: mail, news posts, commit mails, web headers. */
function looksLikeMail(head: string): boolean {
  let labels = 0;
  let seen = 0;
  for (const { start, end } of textLines(head)) {
    const words = head.slice(start, Math.min(end, start + 60));
    if (
      /^(?:From|To|Cc|Subject|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|HTTP\/\d)\b.{0,20}[: ]/.test(
        words,
      )
    ) {
      labels++;
    }
    if (++seen === 5) break;
  }
  return labels >= 2;
}

/** A header whose lines carry labels, `Title: ...`: a record or a configuration as often as an article. */
function isLabelled(head: string, { titleSpan, markdown }: ParsedHeader): boolean {
  return !markdown && titleSpan !== undefined && /:\s{1,8}$/.test(head.slice(0, titleSpan.start));
}

/** The last part of a story's address names the story: several words, a number, a date. A home page's does not. */
function isStoryPath(url: string | undefined): boolean {
  const last = url === undefined ? '' : (pathOf(url)?.split('/').filter(Boolean).pop() ?? '');
  return /(?:[\p{L}\d]{1,40}[-_+]|%20){3}/u.test(last.slice(0, 200)) || /\d{5,}/.test(last);
}

// --- the body ----------------------------------------------------------------------------------------------------------

interface BodyLook {
  readonly isEmpty: boolean;
  /** Mostly sentences. */
  readonly isProse: boolean;
  /** Mostly something that no article is made of: code, bullets, records, addresses. */
  readonly isContrary: boolean;
  /** It has a dateline, a by-line, or somebody says something. */
  readonly isNews: boolean;
}

const LINES_TO_LOOK_AT = 40;
const SHARE_OF_SENTENCES = 0.6;

function describeBody(head: string, parsed: ParsedHeader): BodyLook {
  const lines = bodyParagraphs(head, parsed.bodyStart, parsed.markdown).slice(0, LINES_TO_LOOK_AT);
  // In Markdown the paragraphs no longer show what they were: a list is one by its bullets.
  const words = lines.map(({ start, end }) => head.slice(lineStart(head, start, parsed.bodyStart), end).trim());
  if (words.length > 1 && !/[\r\n]\s{0,39}$/.test(head.slice(-40))) words.pop(); // the cut may have left half a line
  const others = words.filter((line) => !isOdd(line));
  const odd = words.length - others.length;
  const sentences = others.filter(isSentence).length;
  const said = words.some((line) => NEWS_VERB.test(line.slice(0, 2_000)));
  return {
    isEmpty: words.length === 0,
    isProse: sentences > 0 && sentences >= words.length * SHARE_OF_SENTENCES && !/^(?:dear|hi|hello)\b/i.test(words[0]),
    isContrary: odd > 1 && odd > words.length / 2,
    isNews: said || isNewsHeader(parsed.header) || findDateline(head, lines) !== undefined,
  };
}

function isNewsHeader(header: Header): boolean {
  return header.byline !== undefined;
}

function lineStart(text: string, at: number, least: number): number {
  let start = at;
  while (start > least && start > at - 20 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

/** Somebody says something: what news is made of and notes are not. */
const NEWS_VERB =
  /\b(?:said|says|told|according to|announced|reported|spokes(?:man|woman|person)|statement|reporters|officials?)\b/i;

/** A line long enough for a sentence that ends as one; long lines may lack their stop, as stripped texts do. */
function isSentence(line: string): boolean {
  if (line.length < 30 || !/\p{L}/u.test(line)) return false;
  return line.length >= 120 ? /\s/.test(line) || /[\u3000-\u9fff]/.test(line) : /[.?!…。！？"'”’)]$/.test(line);
}

/** No line of an article: a bullet, a record, an address, a date alone, code. */
function isOdd(line: string): boolean {
  return (
    /^(?:[-*+•◦]\s|\[[ xX]?\]|\d{1,3}[.)]\s|[|>#])/.test(line) ||
    /^\S{1,2000}:\/\/\S{1,2000}$/.test(line) ||
    /^[\w-]{1,30}:(?:\s|$)/.test(line.length < 60 ? line : '') ||
    /^\[?\d{4}-\d{2}-\d{2}[T ,]/.test(line) ||
    /^\d{1,2}:\d{2}/.test(line) ||
    readPublicationDate(line) !== undefined ||
    readsLikeCode(line)
  );
}

/** The shapes of source code, markup, data and settings. */
function readsLikeCode(line: string): boolean {
  return (
    /^(?:[{}<;@]|\/\/|\/\*|\*\/|#(?:!|include|define|if)|--\s|%%|\[[\w.-]+\]$|["'][\w-]+["']\s?:)/.test(line) ||
    /(?:[{};]|=>|\)\s?:|\\)$/.test(line.length < 200 ? line : '') ||
    /^(?:import|export|from|package|use|using|const|let|var|def|class|function|fn|func|return|public|private|SELECT|INSERT|CREATE)\b.{0,80}[;{}()=*]/.test(
      line,
    ) ||
    /^[\w.]{1,40}\s?(?:=|:=|\+=)\s?\S/.test(line)
  );
}

// --- binary ------------------------------------------------------------------------------------------------------------

/** Control characters and replacement characters beyond a stray one. */
function isBinary(head: string): boolean {
  let strange = 0;
  for (let i = 0; i < head.length; i++) {
    const code = head.charCodeAt(i);
    if (code === 0) return true;
    if ((code < 32 && !(code >= 9 && code <= 13)) || code === 127 || code === 0xfffd) strange++;
  }
  return strange > 3 && strange > head.length / 500;
}

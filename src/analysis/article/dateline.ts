import type { Dateline, Paragraph, Span } from '../analysis';
import { AGENCIES } from './agencies';
import { MONTHS } from './calendar';
import { DATELINE_CITIES } from './datelineCities';

/** A dateline with room to spare: "HEMPSTEAD, New York, Sept. 26, 2016 (Thomson Reuters Foundation) -- ". */
const LONGEST_DATELINE = 110;

// The patterns run on a slice of that length, whatever the article: their cost is bounded.
// The letters are those of the Latin, Greek and Cyrillic alphabets, spelled out: with Unicode's classes (`\p{Lu}`) patterns of this
// size take a hundred milliseconds to be compiled, on the thread on which VS Code waits for keys. Of U+0100 to U+017F, where large
// and small letters alternate, all count as large and as small. For the same reason a pattern names months and agencies only where
// nothing simpler will do, and repeats what may be repeated without a limit: up to three times are compiled as three copies.
const UPPER = String.raw`A-Z\u00C0-\u00D6\u00D8-\u00DE\u0100-\u017F\u0386-\u03AB\u0400-\u042F`;
const LETTER = String.raw`A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u052F`;
const ACCENT = String.raw`\u0300-\u036F`;
/** `LA`, `U.S.`, `O'BRIEN`, `McALLEN`; there is one way only to read a word so, or many words would take for ever. */
const CAPITALS = String.raw`(?:Mc|Mac|De|La|Le)?[${UPPER}][${ACCENT}${UPPER}'’.]*[${UPPER}]\.?`;
const PLACE_WORD = String.raw`${CAPITALS}(?:-${CAPITALS})*`;
/** `WASHINGTON`, `LOS ANGELES`, `ST. LOUIS`, `PORT-AU-PRINCE`, `BRUSSELS/GENEVA` */
const PLACE = String.raw`${PLACE_WORD}(?:[ /]${PLACE_WORD}){0,3}`;
const MONTH = String.raw`(?:${MONTHS.map((month) => `${month[0].toUpperCase()}${month.slice(1)}`).join('|')}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)`;
/** `Jan 8`, `Sept. 26, 2016`, `8 January` */
const DAY = String.raw`(?:${MONTH} \d{1,2}|\d{1,2} ${MONTH})(?:,? \d{4})?`;
/** Before a word that is no month with a day behind it. */
const NO_DAY = String.raw`(?!(?:Jan|Feb|Ma[ry]|Apr|Ju[nl]|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s?\d)`;
const REGION_WORD = String.raw`[${UPPER}][${ACCENT}${LETTER}.'’-]{1,20}`;
/** `, N.Y.`, `, Northern Ireland`, `, D.C.`; a month is none. */
const REGION = String.raw`,\s${NO_DAY}${REGION_WORD}(?: ${NO_DAY}${REGION_WORD}){0,2}`;
/** In brackets it is looked up among those that are known. */
const IN_BRACKETS = String.raw`\((?<agency>[^()]{1,40})\)`;
const KNOWN_AGENCY = AGENCIES.map((name) => name.replace(/[.*+?^$()|[\]\\/]/g, String.raw`\$&`))
  .sort((a, b) => b.length - a.length)
  .join('|');
/** A dash; a hyphen only when white space sets it apart, as it joins words else. */
const DASH = String.raw`(?:\s{0,3}(?:--+|[—–―_])|\s{1,3}-(?!-)|-(?=\s))`;
const OPENS_SENTENCE = String.raw`(?=\s{0,3}(?:["'“‘(\[$€£]|[${UPPER}]|\d))`;

const pattern = (source: string) => new RegExp(`^${source}`, 'd');

/** Forms of a dateline, the surest first. Groups: `place`, `agency`; the match ends behind the separator. */
const FORMS: readonly RegExp[] = [
  // WASHINGTON (Reuters) -     KYIV, Ukraine (AP) —     GENEVA, Jan 8 (AP) —     LOS ANGELES (City News Service) -
  String.raw`(?<place>${PLACE}(?:${REGION}){0,2})(?:,? ${DAY})? ?\((?<agency>[${LETTER}][${LETTER} ./&-]{1,40})\)(?:${DASH}|$)`,
  // WASHINGTON (Reuters) The     New York (AFP) –     Washington (CNN)President
  String.raw`(?<place>(?:${PLACE}|${REGION_WORD}(?: ${REGION_WORD}){0,3})(?:${REGION}){0,2})(?:,? ${DAY})? ?${IN_BRACKETS}(?:${DASH}|${OPENS_SENTENCE})`,
  // (Reuters) -     Dec 29 (Reuters) -
  String.raw`(?:${DAY} ?)?${IN_BRACKETS}${DASH}`,
  // The same with brackets stripped: WASHINGTON Reuters -The     HEMPSTEAD, N.Y., Sept. 26 UPI  Green Party
  String.raw`(?<place>${PLACE}(?:${REGION}){0,2}?)(?:,? ${DAY})?,? (?<agency>${KNOWN_AGENCY})(?:${DASH}${OPENS_SENTENCE}|\s{2,4}(?=\S)|(?=\s(?![${UPPER}]{2})(?:[${UPPER}]|\d)))`,
  // GENEVA, Jan 8 -
  String.raw`(?<place>${PLACE}(?:${REGION}){0,2}),? ${DAY}${DASH}${OPENS_SENTENCE}`,
  // PORTLAND, Maine -
  String.raw`(?<place>${PLACE}(?:${REGION}){1,2})${DASH}${OPENS_SENTENCE}(?!\s{0,3}[${UPPER}]{3})`,
  // PARIS —     a city of the list
  String.raw`(?<place>${PLACE})${DASH}${OPENS_SENTENCE}(?!\s{0,3}[${UPPER}]{5})`,
].map(pattern);
/** Where the agency need not be one that is known. */
const ANY_AGENCY_FORM = 0;
/** Up to here they have an agency in brackets. */
const LAST_IN_BRACKETS = 2;
const BARE_FORM = FORMS.length - 1;

/** Every form begins with a word in capitals or holds an agency in brackets: most paragraphs do neither and need no form tried. */
const BEGINS_IN_CAPITALS = new RegExp(`^${CAPITALS}`);

const CITIES = new Set(DATELINE_CITIES);

/** Words in capitals that begin a paragraph and are no place: what kind of story it is, or what it is about. */
const LABELS = new Set(
  (
    'ADVISORY|ANALYSIS|BREAKING|BREAKING NEWS|BRIEF|CLARIFICATION|COLUMN|COMMENTARY|CORRECTED|CORRECTION|DEVELOPING|' +
    'EDITORIAL|EXCLUSIVE|EXPLAINER|FACT CHECK|FACTBOX|FEATURE|FLASH|INSIGHT|INTERVIEW|JUST IN|LIVE|NOTE|OPINION|PHOTO|' +
    'PHOTOS|POLL|PREVIEW|PROFILE|READ|READ MORE|RELATED|REPORT|REVIEW|SPECIAL REPORT|SUMMARY|TIMELINE|UPDATE|UPDATED|' +
    'URGENT|VIDEO|WATCH|WRAPUP'
  ).split('|'),
);

/**
 * Reads the dateline with which a paragraph may begin; undefined when it begins with none. Capitals alone are no place:
 * there must be an agency, a date, a region or a city that is known to stand alone ("NATO - the alliance -" has none).
 */
export function datelineAt(text: string, paragraph: Span): Dateline | undefined {
  const head = text.slice(paragraph.start, Math.min(paragraph.end, paragraph.start + LONGEST_DATELINE));
  if (!/^[\p{Lu}(\d]/u.test(head)) return undefined;
  if (!BEGINS_IN_CAPITALS.test(head) && !hasAgencyInBrackets(head)) return undefined;
  const hasBrackets = head.includes('(');
  for (const [index, form] of FORMS.entries()) {
    const match = hasBrackets || index > LAST_IN_BRACKETS ? form.exec(head) : undefined;
    if (!match) continue;
    const { agency, place } = match.groups!;
    if (agency && index !== ANY_AGENCY_FORM && !AGENCY_NAMES.has(agency)) continue;
    if (place && LABELS.has(place)) continue;
    if (index === BARE_FORM && !CITIES.has(place ?? '')) continue;
    const spanOf = (group: string): Span | undefined => {
      const indices = match.indices?.groups?.[group];
      return indices && { start: paragraph.start + indices[0], end: paragraph.start + indices[1] };
    };
    return {
      start: paragraph.start,
      end: paragraph.start + match[0].trimEnd().length,
      place: spanOf('place'),
      agency: spanOf('agency'),
    };
  }
  return undefined;
}

const AGENCY_NAMES: ReadonlySet<string> = new Set(AGENCIES);

function hasAgencyInBrackets(head: string): boolean {
  for (let open = head.indexOf('('); open >= 0; open = head.indexOf('(', open + 1)) {
    const close = head.indexOf(')', open);
    if (close < 0) return false;
    if (AGENCY_NAMES.has(head.slice(open + 1, close))) return true;
  }
  return false;
}

/** The article's dateline: the first found. Sentences may stand out of order, so any paragraph may begin with it. */
export function findDateline(text: string, paragraphs: readonly Paragraph[]): Dateline | undefined {
  for (const paragraph of paragraphs) {
    const dateline = paragraph.role === 'body' ? datelineAt(text, paragraph) : undefined;
    if (dateline) return dateline;
  }
  return undefined;
}

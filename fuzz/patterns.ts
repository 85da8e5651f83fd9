/**
 * Text that is hostile to the time an analysis takes: a short pattern, repeated for as long as you like. A pattern is data, so that
 * fast-check can make new ones and a fixture can keep one.
 */
export interface Pattern {
  /**
   * What is repeated. Each gets the same share of the text, one after the other: `['(', ')']` is brackets in brackets.
   * In a repetition `{w}` stands for a word that has not occurred yet, `{W}` for one with a capital, `{A}` for one in capitals, `{n}`
   * for its number from 1.
   */
  readonly repeat: readonly string[];
  readonly before?: string;
  readonly after?: string;
}

/** About `size` UTF-16 code units. */
export function textOf({ repeat, before = '', after = '' }: Pattern, size: number): string {
  const share = (size - before.length - after.length) / repeat.length;
  let count = 0;
  const repeated = repeat.map((unit) => {
    if (!unit.includes('{')) return unit.repeat(Math.max(1, Math.floor(share / unit.length)));
    const parts: string[] = [];
    for (let length = 0; length < share; length += parts.at(-1)!.length) parts.push(filled(unit, ++count));
    return parts.join('');
  });
  return before + repeated.join('') + after;
}

function filled(unit: string, count: number): string {
  const word = wordOf(count);
  return unit
    .replaceAll('{w}', word)
    .replaceAll('{W}', word[0].toUpperCase() + word.slice(1))
    .replaceAll('{A}', word.toUpperCase())
    .replaceAll('{n}', String(count));
}

const CONSONANTS = 'bdfgklmnprst';
const VOWELS = 'aeiou';

/** Word number `count`, one that can be spoken: no two are the same. */
function wordOf(count: number): string {
  let word = 'v';
  for (let rest = count; rest > 0; rest = Math.floor(rest / 60)) {
    word += VOWELS[rest % 5] + CONSONANTS[Math.floor(rest / 5) % 12];
  }
  return word;
}

type Row = readonly [name: string, pattern: string | Pattern];

const ROWS: readonly Row[] = [
  // quotation marks that open, close, or do both
  ['he said, straight single mark', "he said '"],
  ['he said, straight double mark', 'he said "'],
  ['he said, opening mark', 'he said “'],
  ['he said, opening single mark', 'he said ‘'],
  ['he said, closing mark', 'he said ”'],
  ['he said, closing single mark', 'he said ’'],
  ['he said, guillemets', 'he said « no »'],
  ['he said, low mark', 'he said „no'],
  ['he said, two apostrophes', "he said ''no "],
  ['he said, backticks', "he said ``no'' "],
  ['straight double marks', '"'],
  ['straight single marks', "'"],
  ['single marks apart', "' "],
  ['double marks apart', '" '],
  ['opening marks', '“'],
  ['opening marks apart', '“ '],
  ['closing marks', '”'],
  ['opening single marks', '‘ '],
  ['closing single marks', '’'],
  ['guillemets', '«'],
  ['corner brackets', '「'],
  ['marks in marks', { repeat: ['“', '”'] }],
  ['marks in marks, both kinds', { repeat: ['“‘', '’”'] }],
  ['words in marks in marks', { repeat: ['he said “yes ', 'no” she said '] }],
  ['guillemets in guillemets', { repeat: ['« ', '» '] }],
  ['quoted words', '"no" '],
  ['quoted words, single marks', "'no' "],
  ['one quotation', { before: '"', repeat: ['He will go there. '], after: '" he said.' }],
  ['one quotation without an end', { before: 'He said: "', repeat: ['He will go there. '] }],
  ['a quotation goes on paragraph by paragraph', { before: 'He said: ', repeat: ['“He will go there again.\n\n'] }],
  [
    'whole paragraphs are quoted',
    { before: '“We go now, all of us,” he said.\n\n', repeat: ['“We will go there again now.”\n\n'] },
  ],
  ['introductions', 'The minister said:\n\n“We will go there again now.”\n\n'],
  ['an introduction a line', 'The minister told reporters:\n'],
  ['unlike marks', '“no" ‘yes\' «so» '],
  ['measures', `5' 6" tall `],
  ['apostrophes', "don't "],
  ['possessives', "the dogs' owners' "],
  ['possessives of possessives', "Ann's "],
  ['aphereses', "'tis 'twas "],
  ['decades', "the '90s "],
  ['commands in quotes', `"'`],
  ['commas in quotes', '," he said, "'],
  // brackets
  ['brackets', '('],
  ['closing brackets', ')'],
  ['brackets in brackets', { repeat: ['(', ')'] }],
  ['words in brackets in brackets', { repeat: ['he said (', ') he said '] }],
  ['square brackets', '['],
  ['braces', '{ '],
  ['Markdown links', '[he said](https://example.org/) '],
  ['unclosed Markdown links', '[he said]('],
  ['images', '![a](b) '],
  ['tags', '<b>he said</b> '],
  ['unclosed tags', '<b '],
  ['comments', '<!-- '],
  ['agencies', '(AP) '],
  ['agencies, a line each', '(Reuters) - \n'],
  // dashes and other marks
  ['dashes', '—'],
  ['dashes apart', '— '],
  ['hyphens', '-'],
  ['hyphens apart', '- '],
  ['hyphens between words', 'he-said-'],
  ['hyphens between capitals', 'He-Said-'],
  ['he said between dashes', 'he said — '],
  ['dots', '.'],
  ['dots apart', '. '],
  ['ellipses', '… '],
  ['commas', ', '],
  ['colons', ': '],
  ['semicolons', 'he said; '],
  ['questions', '?! '],
  ['slashes', '/'],
  ['words with slashes', 'he/she/'],
  ['asterisks', '*'],
  ['asterisks round words', '*he* **said** '],
  ['underscores', '_'],
  ['pipes', '| he said '],
  ['hashes', '#'],
  ['hash tags', '#said '],
  ['at signs', '@'],
  ['handles', '@{w} '],
  ['ampersands', 'Ann & '],
  ['entities of HTML', '&amp; '],
  ['backslashes', '\\'],
  ['tildes', '~ '],
  // initials, abbreviations, addresses
  ['initials', 'A.'],
  ['initials apart', 'A. '],
  ['small initials', 'a.'],
  ['abbreviated states', 'U.S. '],
  ['titles of people', 'Mr. '],
  ['titles and initials', 'Sen. J. '],
  ['addresses', 'https://example.org/a '],
  ['one address', { before: 'https://', repeat: ['a.b/'] }],
  ['addresses without an end', 'https://'],
  ['mail', 'a@b.c '],
  ['one mail address', 'a@'],
  ['domains', 'a.com.'],
  // digits
  ['digits', '1'],
  ['digits and commas', '1,'],
  ['digits and dots', '1.'],
  ['digits and dashes', '1-'],
  ['digits and slashes', '1/'],
  ['digits and colons', '1:'],
  ['numbers', '1 '],
  ['new numbers', '{n} '],
  ['number words', 'twenty-one '],
  ['hundreds', 'one hundred and '],
  ['percentages', '5 % '],
  ['dollars', '$5 million '],
  ['phone numbers', '+1 (555) 555-5555 '],
  // dates
  ['days', 'Monday '],
  ['days and commas', 'Monday, '],
  ['months', 'May '],
  ['dates', 'January 8, 2022, '],
  ['ISO dates', '2022-01-08 '],
  ['compact dates', '20220108'],
  ['numeric dates', '1/2/'],
  ['years', '2022 '],
  ['years and dashes', '2022-'],
  ['ranges of years', 'from 2020 to 2022 to '],
  ['durations', 'two years and '],
  ['ago', 'two years ago '],
  ['dates that hang together', 'a day before the week after '],
  ['last week', 'last week '],
  ['the day before yesterday', 'the day before '],
  ['times', '10:15 a.m. '],
  ['early in the', 'early in the late '],
  ['every', 'every other '],
  ['he said on Monday', 'he said on Monday '],
  ['holidays', 'Christmas Day '],
  ['quarters', 'the first quarter of '],
  ['seasons', 'this summer and '],
  ['centuries', 'the 19th and '],
  // said
  ['said', 'said '],
  ['said and commas', 'said, '],
  ['he said', 'he said '],
  ['he said that', 'he said that '],
  ['he said, sentences', 'He said so. '],
  ['he said, a line each', 'He said so.\n'],
  ['he said, a paragraph each', 'He said he would go.\n\n'],
  ['he said he said', 'he says he '],
  ['according to', 'according to '],
  ['according to whom', 'according to him, '],
  ['assurances', 'assurances from assurances that '],
  ['who told whom', 'who told him who '],
  ['told reporters', 'told reporters '],
  ['said and', 'said and '],
  ['said by', 'said by '],
  ['said, then who', ', said he, said he'],
  ['turns of a transcript', 'ANN: I will go.\n'],
  ['turns on one line', 'ANN: '],
  ['signatures', '“We will go there.” - Ann Lee\n\n'],
  ['sources and claims, all new', '{W} {W} said {w} would go. '],
  ['sources and claims, all new, a paragraph each', '{W} V{w} said {w} would go.\n\n'],
  ['forecasters say', 'Rain will fall, forecasters say. '],
  ['adverbs', 'also only then '],
  ['auxiliaries', 'will have been '],
  ['he would not', 'he would not '],
  // names
  ['capitals', 'A'],
  ['words in capitals', 'AA '],
  ['new words in capitals', '{A} '],
  ['capitalised words', 'Ann '],
  ['new capitalised words', '{W} '],
  ['capitalised words that all end alike', '{W} Smith, '],
  ['capitalised words that all begin alike', 'Smith {W}, '],
  ['new people', 'Mr {W} V{w} went. '],
  ['people with one surname', '{W} Smith went. Smith went. '],
  ['people with one first name', 'Ann {W} went. Ann went. '],
  ['new bodies', 'the {W} Council said. '],
  ['bodies with one head', 'the {W} Ministry said so. The Ministry said so. '],
  ['acronyms', 'the {W} {W} Agency ({A}) '],
  ['names and of', 'Bank of '],
  ['names and and', 'Ann and '],
  ['names and the', 'Ann the '],
  ['names with particles', 'van der '],
  ['names in apposition', 'Ann, the minister, '],
  ['offices', 'the former deputy prime minister '],
  ['new things', 'the {w} was there. '],
  ['nouns', 'government '],
  ['adjectives', 'big old '],
  ['pronouns', 'he she it they '],
  ['pronouns, sentences', 'He saw it. They saw him. '],
  ['I', 'I '],
  ['he, far from everybody', { before: 'Ann Lee and Bob Roe were there. ', repeat: ['He went. '] }],
  ['states', 'France, Russia, '],
  ['peoples', 'French Russian '],
  ['treaties', 'the 1987 Treaty of '],
  ['camel case', 'aB'],
  ['mixed case', 'iPhone eBay '],
  // words and lines
  ['one word', 'a'],
  ['words', 'a '],
  ['new words', '{w} '],
  ['long words', 'incomprehensibilities'],
  ['a word a line', 'said\n'],
  ['a word a paragraph', 'said\n\n'],
  ['a new word a line', '{w}\n'],
  ['a new name a line', '{W}\n'],
  ['a new name a paragraph', '{W} V{w}\n\n'],
  ['one endless sentence', 'the man went to the house and '],
  ['one endless line', 'The man went to the house. '],
  ['words with accents', 'né '],
  ['words with combining marks', 'ne\u0301 '],
  ['combining marks', '\u0301'],
  ['a letter and marks', { before: 'a', repeat: ['\u0301'] }],
  ['emoji', '😀'],
  ['families', '👨‍👩‍👧'],
  ['Chinese', '中国说'],
  ['Arabic', 'قال '],
  ['Greek', 'Ω '],
  ['ligatures', 'ﬁ '],
  ['dotted capitals', 'İ'],
  ['joiners', '\u200d'],
  ['marks of direction', 'he said\u200e\u202e '],
  ['soft hyphens', 'sa\u00adid '],
  ['zero bytes', '\u0000'],
  ['halves of pairs', '\ud800'],
  ['byte order marks', '\ufeff'],
  // white space and line ends
  ['blanks', ' '],
  ['blanks after a word', { before: 'He said', repeat: [' '], after: 'so.' }],
  ['blanks before a word, a line each', '          said\n'],
  ['tabs', '\t'],
  ['line feeds', '\n'],
  ['carriage returns', '\r'],
  ['both line ends', '\r\n'],
  ['line ends in turn', 'said\r\rsaid\n\rsaid\r\n'],
  ['line separators', 'said\u2028'],
  ['no-break spaces', '\u00a0'],
  ['zero-width spaces', 'said\u200b'],
  ['vertical tabs', 'said\v'],
  // headers
  ['Markdown headers', '# He said\n\n'],
  ['empty Markdown headers', '# \n'],
  ['deep Markdown headers', '###### '],
  ['underlines', 'He said\n===\n'],
  ['lists', '- he said\n'],
  ['numbered lists', '{n}. he said\n'],
  ['quotes of Markdown', '> he said\n'],
  ['quotes in quotes of Markdown', '> '],
  ['tables', '| he | said |\n'],
  ['fences', '```\nhe said\n'],
  ['rules', '---\n'],
  ['front matter', { before: '---\n', repeat: ['key{w}: he said\n'], after: '---\nHe said so.\n' }],
  ['front matter without an end', { before: '---\n', repeat: ['title: he said\n'] }],
  ['front matter of one value', { before: '---\ntitle: "', repeat: ['he said '], after: '"\n---\nHe said so.\n' }],
  ['front matter of one list', { before: '---\ntags:\n', repeat: ['  - said\n'], after: '---\nHe said so.\n' }],
  ['titles', 'title: '],
  ['header lines', 'title: he said\n'],
  ['dates as lines', '20220108\n'],
  ['addresses as lines', 'https://example.org/a\n'],
  ['bylines', 'By Ann Lee\n'],
  ['datelines', 'WASHINGTON (Reuters) - He said so.\n\n'],
  ['datelines on one line', 'WASHINGTON, D.C., '],
  ['one endless title', { before: '# ', repeat: ['he said '] }],
  ['one endless title with a quotation', { before: '# Ann: ', repeat: ["'he said "] }],
  ['one endless dateline', { before: 'WASHINGTON', repeat: [' AND PARIS'], after: ' (Reuters) - He said so.' }],
  ['claims about ever new things in one paragraph', 'The {w}ness was old, he said. '],
];

/** By name. */
export const PATTERNS: ReadonlyMap<string, Pattern> = new Map(
  ROWS.map(([name, pattern]) => [name, typeof pattern === 'string' ? { repeat: [pattern] } : pattern]),
);

import assert from 'node:assert/strict';
import fc from 'fast-check';
import Papa from 'papaparse';
import type { Span } from '../../src/analysis/analysis';
import type { ReadAnnotations, ReadArticle } from '../../src/formats/annotated';
import { FORMATS, type Format, type FormatId, formatOf } from '../../src/formats/formats';
import { importArticle, locatedIn } from '../../src/formats/importing';
import { NO_ANNOTATIONS } from '../../src/formats/reading';
import { parseSidecar, writeSidecar } from '../../src/review/sidecar';
import { once } from '../../src/util/once';
import { type Limits, articles } from '../../test/unit/formats/arbitrary';
import type { Target } from '../target';

/** A file with those beside it, the article that it is imported into, and what of it has to be read. */
export interface ImportedFile {
  readonly format: FormatId;
  /** As `Format.extensions`; null for one that is not there. */
  readonly contents: readonly (string | null)[];
  readonly text: string;
  /** Annotations that nothing was done to: see `keysOf`. They have to be read. */
  readonly kept?: readonly string[];
  /** What there was before: nothing else may be read, such as a name that has lost a word. */
  readonly before?: readonly string[];
}

/** Whatever is in a file, the readers read what they can and say the rest. */
export function importersTarget(): Target<ImportedFile> {
  const written = writtenFiles();
  return {
    name: 'importers',
    what: 'files of every readable format: no exception, spans within the article, every problem with place and reason',
    shortRuns: 1500,
    inputs: fc.oneof(
      { weight: 5, arbitrary: mutated(written) },
      { weight: 3, arbitrary: damaged(written) },
      { weight: 3, arbitrary: composed(written) },
    ),
    check,
  };
}

// --- what must hold --------------------------------------------------------------------------------------------------------

function check({ format: id, contents, text, kept = [], before }: ImportedFile): void {
  const { articles: found, problems } = formatOf(id)!.read!(contents.map((each) => each ?? undefined));
  problems.forEach(checkProblem);
  const keys = new Set<string>();
  for (const article of found) {
    const { article: located, problems: ofPlaces } = locatedIn(article, text);
    ofPlaces.forEach(checkProblem);
    checkContract(located);
    for (const key of keysOf(located)) keys.add(key);
    const by = { author: 'Ann', time: '2022-01-09T12:00:00.000Z' };
    const imported = importArticle(article, text, NO_ANNOTATIONS, by);
    imported.problems.forEach(checkProblem);
    if (!article.review) checkDecisions(imported, text);
  }
  for (const key of kept) assert.ok(keys.has(key), `${key} is untouched and was not read`);
  for (const key of before ? keys : []) assert.ok(before?.includes(key), `${key} was not there before`);
}

function checkProblem({ where, what, count = 1 }: { where: string; what: string; count?: number }): void {
  assert.ok(where && where.length < 400, `a problem without a place: ${what}`);
  assert.ok(what.length > 5 && what.length < 1_000, `a problem without a reason at ${where}`);
  assert.ok(Number.isInteger(count) && count > 0, `${count} problems`);
}

/** What importing may rely on (`ReadAnnotations`). */
function checkContract(article: ReadArticle): void {
  const { entities, dates, attributions, judgements, notes = [], text } = article;
  const checkSpan = ({ start, end }: Span) => {
    assert.ok(Number.isSafeInteger(start) && Number.isSafeInteger(end), `${start}-${end}: not whole`);
    assert.ok(start >= 0 && end > start, `${start}-${end}: empty or reversed`);
    assert.ok(text === undefined || end <= text.length, `${start}-${end}: after the text's end, ${text?.length}`);
  };
  const inOrder = (spans: readonly Span[], what: string) =>
    spans.forEach((span, i) => assert.ok(i === 0 || span.start >= spans[i - 1].start, `${what} out of order`));
  const ids = new Set(entities.map((entity) => entity.id));
  assert.equal(ids.size, entities.length, 'an entity id twice');
  for (const { mentions } of entities) {
    mentions.forEach(checkSpan);
    inOrder(mentions, 'mentions');
    assert.equal(new Set(mentions.map(({ start, end }) => `${start} ${end}`)).size, mentions.length, 'a mention twice');
  }
  dates.forEach(checkSpan);
  inOrder(dates, 'dates');
  const claims = new Set(attributions.map((attribution) => attribution.id));
  assert.equal(claims.size, attributions.length, 'an attribution id twice');
  for (const { source, cue, content, actor, kind } of attributions) {
    assert.ok(content.length > 0, 'a claim without content');
    assert.ok(kind && (actor === null || ids.has(actor)), `the actor ${actor} is nobody`);
    for (const role of [source, cue, content]) {
      role.forEach(checkSpan);
      role.forEach(({ start }, i) => assert.ok(i === 0 || start >= role[i - 1].end, 'pieces of a role overlap'));
    }
  }
  for (const judged of judgements.keys()) assert.ok(claims.has(judged), 'a verdict on no claim');
  for (const { spans, text: words } of notes) assert.ok(spans.length && words, 'an empty note');
}

function checkDecisions({ decisions, prints }: ReturnType<typeof importArticle>, text: string): void {
  const ids = new Set(decisions.map(({ id }) => id));
  assert.equal(ids.size, decisions.length, 'a decision twice');
  for (const { target } of decisions) {
    assert.ok(target.length, 'a decision about nothing');
    for (const { exact, start, end } of target) {
      assert.equal(exact.length, end - start, 'an anchor that is not as long as its words');
      assert.ok(exact, 'an anchor without words');
      if (!prints.length) assert.ok(end <= text.length, 'an anchor after the article');
    }
  }
  const sidecar = { decisions, prints: new Map(prints.map((print) => [print.id, print])), foreign: [] };
  const { decisions: again, foreign } = parseSidecar(writeSidecar(sidecar, 'a.txt'));
  assert.deepEqual([again.length, foreign], [decisions.length, []], 'the sidecar does not hold what was imported');
}

/** What of annotations does not depend on others: their words, of a date its value too. */
function keysOf({ entities, dates, attributions }: ReadAnnotations): string[] {
  const place = (spans: readonly Span[]) => spans.map(({ start, end }) => `${start}-${end}`).join(' ');
  return [
    ...entities.flatMap(({ mentions }) => mentions.map((mention) => `mention ${place([mention])}`)),
    ...dates.map((date) => `date ${place([date])} ${date.type} ${date.value}`),
    ...attributions.map(({ content }) => `claim ${place(content)}`),
  ];
}

// --- files that Hearsay wrote ----------------------------------------------------------------------------------------------

interface Written {
  readonly format: FormatId;
  readonly contents: readonly string[];
  readonly text: string;
}

const LIMITS: Partial<Record<FormatId, Limits>> = { conll: { tokens: true }, tei: { xml: true } };
const READABLE = (FORMATS as readonly Format[]).filter(({ read }) => read);

/** The same articles in every format; always the same ones, so that a seed means the same input. */
const writtenFiles = once((): Written[] =>
  READABLE.flatMap((format) => {
    const id = format.id as FormatId;
    return fc.sample(articles(LIMITS[id]), { seed: 17, numRuns: 24 }).flatMap((article): Written[] => {
      const [first, ...others] = format.write(article);
      if (!first) return [];
      const contents = [`${format.head ?? ''}${first}`, ...others];
      const file = { format: id, contents, text: article.text };
      if (id !== 'webannotation') return [file];
      const page = { ...(JSON.parse(first) as object), text: undefined }; // as other tools write it
      return [file, { ...file, contents: [JSON.stringify(page)] }];
    });
  }),
);

const NUMBERS = [
  '-1',
  '0',
  '1',
  '5',
  '900000000',
  '2147483648',
  '9007199254740993',
  '1e9',
  '1.5',
  'NaN',
  '',
  '00',
  '999999999999',
];
const PIECES = [
  ...[
    '\t',
    '\n',
    '\r\n',
    ' ',
    '\0',
    '\u2028',
    '\ufeff',
    '\ud800',
    '"',
    "'",
    '\\',
    '|',
    ';',
    ',',
    ':',
    '*',
    '_',
    '#',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
    '&',
    '/',
  ],
  ...[
    'null',
    'true',
    '[]',
    '{}',
    '""',
    '-',
    '__proto__',
    'constructor',
    '_\t_',
    '*[1]',
    '->1-1',
    'B-PER',
    'I-PER',
    'Spans=B:1:mention:e1:name',
    'T1',
    'E1',
    '<a>',
    '</a>',
    '<!--',
    '&x;',
  ],
];

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const edit = fc.record({
  do: fc.constantFrom('remove line', 'double line', 'swap lines', 'number', 'cut', 'flip', 'insert', 'replace'),
  at: fraction,
  other: fraction,
  number: fc.constantFrom(...NUMBERS),
  piece: fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', minLength: 1, maxLength: 3 })),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function edited(content: string, { do: what, at, other, number, piece }: Edit): string {
  const place = Math.floor(at * content.length);
  const lines = content.split('\n');
  const [a, b] = [Math.floor(at * (lines.length - 1)), Math.floor(other * (lines.length - 1))];
  switch (what) {
    case 'remove line':
      return lines.filter((_, i) => i !== a).join('\n');
    case 'double line':
      return lines.flatMap((line, i) => (i === a ? [line, line] : [line])).join('\n');
    case 'swap lines':
      [lines[a], lines[b]] = [lines[b], lines[a]];
      return lines.join('\n');
    case 'number': {
      const numbers = [...content.matchAll(/\d+/g)];
      if (!numbers.length) return content;
      const { 0: found, index } = numbers[Math.floor(at * (numbers.length - 1))];
      return content.slice(0, index) + number + content.slice(index + found.length);
    }
    case 'cut':
      return content.slice(0, place);
    case 'flip':
      return (
        content.slice(0, place) +
        String.fromCharCode(content.charCodeAt(place) ^ (1 << Math.floor(other * 7))) +
        content.slice(place + 1)
      );
    case 'insert':
      return content.slice(0, place) + piece + content.slice(place);
    case 'replace':
      return content.slice(0, place) + piece + content.slice(place + piece.length);
  }
}

function mutated(written: readonly Written[]): fc.Arbitrary<ImportedFile> {
  return fc
    .record({
      file: fc.constantFrom(...written),
      edits: fc.array(edit, { minLength: 1, maxLength: 5 }),
      which: fraction,
      changed: fc.boolean(),
    })
    .map(({ file: { format, contents, text }, edits, which, changed }) => {
      const index = which < 0.8 ? 0 : Math.floor(which * (contents.length - 1e-9));
      const result: (string | null)[] = [...contents];
      result[index] = edits.reduce(edited, contents[index]);
      return { format, contents: result, text: changed ? `${text.slice(0, text.length / 2)} More.` : text };
    });
}

// --- one item broken, the others not ----------------------------------------------------------------------------------------

/** A file of which one item was broken, and the keys of annotations that this item touches. */
interface Damage {
  readonly contents: readonly string[];
  readonly touches: (key: string) => boolean;
}
type Damaging = (file: Written, at: number, junk: string) => Damage | undefined;

function damaged(written: readonly Written[]): fc.Arbitrary<ImportedFile> {
  const junk = fc.oneof(
    fc.constantFrom(...JUNK),
    fc.string({ maxLength: 8 }).map((each) => each.replace(/[\r\n]/g, ' ')),
  );
  return fc.record({ file: fc.constantFrom(...written), at: fraction, junk }).map(({ file, at, junk: words }) => {
    const { format, contents, text } = file;
    const damage = DAMAGE[format]?.(file, at, words);
    const before = keysIn(file, contents);
    if (!damage) return { format, contents, text, kept: before, before };
    const kept = before.filter((key) => !damage.touches(key));
    // In TEI, what is said is a claim by itself when the group that it belongs to is broken; in CoNLL nothing tells that a
    // claim had another piece in a line that is gone.
    const isClosed = format !== 'tei' && format !== 'conll';
    return { format, contents: damage.contents, text, kept, ...(isClosed && { before }) };
  });
}

function keysIn({ format, text }: Written, contents: readonly string[]): string[] {
  return formatOf(format)!.read!(contents).articles.flatMap((article) => keysOf(locatedIn(article, text).article));
}

const JUNK = [
  '',
  'E999',
  'T',
  'garbage',
  'T998\tPERSON 5 3\tx',
  'E997\tContent:T9999',
  '#',
  'A5\t',
  'T996\tORG 900000000 900000004\tabcd',
  '1-1\t5-3\tx',
  '1\tx\tNN\t9\t3',
  'null',
  '{"start":-1}',
  '[]',
  '7',
];

const oneOf = <T>(values: readonly T[], at: number): number => Math.floor(at * (values.length - 1e-9));

/** Items of a list of a JSON file. */
function inJson(lists: (file: Record<string, unknown>) => unknown[][]): Damaging {
  return (file, at, junk) => {
    const parse = () => JSON.parse(file.contents[0].replace(/^\ufeff/, '')) as Record<string, unknown>;
    const broken = parse();
    const count = lists(broken).flat().length;
    if (!count) return undefined;
    const chosen = Math.floor(at * (count - 1e-9));
    let number = 0;
    for (const list of lists(broken)) {
      for (let i = 0; i < list.length; i++) if (number++ === chosen) list[i] = junk;
    }
    const alone = parse();
    number = 0;
    for (const list of lists(alone)) list.splice(0, list.length, ...list.filter(() => number++ === chosen));
    const touched = new Set(keysIn(file, [JSON.stringify(alone), ...file.contents.slice(1)]));
    return { contents: [JSON.stringify(broken), ...file.contents.slice(1)], touches: (key) => touched.has(key) };
  };
}

/** The words of a line, and the token that they are, or are a part of. */
interface TokenLine extends Span {
  readonly token: string;
}

/**
 * Lines of tokens: what has any of the token's words is touched, and what begins or ends beside it: it may have had a part
 * in the line that cannot be read.
 */
function inTokens(read: (line: string, index: number) => TokenLine | undefined): Damaging {
  return (file, at, junk) => {
    const [content, ...others] = file.contents;
    const lines = content.split('\n');
    const found = lines.map(read);
    const numbers = lines.flatMap((_, index) => (found[index] ? [index] : []));
    if (!numbers.length) return undefined;
    const number = numbers[oneOf(numbers, at)];
    const tokens = [...new Set(found.flatMap((each) => each?.token ?? []))];
    const place = tokens.indexOf(found[number]!.token);
    const beside = new Set(tokens.slice(Math.max(0, place - 2), place + 3));
    const near = found.filter((each): each is TokenLine => each !== undefined && beside.has(each.token));
    const touched = touchedKeys(file, (spans) =>
      spans.some(({ start, end }) => near.some((token) => start < token.end && end > token.start)),
    );
    lines[number] = junk.startsWith('#') || !junk.trim() ? 'garbage' : junk;
    return { contents: [lines.join('\n'), ...others], touches: (key) => touched.has(key) };
  };
}

/** Keys of annotations of which one has to ask by their spans (of a claim all roles'), or by where they stand in the file. */
function touchedKeys(
  file: Written,
  isTouched: (spans: readonly Span[], where: string) => boolean,
): ReadonlySet<string> {
  const { articles: found } = formatOf(file.format)!.read!(file.contents);
  const keys = found.flatMap((article) => {
    const { article: located } = locatedIn(article, file.text);
    const { entities, dates, attributions, places } = located;
    const where = (item: Parameters<NonNullable<typeof places>['get']>[0]) => places?.get(item) ?? '';
    return keysOf({
      ...NO_ANNOTATIONS,
      entities: entities.map((entity) => ({
        ...entity,
        mentions: entity.mentions.filter((each) => isTouched([each], where(each))),
      })),
      dates: dates.filter((each) => isTouched([each], where(each))),
      attributions: attributions.filter((each) =>
        isTouched([...each.source, ...each.cue, ...each.content], where(each)),
      ),
    });
  });
  return new Set(keys);
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

const DAMAGE: Partial<Record<FormatId, Damaging>> = {
  jsonl: inJson(({ entities, dates, attributions }) => [list(entities), list(dates), list(attributions)]),
  webannotation: inJson(({ items }) => [list(items)]),
  claimreview: inJson((file) => [list(file['@graph'])]),
  csv: ({ contents: [content] }, at, junk) => {
    const rows = Papa.parse<string[]>(content.replace(/^\ufeff/, ''), {
      skipEmptyLines: true,
      newline: '\r\n',
      delimiter: ',',
    }).data;
    if (rows.length < 2) return undefined;
    const row = 1 + oneOf(rows.slice(1), at);
    const written = (all: readonly string[][]) =>
      `\ufeff${Papa.unparse(all as string[][], { quotes: true, newline: '\r\n' })}\r\n`;
    const touched = new Set(keysIn({ format: 'csv', contents: [], text: '' }, [written([rows[0], rows[row]])]));
    const column = rows[0].indexOf('claim_offsets');
    const broken = rows.map((cells, i) =>
      i === row ? cells.map((cell, c) => (c === column ? `x${junk}` : cell)) : cells,
    );
    return { contents: [written(broken)], touches: (key) => touched.has(key) };
  },
  brat: (file, at, junk) => {
    const [content, ...others] = file.contents;
    const lines = content.split('\n');
    const number = oneOf(lines, at);
    const ids = new Set(lines[number].match(/\b[TEARM]\d+\b/g));
    const touched = touchedKeys(file, (_, where) => {
      const line = Number(/\d+/.exec(where)?.[0]) - 1;
      return line === number || (lines[line].match(/\b[TEARM]\d+\b/g) ?? []).some((id) => ids.has(id));
    });
    lines[number] = junk;
    return { contents: [lines.join('\n'), ...others], touches: (key) => touched.has(key) };
  },
  conll: inTokens((line, index) => {
    const cells = line.split('\t');
    if (line.startsWith('#') || cells.length < 11) return undefined;
    return { start: Number(cells[3]), end: Number(cells[4]), token: String(index) };
  }),
  webanno: inTokens((line) => {
    const [, token, start, end] = /^(\d+-\d+)(?:\.\d+)?\t(\d+)-(\d+)\t/.exec(line) ?? [];
    return token === undefined ? undefined : { start: Number(start), end: Number(end), token };
  }),
  tei: (file, at, junk) => {
    const [content] = file.contents;
    const spans = [...content.matchAll(/<span [^>]*\/>/g)].filter(({ 0: xml }) =>
      /type="(?:source|cue|content)"/.test(xml),
    );
    if (!spans.length) return undefined;
    const { 0: xml, index } = spans[oneOf(spans, at)];
    const line = content.slice(0, index).split('\n').length;
    const target = `${xml.slice(0, 13)}`.includes('content') ? 'content' : 'source';
    const safe = junk.replace(/[^a-z0-9]/gi, '');
    const broken = `${content.slice(0, index)}<span type="${target}" target="#none${safe}"/>${content.slice(index + xml.length)}`;
    const touched = touchedKeys(file, (_, where) => where.endsWith(` in line ${line}`));
    return { contents: [broken], touches: (key) => touched.has(key) };
  },
};

// --- files put together from what a format has ------------------------------------------------------------------------------

const TEXT = 'Talks go on\n20220108\n\n“We will,” Ann 😀 Lee of\nReuters said on Monday. Ann Lee said so.\n';

const LINES: Partial<Record<FormatId, readonly string[]>> = {
  brat: [
    ...[
      'T1\tPerson 33 42\tAnn 😀 Lee',
      'T2\tORG 46 53\tReuters',
      'T3\tCue 54 58\tsaid',
      'T4\tContent 22 32\t“We will,”',
      'T5\tDATE 62 68\tMonday',
      'T6\tPerson 33 36;39 42\tAnn Lee',
      'T7\tPerson 33 33\t',
      'T8\tOrg 9 5\tx',
      'T9\tORG 0 900000000\tTalks',
    ],
    ...[
      'E1\tContent:T4 Source:T1 Cue:T3 Actor:T1',
      'E2\tContent:T4 Source:T6 Source2:T2',
      'E1',
      'E3\t',
      'E4\tContent:E1',
      'E5\tSay:T4',
      'E6\tContent:T99 Cue:T1',
    ],
    ...[
      'A1\tSpeech E1 direct',
      'A2\tMentionKind T1 pronoun',
      'A3\tNegation E1',
      'A4',
      'M1\tSpeech T1 x',
      'R1\tAntecedent Arg1:T2 Arg2:T1',
      'R2\tCoref Arg1:T1 Arg2:T2',
      'R3\tx',
      '*\tCoref T1 T2',
      '*\tEquiv T1 T6 T99',
      '*',
    ],
    ...[
      '#1\tAnnotatorNotes T1\t{"name":"Ann Lee","aliases":[]}',
      '#2\tAnnotatorNotes E1\tlooks right',
      '#3\tAnnotatorNotes T5\t{"value":"2022-01-10"}',
      '#4\tAnnotatorNotes R1\tx',
      '#5\tAnnotatorNotes T1\t{"name":7}',
      '#',
      '#6\tAnnotatorNotes\t',
      'N1\tReference T2 Wikidata:Q1\tx',
      '%%',
      '\t',
      '\0',
    ],
  ],
  webanno: [
    '#FORMAT=WebAnno TSV 3.3',
    ...[
      '#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value',
      '#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceRelation|referenceType',
      '#T_SP=de.tudarmstadt.ukp.dkpro.core.api.semantics.type.SemArg|',
      '#T_SP=x|y',
      '#T_SP=',
    ],
    ...[
      '',
      '#Text=Talks go on',
      '#Text=',
      '1-1\t0-5\tTalks\t*[1]\tPER[1]\t',
      '1-2\t6-8\tgo\t*[1]\tPER[1]\t*->1-1\tPERSON[1]\t',
      '1-3\t9-11\ton\t_\tDATE\t*->1-2\tx[1]\t',
      '1-1.1\t0-0\t\t*\tORG\t',
      '1-4\t5-3\tx\t',
      '1-5\t900000000-900000005\tTalks\t_\tORG\t_\t_\t',
      '2-1\t12-20\t20220108\t_\tDATE=2022-01-08\t',
    ],
  ],
  conll: [
    ...[
      '# global.columns = ID FORM XPOS START END NE TIMEX SOURCE CUE CONTENT MISC',
      '# global.columns = ID FORM NE',
      '# newdoc id = a.txt',
      '# offsets = bytes',
      '# sha256 = x',
      '-DOCSTART- -X- O O',
      '',
    ],
    ...[
      '# entity = {"id":"e1","type":"PERSON","name":"Ann"}',
      '# attribution = {"id":"a1","actor":"e1","kind":"direct"}',
      '# entity = {',
      '#',
    ],
    ...[
      '1\tTalks\tNN\t0\t5\tB-ORG\tO\tO\tO\tO\tSpans=B:1:mention:e1:name,B:2:content:a1',
      '2\tgo\tNN\t6\t8\tI-ORG\tO\tO\tO\tO\tSpans=I:1,I:2',
      '3\ton\tNN\t9\t11\tO\tB-DATE\tO\tB-CUE\tO\t_',
      '4\tx\tNN\t11\t9\tO\tO\tO\tO\tO\t_',
      '5\tTalks\tNN\t900000000\t900000005\tB-ORG\tO\tO\tO\tO\tSpans=B:7:date:DATE:x',
      '6\tx\tNN\t\t\t_\t_\t_\t_\t_\t_',
    ],
    ...[
      'Ann NNP B-NP B-PER',
      'Lee NNP I-NP I-PER',
      'said VBD O O',
      'Monday NNP O B-DATE',
      '1\tAnn\tann\tPROPN\tNNP\t_\t0\troot\t_\tNER=B-PER',
    ],
  ],
  csv: [
    'actor,kind,claim,verdict,file,id,claim_offsets,source_offsets,offsets,sha256',
    ...[
      'Ann,direct,x,true,a.txt,a1,"[23,32)","[33,42)",UTF-16,',
      '"Ann,direct',
      ',,,,,,,,,',
      'Ann,said,x,,a.txt,a2,"[5,3)",,,',
      'Ann,direct,x,,a.txt,a3,"[0,900000000)",,,',
      'Ann,direct,x,,,a1,23-32,,,',
      'x',
      '',
      '"',
      '=1+1,,,,,,"[0,5)","[5,9) [0,7)",,',
    ],
  ],
  tei: [
    ...[
      '<TEI>',
      '</TEI>',
      '<text><body>',
      '</body></text>',
      '<standOff>',
      '</standOff>',
      '<p>',
      '</p>',
      'Talks go on',
      '<persName ref="#p1" xml:id="m1">Ann</persName>',
      '<date when="2022-01-08">Monday</date>',
      '<date>Monday</date>',
      '<said who="#p1">We will</said>',
      '<anchor xml:id="x1"/>',
      '<anchor xml:id="x2"/>',
    ],
    ...[
      '<listPerson><person xml:id="p1"><persName>Ann Lee</persName><note type="role">x</note></person></listPerson>',
      '<spanGrp type="attribution" xml:id="g1" corresp="#p1"><span type="content" target="#m1"/><span type="source" from="#x1" to="#x2"/></spanGrp>',
      '<spanGrp type="crossing"><span type="date" from="#x1" to="#x2"/></spanGrp>',
      '<spanGrp><span/></spanGrp>',
      '<interp type="verdict" inst="#g1">true</interp>',
      '<idno type="file">a.txt</idno>',
      '<a>',
      '&amp;',
      '&x;',
      '<!-- -->',
      '<![CDATA[x]]>',
    ],
  ],
};

/** JSON of the keys and values that the JSON formats know, in any shape. */
const KEYS = [
  ...[
    'text',
    'file',
    'sha256',
    'offsets',
    'model',
    'entities',
    'dates',
    'attributions',
    'id',
    'type',
    'name',
    'aliases',
    'mentions',
    'start',
    'end',
    'kind',
    'antecedent',
    'value',
    'range',
    'source',
    'cue',
    'content',
    'actor',
    'judgement',
    'verdict',
    'note',
    'label',
    'labels',
    'spans',
    'start_offset',
    'end_offset',
  ],
  ...[
    'items',
    'target',
    'selector',
    'exact',
    'prefix',
    'suffix',
    'role',
    'body',
    'purpose',
    'motivation',
    'timexType',
    'entity',
    'entityType',
    'speaker',
    'attribution',
    'version',
    'rows',
    'tags',
    '@graph',
    'itemReviewed',
    'appearance',
    'identifier',
    'propertyID',
    'reviewRating',
    'alternateName',
    '__proto__',
    'constructor',
  ],
];
const VALUES: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    1,
    5,
    23,
    32,
    -1,
    900_000_000,
    1.5,
    1e300,
    '',
    'x',
    TEXT,
    'Ann',
    'Talks',
    'We will',
    'Monday',
    'PERSON',
    'DATE',
    'ORG',
    'name',
    'direct',
    'content',
    'source',
    'UTF-16',
    'code points',
    'a1',
    'e1',
  ],
  ...[
    'TextQuoteSelector',
    'TextPositionSelector',
    'Annotation',
    'tagging',
    'commenting',
    'assessing',
    'offsets UTF-16',
    '[0,5)',
    '[5,3)',
    '[0,900000000)',
    'a.txt',
    [0, 5, 'PERSON'],
    [33, 42, 'DATE'],
    [5, 3, 'ORG'],
    { start: 0, end: 5 },
    { start: 0, end: 5, label: 'ORG' },
    { start_offset: 0, end_offset: 900_000_000, label: 'x' },
  ],
  { type: 'TextQuoteSelector', exact: 'Ann', prefix: '“We will,” ', suffix: '' },
  { type: 'TextPositionSelector', start: 33, end: 36 },
  { target: { selector: [{ type: 'TextQuoteSelector', exact: 'Monday' }] }, body: { value: 'DATE' } },
  { id: 'e1', type: 'PERSON', name: 'Ann', mentions: [{ start: 33, end: 36 }] },
  { id: 'a1', content: [{ start: 23, end: 32 }], cue: [{ start: 30, end: 40 }], actor: 'e1' },
];
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    { weight: 4, arbitrary: fc.constantFrom(...VALUES) },
    { weight: 2, arbitrary: fc.array(tie('json'), { maxLength: 4 }) },
    {
      weight: 4,
      arbitrary: fc
        .array(fc.tuple(fc.constantFrom(...KEYS), tie('json')), { maxLength: 6 })
        .map((entries) => Object.fromEntries(entries)),
    },
  ),
}));

function composed(written: readonly Written[]): fc.Arbitrary<ImportedFile> {
  const formats = [...new Set(written.map(({ format }) => format))];
  return fc.constantFrom(...formats).chain((format): fc.Arbitrary<ImportedFile> => {
    const lines = LINES[format];
    const beside = fc.constantFrom(null, '{}', '{"file":5}', '{"sha256":"x","file":"a.txt"}', '[');
    const content = lines
      ? fc
          .array(fc.constantFrom(...lines), { maxLength: 14 })
          .map((all) => [...(fixedHead[format] ?? []), ...all].join('\n'))
      : fc
          .array(json, { maxLength: format === 'jsonl' ? 3 : 1 })
          .map((all) => all.map((each) => JSON.stringify(each)).join('\n'));
    return fc.record({ content, beside, hasText: fc.boolean() }).map(({ content: main, beside: metadata, hasText }) => {
      const others = format === 'brat' ? [hasText ? TEXT : null, metadata] : [metadata];
      return { format, contents: [main, ...others], text: TEXT };
    });
  });
}

/** Without it nothing is read. */
const fixedHead: Partial<Record<FormatId, readonly string[]>> = {
  webanno: ['#FORMAT=WebAnno TSV 3.3', '#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value'],
  csv: ['actor,kind,claim,verdict,file,id,claim_offsets,source_offsets,offsets,sha256'],
  tei: ['<TEI>'],
};

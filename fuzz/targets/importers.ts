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
import { FIXED_HEAD, JUNK, KEYS, LINES, NUMBERS, PIECES, TEXT, VALUES } from '../importFragments';
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
  for (const key of before ? keys : []) {
    // In CoNLL nothing tells that a claim had another piece in a line that is gone.
    const isCertain = id !== 'conll' || !key.startsWith('claim');
    // A date that has lost its value leaves the value that was found.
    const isKnown = before?.includes(key) || (/^date .* $/.test(key) && before?.some((each) => each.startsWith(key)));
    assert.ok(!isCertain || isKnown, `${key} was not there before`);
  }
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
    // In TEI, what is said is a claim by itself when the group that it belongs to is broken.
    return { format, contents: damage.contents, text, kept, ...(format !== 'tei' && { before }) };
  });
}

function keysIn({ format, text }: Written, contents: readonly string[]): string[] {
  return formatOf(format)!.read!(contents).articles.flatMap((article) => keysOf(locatedIn(article, text).article));
}

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
    const whole = junk.startsWith('#') || !junk.trim() ? 'garbage' : junk;
    lines[number] = junk.length % 2 ? whole : lines[number].replace(/\t(?=\d+[-\t]\d+\t)/, '\tx'); // its offsets alone
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

/** Files that are shaped as they should be, with items that may be wrong, or twice. */
const items = fc.array(fc.oneof(fc.constantFrom(...VALUES.filter((each) => typeof each === 'object')), json), {
  maxLength: 5,
});
const SHAPED: Partial<Record<FormatId, fc.Arbitrary<unknown>>> = {
  jsonl: fc.record(
    { text: fc.constant(TEXT), entities: items, dates: items, attributions: items, label: items },
    { requiredKeys: ['text'] },
  ),
  webannotation: fc.record({ text: fc.constant(TEXT), entities: items, items }, { requiredKeys: ['items'] }),
  claimreview: items.map((each) => ({ '@graph': each })),
};

function composed(written: readonly Written[]): fc.Arbitrary<ImportedFile> {
  const formats = [...new Set(written.map(({ format }) => format))];
  return fc.constantFrom(...formats).chain((format): fc.Arbitrary<ImportedFile> => {
    const lines = LINES[format];
    const beside = fc.constantFrom(null, '{}', '{"file":5}', '{"sha256":"x","file":"a.txt"}', '[');
    const content = lines
      ? fc
          .array(fc.constantFrom(...lines), { maxLength: 14 })
          .map((all) => [...(FIXED_HEAD[format] ?? []), ...all].join('\n'))
      : fc
          .array(fc.oneof(json, SHAPED[format] ?? json), { maxLength: format === 'jsonl' ? 3 : 1 })
          .map((all) => all.map((each) => JSON.stringify(each)).join('\n'));
    return fc.record({ content, beside, hasText: fc.boolean() }).map(({ content: main, beside: metadata, hasText }) => {
      const others = format === 'brat' ? [hasText ? TEXT : null, metadata] : [metadata];
      return { format, contents: [main, ...others], text: TEXT };
    });
  });
}

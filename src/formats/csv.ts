import Papa from 'papaparse';
import {
  ATTRIBUTION_KINDS,
  type Attribution,
  type Claim,
  ENTITY_TYPES,
  type Entity,
  type Span,
} from '../analysis/analysis';
import { citedWords } from '../analysis/claims';
import type { AnnotatedArticle, Judgement, Problem, ReadArticle, ReadItem, ReadResult } from './annotated';
import { offsetsIn, writtenOffsets } from './offsets';
import * as read from './reading';
import { onOneLine } from './words';

/** A row is a claim. What each column holds is said once, in `rowOf`. */
const COLUMNS = [
  ...['actor', 'actor_type', 'actor_named', 'kind', 'claim', 'source', 'cue', 'date', 'verdict', 'note'],
  ...['judged_by', 'judged_at', 'file', 'id', 'claim_offsets', 'source_offsets', 'cue_offsets', 'confidence'],
  ...['offsets', 'model', 'sha256'],
] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/**
 * Begins every file: a byte order mark, without which spreadsheets take UTF-8 for something else, and the columns' names.
 * Lines end in CRLF (RFC 4180).
 */
export const CSV_HEAD = `\ufeff${COLUMNS.join(',')}\r\n`;

/** The claims of one article, a row each, in text order. */
export function writeCsvRows(article: AnnotatedArticle): string {
  const entities = new Map(article.analysis.entities.map((entity) => [entity.id, entity]));
  const rows = article.analysis.claims.map((claim) => {
    const row = rowOf(claim, entities.get(claim.actor ?? ''), article);
    return COLUMNS.map((column) => neutralised(row[column]));
  });
  return rows.length ? `${Papa.unparse(rows, { quotes: true, newline: '\r\n' })}\r\n` : '';
}

function rowOf(claim: Claim, actor: Entity | undefined, article: AnnotatedArticle): Row {
  const { attribution } = claim;
  const words = (spans: readonly Span[]) => onOneLine(citedWords(article.text, spans));
  const { verdict = '', note = '', author = '', time = '' } = article.judgements.get(claim.id) ?? {};
  return {
    actor: actor?.name ?? '',
    actor_type: actor?.type ?? '',
    actor_named: actor ? (actor.named ? 'yes' : 'no') : '',
    kind: claim.kind,
    claim: words(attribution.content),
    source: words(attribution.source),
    cue: words(attribution.cue),
    date: article.analysis.header.date?.value ?? '', // of the article
    verdict,
    note,
    judged_by: author,
    judged_at: time,
    file: article.file,
    id: claim.id,
    claim_offsets: writtenOffsets(attribution.content),
    source_offsets: writtenOffsets(attribution.source),
    cue_offsets: writtenOffsets(attribution.cue),
    confidence: String(Math.round(attribution.confidence * 1000) / 1000),
    offsets: 'UTF-16',
    model: article.model,
    sha256: article.hash,
  };
}

// --- formulas ----------------------------------------------------------------------------------------------------------

/**
 * Words with which a spreadsheet begins a formula, or which would be taken for our own mark; the wide forms too, which
 * some spreadsheets take for the narrow ones. (OWASP, CSV Injection.)
 */
const LIKE_FORMULA = /^['=+\-@＝＋－＠\t\r\n]/;

/**
 * A cell that no spreadsheet takes for a formula: an article is untrusted, and `=HYPERLINK(…)` in it must stay words. An
 * apostrophe goes before what looks like one, and before an apostrophe, so that reading can take away exactly one.
 */
export function neutralised(cell: string): string {
  return LIKE_FORMULA.test(cell) ? `'${cell}` : cell;
}

/** The cell's words again; an apostrophe that was not put there by `neutralised` stays. */
export function unneutralised(cell: string): string {
  return cell.startsWith("'") && LIKE_FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

// --- reading -----------------------------------------------------------------------------------------------------------

/** Reads what `writeCsvRows` wrote, also after a spreadsheet has saved it with semicolons or tabs. */
export function readCsv(content: string): ReadResult {
  const problems: Problem[] = [];
  const [head, ...rows] = rowsIn(content.replace(/^\ufeff/, ''));
  const names = (head?.cells ?? []).map((name) => name.trim().toLowerCase());
  const missing = ['claim_offsets', 'file'].filter((column) => !names.includes(column));
  if (missing.length) {
    const what = `there is no column ${missing.join(', no column ')}; the first row has to name the columns`;
    return { articles: [], problems: [{ where: 'row 1', what }] };
  }
  const articles = new Map<string, Gathered>();
  for (const { cells, where, error } of rows) {
    read.attempt(problems, where, () => {
      if (error !== undefined) throw new read.Unreadable(`${error}: left out`);
      if (cells.length > names.length) {
        throw new read.Unreadable(`it has ${cells.length} cells, more than the first row (${names.length}): left out`);
      }
      addRow(articles, (name) => unneutralised(cells[names.indexOf(name)] ?? ''), where);
    });
  }
  return {
    articles: [...articles.values()].map(({ article, places }) => ({
      ...article,
      ...read.inTextOrder({ ...article, places }),
    })),
    problems,
  };
}

interface FoundRow {
  readonly cells: readonly string[];
  /** `row 3`, as a spreadsheet counts. */
  readonly where: string;
  readonly error?: string;
}

/** After so many quotation marks that are never closed the rest of a file is left out. */
const MOST_UNCLOSED = 50;

/** The rows that hold something. One whose quotation mark is never closed ends with its line. */
function rowsIn(content: string): FoundRow[] {
  const [first] = content.split(/\r?\n|\r/, 1);
  const newline = content.startsWith(`${first}\r\n`) ? '\r\n' : content.startsWith(`${first}\r`) ? '\r' : '\n';
  const delimiter = /^"?[^",;\t]*"?([,;\t])/.exec(first)?.[1] ?? ',';
  const rows: FoundRow[] = [];
  let number = 1;
  let rest = content;
  for (let unclosed = 0; rest && unclosed < MOST_UNCLOSED; unclosed++) {
    const { data, errors } = Papa.parse<string[]>(rest, { delimiter, newline });
    const wrong = new Map(errors.map(({ row = 0, message }) => [row, message]));
    for (const [index, cells] of data.entries()) {
      const where = `row ${number++}`;
      if (wrong.has(index)) rows.push({ cells, where, error: wrong.get(index)! });
      else if (cells.some((cell) => cell.trim())) rows.push({ cells, where });
    }
    const open = errors.find(({ code }) => code === 'MissingQuotes');
    const end = open?.index === undefined ? -1 : rest.indexOf(newline, open.index);
    rest = end < 0 ? '' : rest.slice(end + newline.length);
  }
  if (rest)
    rows.push({ cells: [], where: `row ${number}`, error: 'too many quotation marks are never closed; the rest' });
  return rows;
}

/** One article's rows, as they come. */
interface Gathered {
  readonly article: ReadArticle & {
    readonly entities: Entity[];
    readonly attributions: Attribution[];
    readonly judgements: Map<string, Judgement>;
  };
  readonly actors: Map<string, Entity>;
  readonly ids: Set<string>;
  readonly places: Map<ReadItem, string>;
}

function addRow(
  articles: Map<string, Gathered>,
  cell: (name: (typeof COLUMNS)[number]) => string,
  where: string,
): void {
  const file = cell('file');
  const hash = cell('sha256') || undefined;
  const unit = cell('offsets') || 'UTF-16';
  if (unit !== 'UTF-16') throw new read.Unreadable(`offsets count ${unit}; only UTF-16 is understood here`);
  const content = offsetsIn(cell('claim_offsets'), 'claim_offsets');
  if (!content.length) throw new read.Unreadable('claim_offsets is empty: it is not known which words are claimed');
  const confidence = Number(cell('confidence') || 1);
  const spans = {
    source: offsetsIn(cell('source_offsets'), 'source_offsets'),
    cue: offsetsIn(cell('cue_offsets'), 'cue_offsets'),
    content,
    kind: read.oneOf(cell('kind') || 'indirect', ATTRIBUTION_KINDS, 'kind'),
    confidence: confidence >= 0 && confidence <= 1 ? confidence : 1,
  };
  const type = read.oneOf(cell('actor_type') || 'OTHER', ENTITY_TYPES, 'actor_type');
  const judged = read.judgement(cell('verdict'), cell('note'), cell('judged_by'), cell('judged_at'), 'verdict');

  const key = JSON.stringify([file, hash]);
  let found = articles.get(key);
  if (!found) {
    const article = { file, hash, model: cell('model') || undefined, ...emptyAnnotations() };
    articles.set(key, (found = { article, actors: new Map(), ids: new Set(), places: new Map() }));
  }
  const { article, actors, ids, places } = found;
  const id = cell('id') || `row ${article.attributions.length + 1}`;
  if (ids.has(id)) throw new read.Unreadable(`the file has the claim ${read.shown(id)} already, in a row above`);
  ids.add(id);
  const name = cell('actor');
  const named = cell('actor_named') !== 'no';
  const actorKey = JSON.stringify([name, type, named]);
  let actor = name ? actors.get(actorKey) : undefined;
  if (name && !actor) {
    actor = { id: `e${actors.size + 1}`, type, name, aliases: [], named, plural: false, mentions: [] };
    actors.set(actorKey, actor);
    article.entities.push(actor);
  }
  const attribution: Attribution = { id, ...spans, actor: actor?.id ?? null };
  places.set(attribution, where);
  article.attributions.push(attribution);
  if (Object.keys(judged).length) article.judgements.set(id, judged);
}

function emptyAnnotations() {
  return {
    entities: [] as Entity[],
    dates: [],
    attributions: [] as Attribution[],
    judgements: new Map<string, Judgement>(),
  };
}

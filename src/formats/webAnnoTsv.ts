import {
  ATTRIBUTION_KINDS,
  type Attribution,
  type AttributionKind,
  ENTITY_TYPES,
  type Entity,
  type EntityType,
  MENTION_KINDS,
  type Mention,
  type MentionKind,
  type Span,
  TIME_EXPRESSION_TYPES,
  type TimeExpression,
} from '../analysis/analysis';
import { byPlace } from '../analysis/lookup';
import type { AnnotatedArticle, Problem, ReadAnnotations, ReadItem, ReadResult } from './annotated';
import { entityType } from './entityTypes';
import { readMetadata, writeMetadata } from './metadata';
import { PartialText, type Piece } from './partialText';
import * as read from './reading';
import { AFTER_GAP, BESIDE_GAP, TokenLines, type Reach } from './tokenLines';
import { onOneLine } from './words';
import { firstWhere } from '../util/firstWhere';

// WebAnno TSV 3.3, as INCEpTION reads and writes it (user guide, "WebAnno TSV 3"). Only layers that every project has:
//   NamedEntity      names (value: PERSON ...) and dates (value: DATE=2022-01-10)
//   CoreferenceLink  a chain an entity; a link a mention (referenceType: PERSON nominal)
//   SemPred, SemArg  an attribution: the predicate is the cue (category: direct, indirect, mixed), its arguments have the
//                    roles source, content, and cue for further words of the cue
// A line is a token, or a piece of one where an annotation begins or ends within it. Offsets are UTF-16 units. The text
// between sentences is not in the format; what stands outside the analysis's sentences (date, address) is written as
// sentences of its own, so that nothing but white space is left out.

const DKPRO = 'de.tudarmstadt.ukp.dkpro.core.api';
const NAMED_ENTITY = `${DKPRO}.ner.type.NamedEntity`;
const COREFERENCE = `${DKPRO}.coref.type.CoreferenceLink`;
const SEM_ARG = `${DKPRO}.semantics.type.SemArg`;
const SEM_PRED = `${DKPRO}.semantics.type.SemPred`;

/** The layers in the order of their columns; `COLUMN_COUNT` columns together. */
const LAYERS = [
  `#T_SP=${NAMED_ENTITY}|value`,
  `#T_SP=${SEM_ARG}|`,
  `#T_SP=${SEM_PRED}|category|ROLE_${SEM_PRED}:arguments_${SEM_PRED.replace(/SemPred$/, 'SemArgLink')}|${SEM_ARG}`,
  `#T_CH=${COREFERENCE}|referenceRelation|referenceType`,
];
const COLUMN_COUNT = 7;

/** An annotation of a layer; `values` are its columns' values at each of its units. */
interface Placed extends Span {
  readonly layer: 'name' | 'argument' | 'predicate' | 'link';
  readonly columns: readonly number[];
  values: readonly string[];
  /** Tells apart those that have several units or share one; 0 while it needs none. */
  id: number;
  units: Unit[];
}

/** A token, or a piece of one. */
interface Unit extends Span {
  readonly name: string;
  readonly placed: Placed[];
}

/** The contents of the `.tsv` and of the file that names model, unit and hash. */
export function writeWebAnnoTsv(article: AnnotatedArticle): string[] {
  return [tsv(article), writeMetadata(article, 'UTF-16')];
}

function tsv(article: AnnotatedArticle): string {
  const { text } = article;
  const sentences = sentencesOf(article);
  const { placed, links } = annotationsOf(article);
  const unitsOf = place(sentences, placed);
  numberStacked(placed);
  for (const { predicate, targets } of links) {
    const units = targets.map(({ units: [first], id }) => first.name + (id ? `[${id}]` : ''));
    predicate.values = [predicate.values[0], predicate.values[1], units.join(';')];
  }
  const lines = ['#FORMAT=WebAnno TSV 3.3', ...LAYERS, ''];
  sentences.forEach(({ tokens }, s) => {
    const covered = text.slice(tokens[0].start, tokens[tokens.length - 1].end);
    lines.push('', ...covered.split('\n').map((line) => `#Text=${escapeText(line)}`));
    for (const unit of unitsOf[s].flat()) lines.push(unitLine(unit, text));
  });
  return lines.map((line) => `${line}\n`).join('');
}

function unitLine({ name, start, end, placed }: Unit, text: string): string {
  const cells = Array.from({ length: COLUMN_COUNT }, (_, column) => {
    const values = placed.flatMap(({ columns, values, id, layer }) => {
      const at = columns.indexOf(column);
      if (at < 0) return [];
      const numbered = id > 0 && layer !== 'link' && !(layer === 'predicate' && at === 2);
      return [values[at] + (numbered ? `[${id}]` : '')];
    });
    return values.length ? values.join('|') : '_';
  });
  return [name, `${start}-${end}`, escapeText(text.slice(start, end)), ...cells, ''].join('\t');
}

/** Sentences, and what stands between them, a line a sentence, a word a token. */
function sentencesOf({ text, analysis: { tokens, sentences } }: AnnotatedArticle): { readonly tokens: Span[] }[] {
  const found: { tokens: Span[] }[] = [];
  const between = (from: number, to: number) => {
    for (const { 0: line, index } of text.slice(from, to).matchAll(/[^\r\n]+/g)) {
      const words = [...line.matchAll(/\S+/g)].map(({ 0: word, index: at }) => {
        const start = from + index + at;
        return { start, end: start + word.length };
      });
      if (words.length) found.push({ tokens: words });
    }
  };
  let at = 0;
  for (let s = 0; s < sentences.count; s++) {
    const [first, end] = [sentences.firstToken[s], sentences.endToken[s]];
    if (first === end) continue;
    between(at, tokens.start[first]);
    const spans: Span[] = [];
    for (let t = first; t < end; t++) spans.push({ start: tokens.start[t], end: tokens.end[t] });
    found.push({ tokens: spans });
    at = tokens.end[end - 1];
  }
  between(at, text.length);
  return found;
}

interface Links {
  readonly predicate: Placed;
  readonly targets: readonly Placed[];
}

function annotationsOf({ analysis }: AnnotatedArticle): { placed: Placed[]; links: Links[] } {
  const placed: Placed[] = [];
  const links: Links[] = [];
  const add = (layer: Placed['layer'], { start, end }: Span, columns: readonly number[], values: readonly string[]) => {
    const annotation: Placed = { layer, start, end, columns, values, id: 0, units: [] };
    placed.push(annotation);
    return annotation;
  };
  analysis.entities.forEach(({ type, mentions }, entity) => {
    mentions.forEach((mention, index) => {
      if (mention.kind === 'name') add('name', mention, [0], [escapeValue(type)]);
      const chain = entity + 1;
      add('link', mention, [5, 6], [`*->${chain}-${index + 1}`, `${escapeValue(`${type} ${mention.kind}`)}[${chain}]`]);
    });
  });
  for (const date of analysis.dates) add('name', date, [0], [escapeValue(`${date.type}=${date.value}`)]);
  for (const { source, cue, content, kind } of analysis.attributions) {
    const [first, ...furtherCue] = cue;
    const targets = [
      ...source.map((span) => ({ role: 'source', span })),
      ...furtherCue.map((span) => ({ role: 'cue', span })),
      ...content.map((span) => ({ role: 'content', span })),
    ];
    const roles = targets.map(({ role }) => escapeValue(role)).join(';');
    const category = escapeValue(first ? kind : `${kind} ${NO_CUE}`);
    const predicate = add('predicate', first ?? content[0], [2, 3, 4], [category, roles, '']);
    links.push({ predicate, targets: targets.map(({ span }) => add('argument', span, [1], ['*'])) });
  }
  return { placed, links };
}

/** Says of a predicate that it stands on the content, because the attribution has no cue. */
const NO_CUE = 'without cue';

/**
 * Puts annotations on the tokens and pieces of tokens that they cover. An annotation that covers no token (white space
 * alone) goes to none, and so is left out.
 * @returns by sentence and token, the token's own unit and then its pieces
 */
function place(sentences: readonly { readonly tokens: readonly Span[] }[], placed: readonly Placed[]): Unit[][][] {
  const units = sentences.map(({ tokens }, s) =>
    tokens.map((token, t): Unit[] => [{ ...token, name: `${s + 1}-${t + 1}`, placed: [] }]),
  );
  const all = units.flat();
  const covers = ([token]: readonly Unit[], { start, end }: Span): Span => ({
    start: Math.max(start, token.start),
    end: Math.min(end, token.end),
  });
  /** Numbers of the tokens that each annotation covers. */
  const rangeOf = (span: Span): [first: number, end: number] => {
    const first = firstWhere(all.length, (i) => all[i][0].end > span.start);
    let last = first;
    while (last < all.length && all[last][0].start < span.end) last++;
    return [first, last];
  };
  const isWhole = ([token]: readonly Unit[], { start, end }: Span) => start === token.start && end === token.end;
  const pieces = new Map<number, Map<string, Span>>();
  for (const annotation of placed) {
    const [first, end] = rangeOf(annotation);
    for (const t of new Set([first, end - 1].filter((each) => each >= first && each < end))) {
      const part = covers(all[t], annotation);
      if (isWhole(all[t], part)) continue;
      const ofToken = pieces.get(t) ?? new Map<string, Span>();
      pieces.set(t, ofToken.set(`${part.start} ${part.end}`, part));
    }
  }
  for (const [t, ofToken] of pieces) {
    const sorted = [...ofToken.values()].sort(byPlace);
    sorted.forEach((part, index) => all[t].push({ ...part, name: `${all[t][0].name}.${index + 1}`, placed: [] }));
  }
  for (const annotation of placed) {
    const [first, end] = rangeOf(annotation);
    for (let t = first; t < end; t++) {
      const part = covers(all[t], annotation);
      const unit = all[t].find((each) => each.start === part.start && each.end === part.end)!;
      unit.placed.push(annotation);
      annotation.units.push(unit);
    }
  }
  return units;
}

/** Gives numbers to those that have several units, or share one with another of their layer. */
function numberStacked(placed: readonly Placed[]): void {
  let next = 0;
  for (const annotation of placed) {
    const { layer, units } = annotation;
    const stacked = units.some((unit) => unit.placed.filter((each) => each.layer === layer).length > 1);
    if (layer !== 'link' && (units.length > 1 || stacked)) annotation.id = ++next;
  }
}

// --- escaping ----------------------------------------------------------------------------------------------------------

const VALUE_ESCAPES: readonly (readonly [plain: string, escaped: string])[] = [
  ...['\\', '[', ']', '|', '_', '->', ';', '*'].map((each) => [each, `\\${each}`] as const),
  ['\t', '\\t'],
  ['\n', '\\n'],
];
const TEXT_ESCAPES: readonly (readonly [plain: string, escaped: string])[] = [
  ['\\', '\\\\'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\b', '\\b'],
  // The other control characters stand behind a backslash as they are, all but the vertical tab, which stands alone.
  ...Array.from({ length: 32 }, (_, code) => code)
    .filter((code) => code < 8 || code > 13)
    .map((code) => [String.fromCharCode(code), `\\${String.fromCharCode(code)}`] as const),
];
const replacer = (pairs: readonly (readonly [from: string, to: string])[]) => {
  const to = new Map(pairs);
  const longestFirst = [...to.keys()].sort((a, b) => b.length - a.length);
  const literal = (words: string) => words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const pattern = new RegExp(longestFirst.map(literal).join('|'), 'g');
  return (words: string) => words.replace(pattern, (found) => to.get(found)!);
};
const reversed = (pairs: readonly (readonly [string, string])[]) => pairs.map(([from, to]) => [to, from] as const);

export const escapeValue = replacer(VALUE_ESCAPES);
export const unescapeValue = replacer(reversed(VALUE_ESCAPES));
export const escapeText = replacer(TEXT_ESCAPES);
export const unescapeText = replacer(reversed(TEXT_ESCAPES));

// --- reading -----------------------------------------------------------------------------------------------------------

interface Column {
  readonly layer: string;
  readonly feature: string;
}

/** An annotation on the way: its columns' values, and how far it reaches. */
interface Annotation extends Reach {
  readonly layer: string;
  readonly values: Map<string, string>;
}

/** What the lines say, before it is known what they mean here. */
interface Sheet {
  readonly pieces: (Piece & { readonly where: string })[];
  readonly annotations: Annotation[];
  /** By layer and disambiguation id, or chain and number. */
  readonly byId: Map<string, Annotation>;
  /** By unit and layer, in the order in which they are stacked. */
  readonly byUnit: Map<string, Annotation[]>;
  /** Lines that could not be read, by the ids of what they are a part of. */
  readonly lost: Map<string, string>;
}

/** The sentence that tokens stand in: its words, and where they begin, which the first token tells. */
interface Sentence {
  readonly words: string;
  /** Undefined before the first token, and when that does not tell. */
  start?: number;
}

/** A line of a token, or of a piece of one. */
interface UnitLine {
  readonly unit: string;
  /** The token's number, counted through the file. */
  readonly token: number;
  readonly span: Span;
  readonly cells: readonly string[];
  readonly where: string;
}

/** Reads a file of INCEpTION or WebAnno 3: the layers that we write; other layers are said and passed over. */
export function readWebAnnoTsv(content: string, metadata: string | undefined): ReadResult {
  const problems: Problem[] = [];
  const lines = read.linesOf(content);
  if (!/^#FORMAT=WebAnno TSV 3\.\d+\s*$/.test(lines[0])) {
    const what = 'the first line has to be #FORMAT=WebAnno TSV 3.3 (or another 3.x)';
    return { articles: [], problems: [{ where: 'line 1', what }] };
  }
  const passedOver = new read.PassedOver();
  const columns: Column[] = [];
  const sheet: Sheet = { pieces: [], annotations: [], byId: new Map(), byUnit: new Map(), lost: new Map() };
  let told: string[] = [];
  let sentence: Sentence = { words: '' };
  const tokens = new TokenLines();
  lines.slice(1).forEach((line, index) => {
    const where = `line ${index + 2}`;
    const [, layer] = /^#T_(?:SP|CH|RL)=(.*)$/.exec(line) ?? [];
    if (layer !== undefined) {
      const [name, ...features] = layer.trimEnd().split('|');
      for (const feature of features.length ? features : ['']) columns.push({ layer: name, feature });
      if (!KNOWN_LAYERS.includes(name)) passedOver.add(`the layer ${read.shown(name)} is not known here`, where);
    } else if (line.startsWith('#Text=')) told.push(unescapeText(line.slice('#Text='.length)));
    else if (line.trim() && !line.startsWith('#')) {
      const isFirst = told.length > 0;
      if (isFirst) sentence = { words: told.join('\n') };
      told = [];
      const [unit, offsets = '', form = '', ...cells] = line.split('\t');
      const [, s = '', t, part] = /^(\d+)-(\d+)(\.\d+)?$/.exec(unit) ?? [];
      const isPart = part !== undefined && tokens.isLast(s, Number(t));
      const { token, isAfterGap } = isPart ? { token: tokens.count, isAfterGap: false } : tokens.next(s, Number(t));
      if (isAfterGap) problems.push({ where, what: AFTER_GAP });
      const done = read.attempt(problems, where, () => {
        if (t === undefined)
          throw new read.Unreadable(`${read.shown(unit)} is not the number of a token; expected 1-1`);
        if (part !== undefined && !isPart) throw new read.Unreadable(`${AFTER_GAP}, of which it is a part`);
        const span = readOffsets(offsets);
        const words = wordsOf(span, form);
        if (isFirst) beginSentence(sentence, span, words, where, sheet.pieces);
        if (sentence.start === undefined) sheet.pieces.push({ start: span.start, words, where });
        else if (span.start < sentence.start || !sentence.words.startsWith(words, span.start - sentence.start)) {
          throw new read.Unreadable(`${read.shown(words)} does not stand at ${offsets} in the sentence above`);
        }
        readUnit({ unit, token, span, cells, where }, columns, sheet, passedOver);
        return true;
      });
      if (!done) giveUp(cells, columns, sheet, where);
      if (!done && (t === undefined || (part !== undefined && !isPart) || cells.length < columns.length)) tokens.lose();
    }
  });
  for (const annotation of new Set(sheet.byId.values())) {
    if (tokens.isBesideGap(annotation.firstToken, annotation.lastToken)) annotation.torn ??= BESIDE_GAP;
  }
  const text = PartialText.of(sheet.pieces, ({ where }) =>
    problems.push({ where, what: 'it has other words for a place than a line above' }),
  );
  const found = meaning(sheet, text, problems, passedOver);
  problems.push(...passedOver.problems());
  const { whole } = text;
  const known = whole === undefined ? { known: text } : { text: whole };
  return { articles: [{ ...readMetadata(metadata), ...known, ...found }], problems };
}

const KNOWN_LAYERS: readonly string[] = [NAMED_ENTITY, COREFERENCE, SEM_ARG, SEM_PRED];

/** @throws Unreadable when they hold no words */
function readOffsets(offsets: string): Span {
  const [, from, to] = /^(\d{1,12})-(\d{1,12})$/.exec(offsets) ?? [];
  if (from === undefined) throw new read.Unreadable(`${read.shown(offsets)} are not offsets; expected 10-14`);
  return read.span(Number(from), Number(to), 'the line');
}

/** The words of a line; older versions do not escape them. @throws Unreadable when they are not as long as the offsets say */
function wordsOf({ start, end }: Span, form: string): string {
  const words = [unescapeText(form), form].find(({ length }) => length === end - start);
  if (words === undefined) {
    throw new read.Unreadable(`${read.shown(form)} is not ${end - start} characters long, as ${start}-${end} says`);
  }
  return words;
}

/** The first token of a sentence tells where the sentence stands; white space may come before it. */
function beginSentence(
  sentence: Sentence,
  { start }: Span,
  words: string,
  where: string,
  pieces: Sheet['pieces'],
): void {
  const lead = sentence.words.startsWith(words) ? 0 : Math.max(0, sentence.words.search(/\S/));
  if (lead > start || !sentence.words.startsWith(words, lead)) return;
  sentence.start = start - lead;
  pieces.push({ start: sentence.start, words: sentence.words, where });
}

function readUnit(
  { unit, token, span, cells, where }: UnitLine,
  columns: readonly Column[],
  sheet: Sheet,
  passedOver: read.PassedOver,
): void {
  const filled = columns.findIndex((_, c) => !cells[c]);
  if (filled >= 0) throw new read.Unreadable(`it has ${filled} columns of annotations, not ${columns.length}`);
  if (cells.slice(columns.length).some((cell) => cell.trim())) {
    passedOver.add('there are more columns than the first lines of the file name', where);
  }
  columns.forEach(({ layer, feature }, c) => {
    stackedIn(cells[c], feature).forEach(({ value, id }, index) => {
      const key = `${unit} ${layer}`;
      const stack = sheet.byUnit.get(key) ?? [];
      sheet.byUnit.set(key, stack);
      let annotation = stack[index] as Annotation | undefined;
      if (!annotation) {
        const open = id === undefined || feature === CHAIN_TYPE ? undefined : sheet.byId.get(`${layer} ${id}`);
        if (open && token <= open.lastToken + 1 && span.start >= open.end) annotation = open;
        else {
          annotation = { layer, values: new Map(), ...span, firstToken: token, lastToken: token, where };
          sheet.annotations.push(annotation);
          if (open)
            open.torn =
              annotation.torn = `the number ${id} stands in ${open.where} and in ${where}, with other words between: left out`;
        }
      }
      stack[index] = annotation;
      if (id !== undefined && feature !== CHAIN_TYPE) sheet.byId.set(`${layer} ${id}`, annotation);
      annotation.end = Math.max(annotation.end, span.end);
      annotation.lastToken = token;
      if (!annotation.values.has(feature)) annotation.values.set(feature, value);
      if (feature === 'referenceRelation' && id) annotation.values.set('chain', id);
    });
  });
}

/** What a line is a part of is not whole without it. */
function giveUp(cells: readonly string[], columns: readonly Column[], sheet: Sheet, where: string): void {
  columns.forEach(({ layer, feature }, c) => {
    for (const { id } of stackedIn(cells[c] ?? '_', feature)) {
      if (id !== undefined && feature !== CHAIN_TYPE) sheet.lost.set(`${layer} ${id}`, where);
    }
  });
}

function stackedIn(cell: string, feature: string): { value: string; id?: string }[] {
  if (cell === '_' || cell === '') return [];
  return cell.split(/(?<!\\)\|/).map((stacked) => taken(stacked, feature));
}

/** Its number is the chain's, not its own. */
const CHAIN_TYPE = 'referenceType';

/** `PER[3]` -> `PER` and 3; `*->1-2` -> `*` and `1-2`. A target column's numbers belong to its targets. */
function taken(cell: string, feature: string): { value: string; id?: string } {
  if (feature === SEM_ARG) return { value: cell };
  const [, chained, chain] = /^(.*)->(\d+-\d+)$/s.exec(cell) ?? [];
  if (chain !== undefined && !chained.endsWith('\\')) return { value: chained, id: chain };
  const [, value, id] = /^(.*?)(?<!\\)\[(\d+)\]$/s.exec(cell) ?? [];
  return id === undefined ? { value: cell } : { value, id };
}

interface Name extends Span {
  readonly type: EntityType;
  readonly where: string;
  isLinked: boolean;
}

function meaning(sheet: Sheet, text: PartialText, problems: Problem[], passedOver: read.PassedOver): ReadAnnotations {
  const { annotations, byUnit, byId, lost } = sheet;
  for (const [id, where] of lost) {
    const annotation = byId.get(id);
    if (annotation) annotation.torn ??= `a part of it is in ${where}, which cannot be read: left out`;
  }
  const places = new Map<ReadItem, string>();
  const dates: TimeExpression[] = [];
  const names = new Map<string, Name[]>();
  const chains = new Map<string, Annotation[]>();
  const attributions: Attribution[] = [];
  const used = new Set<Annotation>();
  for (const annotation of annotations) {
    const { layer, values, start, end, where, torn } = annotation;
    read.attempt(problems, where, () => {
      if (torn !== undefined && KNOWN_LAYERS.includes(layer)) throw new read.Unreadable(torn);
      if (!text.isClear(annotation))
        throw new read.Unreadable('the file has different words for the same place: left out');
      if (layer === NAMED_ENTITY) {
        const value = unescapeValue(values.get('value') ?? '*');
        const [, dateType, dateValue] = /^(DATE|TIME|DURATION|SET)(?:=(.*))?$/s.exec(value) ?? [];
        const type = TIME_EXPRESSION_TYPES.find((each) => each === dateType);
        const name = entityType(value) ?? (value === '*' ? 'OTHER' : undefined);
        if (type) {
          const date: TimeExpression = { start, end, type, value: dateValue ?? '' };
          places.set(date, where);
          dates.push(date);
        } else if (name) {
          const same = names.get(`${start} ${end}`) ?? [];
          names.set(`${start} ${end}`, same);
          same.push({ start, end, type: name, where, isLinked: false });
        } else {
          passedOver.add(`the named entity ${read.shown(value)} is not one of ${ENTITY_TYPES.join(', ')}`, where);
        }
        if (isSaid(values.get('identifier'))) passedOver.add('identifiers of named entities have no place here', where);
      } else if (layer === COREFERENCE) {
        const [chain] = (values.get('chain') ?? '').split('-');
        if (!chain) throw new read.Unreadable('a link that is in no chain (*->1-1): left out');
        const links = chains.get(chain);
        if (links) links.push(annotation);
        else chains.set(chain, [annotation]);
        if (isSaid(values.get('referenceRelation')))
          passedOver.add('names of links between mentions have no place here', where);
      } else if (layer === SEM_PRED) {
        const predicate = readPredicate(`a${attributions.length + 1}`, annotation, problems, (target) => {
          const argument = resolved(target, byUnit, byId);
          if (argument) used.add(argument);
          return argument?.torn === undefined ? argument : undefined;
        });
        places.set(predicate, where);
        attributions.push(predicate);
      }
    });
  }
  for (const annotation of annotations) {
    if (annotation.layer !== SEM_ARG || used.has(annotation)) continue;
    passedOver.add('an argument belongs to no predicate', annotation.where);
  }
  const wordsAt = (span: Span) => onOneLine(text.wordsIn(span));
  const entities = [...chains.values()].map((links, index) =>
    readChain(`e${index + 1}`, links, names, wordsAt, problems, places),
  );
  for (const name of [...names.values()].flat()) {
    if (name.isLinked) continue;
    const { start, end, type, where } = name;
    const id = `e${entities.length + 1}`;
    const mention: Mention = { start, end, kind: 'name', entity: id };
    places.set(mention, where);
    entities.push({ id, type, name: wordsAt(mention), aliases: [], named: true, plural: false, mentions: [mention] });
  }
  return read.inTextOrder({ entities, dates, attributions, places });
}

/** Whether a feature has a value; INCEpTION writes `*` where there is none. */
function isSaid(value: string | undefined): boolean {
  return value !== undefined && value !== '*' && value !== '_' && value !== '';
}

function readChain(
  id: string,
  links: readonly Annotation[],
  names: ReadonlyMap<string, readonly Name[]>,
  wordsAt: (span: Span) => string,
  problems: Problem[],
  places: Map<ReadItem, string>,
): Entity {
  const types: EntityType[] = [];
  const mentions = links.map(({ start, end, values, where }): Mention => {
    const [typeName = '', kindName = ''] = unescapeValue(values.get(CHAIN_TYPE) ?? '').split(' ');
    const same = names.get(`${start} ${end}`) ?? [];
    const written = MENTION_KINDS.find((each) => each === kindName);
    const candidates = written === undefined || written === 'name' ? same : [];
    const alike = candidates.filter(({ type }) => type === entityType(typeName));
    // where several names have one place, each link takes one that no other link has taken
    const [ofName] = [alike, candidates]
      .map((each) => each.find(({ isLinked }) => !isLinked) ?? each[0])
      .filter(Boolean);
    if (ofName) ofName.isLinked = true;
    const type = entityType(typeName) ?? ofName?.type;
    if (type && types.length && type !== types[0]) {
      problems.push({ where, what: `a ${type} in a chain that begins with a ${types[0]}: read as ${types[0]}` });
    }
    if (type) types.push(type);
    const kind: MentionKind = written ?? (ofName ? 'name' : 'nominal');
    const mention: Mention = { start, end, kind, entity: id };
    places.set(mention, where);
    return mention;
  });
  const named = mentions.some(({ kind }) => kind === 'name');
  const first = mentions.find(({ kind }) => kind === 'name') ?? mentions[0];
  return { id, type: types[0] ?? 'OTHER', name: wordsAt(first), aliases: [], named, plural: false, mentions };
}

/** @throws Unreadable when nothing is said in it */
function readPredicate(
  id: string,
  { values, start, end, where }: Annotation,
  problems: Problem[],
  resolve: (target: string) => Span | undefined,
): Attribution {
  const category = unescapeValue(values.get('category') ?? '');
  const cueless = category.endsWith(NO_CUE);
  const speech = category.replace(` ${NO_CUE}`, '');
  const spans = { source: [] as Span[], cue: cueless ? [] : [{ start, end }], content: [] as Span[] };
  const parts = (isTarget: boolean) =>
    [...values]
      .filter(([feature]) => (isTarget ? feature === SEM_ARG : feature.startsWith('ROLE_')))
      .flatMap(([, value]) => value.split(/(?<!\\);/));
  const [roles, targets] = [parts(false), parts(true)];
  roles.forEach((role, index) => {
    const target = targets[index] ?? '';
    const span = resolve(target);
    const name = unescapeValue(role).toLowerCase();
    if (name !== 'source' && name !== 'cue' && name !== 'content') {
      if (isSaid(name)) problems.push({ where, what: `the role ${read.shown(role)} is not known here: passed over` });
    } else if (!span && name === 'content') {
      throw new read.Unreadable(`its content ${read.shown(target)} is not an argument that was read: left out`);
    } else if (!span)
      problems.push({ where, what: `${name} ${read.shown(target)} is not an argument that was read: passed over` });
    else spans[name].push({ start: span.start, end: span.end });
  });
  if (!spans.content.length) {
    throw new read.Unreadable('a predicate without an argument in the role content says nothing: left out');
  }
  const kind: AttributionKind = ATTRIBUTION_KINDS.find((each) => each === speech) ?? 'indirect';
  return { id, ...spans, kind, confidence: 1, actor: null };
}

/** `1-2[3]`: the argument 3, or the one that stands alone on the unit `1-2`. */
function resolved(target: string, byUnit: Sheet['byUnit'], byId: Sheet['byId']): Annotation | undefined {
  const [, unit, id] = /^([\d.-]+)(?:\[(\d+)\])?$/.exec(target) ?? [];
  return id ? byId.get(`${SEM_ARG} ${id}`) : byUnit.get(`${unit} ${SEM_ARG}`)?.[0];
}

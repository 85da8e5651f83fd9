import { isWebAddress } from '../analysis/article/address';
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
import type {
  AnnotatedArticle,
  Judgement,
  Problem,
  ReadAnnotations,
  ReadArticle,
  ReadItem,
  ReadResult,
} from './annotated';
import { ENGINE } from './provenance';
import * as read from './reading';
import { onOneLine } from './words';
import { parseXml, xmlAttributes, xmlText } from './xml';

// TEI P5. The text stands whole in <body>, every character of it in a <head>, <p> or <ab>. Names, dates, sources, cues
// and what is said are elements in it (persName, orgName, placeName, name, rs, date, seg, said) where they lie within one
// another; where they cross, two <anchor>s mark the place. <standOff> has the entities, and which words make up an
// attribution. Positions are places in the text: there are no offsets.

/** How TEI calls an entity type: the list, its items, the element of the name, and the element in the text. */
interface TeiType {
  readonly list: string;
  readonly item: string;
  readonly name: string;
}
const PERSON: TeiType = { list: 'listPerson', item: 'person', name: 'persName' };
const ORG: TeiType = { list: 'listOrg', item: 'org', name: 'orgName' };
const PLACE: TeiType = { list: 'listPlace', item: 'place', name: 'placeName' };
const OBJECT: TeiType = { list: 'listObject', item: 'object', name: 'objectName' };
const TEI_TYPES: Readonly<Record<EntityType, TeiType>> = {
  PERSON,
  ORG,
  NORP: ORG,
  GPE: PLACE,
  LOC: PLACE,
  FAC: PLACE,
  EVENT: OBJECT,
  LAW: OBJECT,
  PRODUCT: OBJECT,
  WORK: OBJECT,
  OTHER: OBJECT,
};
const LISTS = [PERSON, ORG, PLACE, OBJECT];

const ROLES = ['source', 'cue', 'content'] as const;
type Role = (typeof ROLES)[number];

/** Something that is marked in the text. */
interface Mark extends Span {
  readonly id: string;
  /** The element, with its attributes; `said` may not stand within a name. */
  readonly element: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
}

/** A stretch of the text that an element of its own holds. */
interface Block extends Span {
  readonly element: 'head' | 'p' | 'ab';
}

/** The article as a TEI document. */
export function writeTei(article: AnnotatedArticle): string {
  const { analysis, judgements } = article;
  const { mentions, dates, roles } = marksOf(article);
  const { body, anchored } = writeBody(article, [...mentions, ...dates, ...[...roles.values()].flat()]);
  /** Points at the marked words, whether they are an element or lie between anchors. */
  const target = ({ id }: Mark) => (anchored.has(id) ? { from: `#${id}-from`, to: `#${id}-to` } : { target: `#${id}` });
  const span = (mark: Mark, attributes: Readonly<Record<string, string | undefined>>) =>
    `<span${xmlAttributes({ ...attributes, ...target(mark) })}/>`;

  const crossing = [...mentions, ...dates]
    .filter(({ id }) => anchored.has(id))
    .map((mark) => {
      const { type, ref, corresp, ana, 'when-custom': value } = mark.attributes;
      const named = { 'xml:id': mark.id, subtype: type };
      return mark.element === 'date'
        ? span(mark, { ...named, type: 'date', n: value, ana })
        : span(mark, { ...named, type: 'mention', corresp: ref, prev: corresp });
    });
  const groups = analysis.attributions.map((attribution) => {
    const { id, kind, confidence, actor } = attribution;
    const about = {
      'xml:id': idOf('attribution', id),
      type: 'attribution',
      subtype: kind,
      cert: String(Math.round(confidence * 1000) / 1000),
      corresp: actor === null ? undefined : `#${idOf('entity', actor)}`,
    };
    const spans = ROLES.flatMap((role) =>
      (roles.get(roleKey(id, role)) ?? []).map((mark) => span(mark, { type: role })),
    );
    return `<spanGrp${xmlAttributes(about)}>${spans.join('')}</spanGrp>`;
  });
  const judged = [...judgements].flatMap(([id, judgement]) =>
    Object.entries(judgement).map(
      ([type, words]: [string, string]) =>
        `<interp${xmlAttributes({ type, inst: `#${idOf('attribution', id)}` })}>${xmlText(words)}</interp>`,
    ),
  );
  const standOff = [
    ...entityLists(analysis.entities),
    ...(crossing.length ? [`<spanGrp type="crossing">${crossing.join('')}</spanGrp>`] : []),
    ...groups,
    ...judged,
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<TEI xmlns="http://www.tei-c.org/ns/1.0">',
    ...writeHeader(article),
    ...(standOff.length ? ['<standOff>', ...standOff, '</standOff>'] : []),
    `<text><body xml:space="preserve">${body}</body></text>`,
    '</TEI>',
    '',
  ].join('\n');
}

function writeHeader({ file, hash, model, analysis: { header } }: AnnotatedArticle): string[] {
  const title = xmlText(header.title?.value ?? file);
  const url = header.url?.value;
  const [program, version] = ENGINE.split(' ');
  const categories = [...ENTITY_TYPES, 'unnamed', 'plural'].map(
    (id) => `<category xml:id="${id}"><catDesc>${id}</catDesc></category>`,
  );
  return [
    '<teiHeader>',
    `<fileDesc><titleStmt><title>${title}</title></titleStmt>`,
    `<publicationStmt><p>Annotations of a news article: who said what, when, about whom. Positions are places in the text; there are no offsets.</p></publicationStmt>`,
    '<sourceDesc><bibl>',
    `<title>${title}</title>`,
    ...(header.date ? [`<date when="${xmlText(header.date.value)}"/>`] : []),
    ...(url && isWebAddress(url) ? [`<ref${xmlAttributes({ target: url })}/>`] : []),
    `<idno type="file">${xmlText(file)}</idno>`,
    `<idno type="sha256">${hash}</idno>`,
    '</bibl></sourceDesc></fileDesc>',
    `<encodingDesc><appInfo><application ident="${program}" version="${version}"><label>${xmlText(model)}</label></application></appInfo>`,
    `<classDecl><taxonomy>${categories.join('')}</taxonomy></classDecl></encodingDesc>`,
    '</teiHeader>',
  ];
}

/** Ids in XML are names: what ours has beside letters, digits, - and . is written as its number. */
function idOf(kind: 'entity' | 'mention' | 'attribution' | 'role', id: string): string {
  return `${kind}-${id.replace(/[^A-Za-z0-9.-]/g, (character) => `_${character.charCodeAt(0).toString(16)}_`)}`;
}

function roleKey(attribution: string, role: Role): string {
  return `${role} ${attribution}`;
}

function marksOf({ analysis: { entities, dates, attributions } }: AnnotatedArticle) {
  const mentions = entities.flatMap(({ id, type, mentions: own }) =>
    own.map(({ start, end, kind, antecedent }, index): Mark => {
      const element = kind === 'name' ? inText(type) : 'rs';
      const mention = (span: Span) => own.findIndex((each) => each.start === span.start && each.end === span.end);
      const before = antecedent ? mention(antecedent) : -1;
      return {
        start,
        end,
        id: `${idOf('mention', id)}-${index + 1}`,
        element,
        attributes: {
          type: kind === 'name' ? undefined : kind,
          ref: `#${idOf('entity', id)}`,
          corresp: before < 0 ? undefined : `#${idOf('mention', id)}-${before + 1}`,
        },
      };
    }),
  );
  const dateMarks = dates.map(({ start, end, type, value, mod, quant, freq }, index): Mark => {
    const ana = Object.entries({ mod, quant, freq })
      .filter((entry): entry is [string, string] => entry[1] !== undefined)
      .map(([name, word]) => `${name}:${encodeURIComponent(word)}`)
      .join(' ');
    const when = /^\d{4}(-\d\d(-\d\d)?)?$/.test(value) ? value : undefined;
    const attributes = { type, when, 'when-custom': value, ana: ana || undefined };
    return { start, end, id: `date-${index + 1}`, element: 'date', attributes };
  });
  const roles = new Map<string, Mark[]>();
  for (const attribution of attributions) {
    for (const role of ROLES) {
      const { id, kind, actor } = attribution;
      const said = {
        who: actor === null ? undefined : `#${idOf('entity', actor)}`,
        direct: kind === 'mixed' ? 'unknown' : String(kind === 'direct'),
      };
      const marks = attribution[role].map(({ start, end }, index): Mark => ({
        start,
        end,
        id: `${idOf('role', id)}-${role}-${index + 1}`,
        element: role === 'content' ? 'said' : 'seg',
        attributes: role === 'content' ? said : { type: role },
      }));
      roles.set(roleKey(id, role), marks);
    }
  }
  return { mentions, dates: dateMarks, roles };
}

/** The element of a name in the text. */
function inText(type: EntityType): string {
  const { name } = TEI_TYPES[type];
  return name === 'objectName' ? 'name' : name;
}

function entityLists(entities: readonly Entity[]): string[] {
  return LISTS.flatMap(({ list, item, name }) => {
    const own = entities.filter(({ type }) => TEI_TYPES[type].list === list);
    const items = own.map((entity) => {
      const ana = [entity.type, ...(entity.named ? [] : ['unnamed']), ...(entity.plural ? ['plural'] : [])];
      const about = { 'xml:id': idOf('entity', entity.id), ana: ana.map((each) => `#${each}`).join(' ') };
      const names = [
        `<${name}>${xmlText(entity.name)}</${name}>`,
        ...entity.aliases.map((alias) => `<${name} type="alias">${xmlText(alias)}</${name}>`),
      ].join('');
      const role = entity.role === undefined ? '' : `<note type="role">${xmlText(entity.role)}</note>`;
      const inner = item === 'object' ? `<objectIdentifier>${names}</objectIdentifier>` : names;
      return `<${item}${xmlAttributes(about)}>${inner}${role}</${item}>`;
    });
    return items.length ? [`<${list}>${items.join('\n')}</${list}>`] : [];
  });
}

// --- the text ----------------------------------------------------------------------------------------------------------

/** Paragraphs, and what stands between them; each white space belongs to what comes behind it. */
function blocksOf({ text, analysis: { paragraphs } }: AnnotatedArticle): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  for (const { start, end, role } of [...paragraphs].sort(byPlace)) {
    if (start < at) continue;
    if (text.slice(at, start).trim()) {
      blocks.push({ start: at, end: start, element: 'ab' });
      at = start;
    }
    blocks.push({ start: at, end, element: role === 'body' ? 'p' : blocks.length ? 'ab' : 'head' });
    at = end;
  }
  if (text.slice(at).trim() || !blocks.length) blocks.push({ start: at, end: text.length, element: 'ab' });
  else blocks.push({ ...blocks.pop()!, end: text.length });
  return blocks;
}

function writeBody(article: AnnotatedArticle, marks: readonly Mark[]): { body: string; anchored: ReadonlySet<string> } {
  const { text } = article;
  const blocks = blocksOf(article);
  const { nested, anchored } = nesting(blocks, marks);
  const anchors = marks
    .filter(({ id }) => anchored.has(id))
    .flatMap(({ id, start, end }) => [
      { at: start, xml: `<anchor xml:id="${id}-from"/>` },
      { at: end, xml: `<anchor xml:id="${id}-to"/>` },
    ])
    .sort((a, b) => a.at - b.at);
  const parts: string[] = [];
  let at = 0;
  let nextAnchor = 0;
  /** The text up to an offset, with the anchors on the way. */
  const proceed = (to: number) => {
    for (; nextAnchor < anchors.length && anchors[nextAnchor].at <= to; nextAnchor++) {
      parts.push(xmlText(text.slice(at, anchors[nextAnchor].at)), anchors[nextAnchor].xml);
      at = anchors[nextAnchor].at;
    }
    parts.push(xmlText(text.slice(at, to)));
    at = to;
  };
  let next = 0;
  for (const { element, end } of blocks) {
    parts.push(`<${element}>`);
    const open: Mark[] = [];
    const closeUpTo = (offset: number) => {
      while (open.length && open[open.length - 1].end <= offset) {
        const mark = open.pop()!;
        proceed(mark.end);
        parts.push(`</${mark.element}>`);
      }
    };
    for (; next < nested.length && nested[next].end <= end; next++) {
      const mark = nested[next];
      closeUpTo(mark.start);
      proceed(mark.start);
      parts.push(`<${mark.element}${xmlAttributes({ 'xml:id': mark.id, ...mark.attributes })}>`);
      open.push(mark);
    }
    closeUpTo(end);
    proceed(end);
    parts.push(`</${element}>`);
  }
  return { body: parts.join(''), anchored };
}

/** Which marks can be elements, in the order in which they open; the others need anchors. */
function nesting(blocks: readonly Block[], marks: readonly Mark[]): { nested: Mark[]; anchored: Set<string> } {
  const depth = ({ element }: Mark) => (element === 'said' ? 0 : element === 'seg' ? 1 : 2);
  const sorted = [...marks].sort((a, b) => byPlace(a, b) || depth(a) - depth(b));
  const nested: Mark[] = [];
  const anchored = new Set<string>();
  const open: Mark[] = [];
  let block = 0;
  for (const mark of sorted) {
    while (block < blocks.length - 1 && blocks[block].end <= mark.start) block++;
    while (open.length && open[open.length - 1].end <= mark.start) open.pop();
    const around = open[open.length - 1];
    const crosses = mark.end > blocks[block].end || (around !== undefined && mark.end > around.end);
    const inName = mark.element === 'said' && open.some((each) => depth(each) === 2);
    if (crosses || inName) {
      anchored.add(mark.id);
    } else {
      nested.push(mark);
      open.push(mark);
    }
  }
  return { nested, anchored };
}

// --- reading -----------------------------------------------------------------------------------------------------------

type Attributes = Readonly<Record<string, string>>;

/** An element of the text, or a span between two anchors, and the words that it holds. */
interface Marked extends Span {
  readonly element: string;
  readonly attributes: Attributes;
  readonly where: string;
}

interface TeiEntity {
  readonly id: string | undefined;
  readonly type: EntityType;
  readonly names: string[];
  role?: string;
  readonly named: boolean;
  readonly plural: boolean;
}

interface Group {
  readonly attributes: Attributes;
  readonly spans: { readonly attributes: Attributes; readonly where: string }[];
  readonly where: string;
}

/** What the document says, before ids are followed. */
interface Document {
  text: string;
  readonly marks: Marked[];
  readonly byId: Map<string, Marked>;
  readonly anchors: Map<string, number>;
  readonly entities: Map<string, TeiEntity>;
  /** The entity that was listed last: names and notes that follow are its own. */
  listed?: TeiEntity;
  readonly groups: Group[];
  readonly interps: { readonly attributes: Attributes; readonly words: string; readonly where: string }[];
  readonly header: Map<string, string>;
}

/** Elements of the text that hold others but no words: white space in them is only there to please the eye. */
const STRUCTURE = new Set(
  'text front body back group div div1 div2 div3 div4 div5 lg list table row listBibl'.split(' '),
);
const NAME_ELEMENTS = new Set('persName orgName placeName geogName name objectName rs'.split(' '));

/** Reads a TEI document: one that `writeTei` wrote, and of others' the names, dates and <said>. */
export function readTei(content: string): ReadResult {
  const document: Document = {
    text: '',
    marks: [],
    byId: new Map(),
    anchors: new Map(),
    entities: new Map(),
    groups: [],
    interps: [],
    header: new Map(),
  };
  const problems: Problem[] = [];
  const passedOver = new read.PassedOver();
  const problem = readDocument(content.replace(/^\ufeff/, ''), document, problems);
  if (problem) return { articles: [], problems: [problem] };
  const article: ReadArticle = {
    file: document.header.get('file'),
    hash: document.header.get('sha256'),
    model: document.header.get('label'),
    text: document.text,
    ...meaning(document, problems, passedOver),
  };
  problems.push(...passedOver.problems());
  return { articles: [article], problems };
}

/**
 * @param problems takes ids that stand twice
 * @returns what is wrong with the XML
 */
function readDocument(content: string, document: Document, problems: Problem[]): Problem | undefined {
  const path: { name: string; attributes: Attributes; start: number; words: string[]; where: string }[] = [];
  const pieces: string[] = [];
  let length = 0;
  const ids = new Set<string>();
  const within = (name: string) => path.some((each) => each.name === name);
  const problem = parseXml(content, {
    open(name, attributes, line) {
      const local = name.slice(name.indexOf(':') + 1);
      const where = `<${local}> in line ${line}`;
      path.push({ name: local, attributes, start: length, words: [], where });
      const id = attributes['xml:id'];
      if (id && ids.has(id))
        problems.push({ where, what: `${read.shown(id)} is the xml:id of an element above: passed over` });
      else if (id && local === 'anchor') document.anchors.set(id, length);
      if (id) ids.add(id);
      if (within('standOff') || within('teiHeader')) openOutside(local, attributes, document, where);
    },
    text(words) {
      const last = path[path.length - 1];
      if (!last) return;
      last.words.push(words);
      if (!within('text') || (STRUCTURE.has(last.name) && !words.trim())) return;
      pieces.push(words);
      length += words.length;
    },
    close() {
      const { name, attributes, start, words, where } = path.pop()!;
      if (within('text')) {
        if (length === start) return;
        const marked = { element: name, attributes, start, end: length, where };
        document.marks.push(marked);
        const id = attributes['xml:id'];
        if (id && !document.byId.has(id)) document.byId.set(id, marked);
      } else if (within('standOff') || within('teiHeader')) {
        closeOutside(name, attributes, words.join(''), document, where);
      }
    },
  });
  document.text = pieces.join('');
  return problem;
}

function openOutside(name: string, attributes: Attributes, document: Document, where: string): void {
  const { entities, groups } = document;
  const id = attributes['xml:id'];
  const kind = LISTS.find(({ item }) => item === name);
  if (kind) {
    const ana = (attributes.ana ?? '').split(/\s+/).map((each) => each.replace(/^#/, ''));
    const fallback = ENTITY_TYPES.find((type) => TEI_TYPES[type] === kind && kind !== OBJECT) ?? 'OTHER';
    const type = ENTITY_TYPES.find((each) => ana.includes(each)) ?? fallback;
    document.listed = { id, type, names: [], named: !ana.includes('unnamed'), plural: ana.includes('plural') };
    if (id && !entities.has(id)) entities.set(id, document.listed);
  } else if (name === 'spanGrp') groups.push({ attributes, spans: [], where });
  else if (name === 'span') groups[groups.length - 1]?.spans.push({ attributes, where });
}

function closeOutside(name: string, attributes: Attributes, words: string, document: Document, where: string): void {
  const entity = document.listed;
  if (name === 'idno' && attributes.type) document.header.set(attributes.type, words);
  else if (name === 'label') document.header.set('label', words);
  else if (name === 'interp') document.interps.push({ attributes, words, where });
  else if (NAME_ELEMENTS.has(name)) entity?.names.push(words);
  else if (name === 'note' && attributes.type === 'role' && entity) entity.role = words;
}

function meaning(document: Document, problems: Problem[], passedOver: read.PassedOver): ReadAnnotations {
  const { marks, byId, anchors, groups, interps } = document;
  const places = new Map<ReadItem, string>();
  /** @throws Unreadable when nothing is there */
  const spanOf = ({ attributes, where }: Group['spans'][number]): Marked => {
    const id = (attributes.target ?? attributes.from ?? '').replace(/^#/, '');
    const [start, end] = [anchors.get(id), anchors.get((attributes.to ?? '').replace(/^#/, ''))];
    const isBetween = !attributes.target && start !== undefined && end !== undefined && end > start;
    const found = attributes.target
      ? byId.get(id)
      : isBetween
        ? { element: 'span', attributes, start, end, where }
        : undefined;
    if (!found)
      throw new read.Unreadable(
        `${read.shown(attributes.target ?? attributes.from ?? '')} points at nothing in the text`,
      );
    return found;
  };
  const dates: TimeExpression[] = [];
  const addDate = (
    span: Span,
    where: string,
    ...about: [type: string | undefined, value: string, ana: string | undefined]
  ) => {
    const date = dateOf(span, ...about);
    places.set(date, where);
    dates.push(date);
  };
  const entities = new Map<string, Draft>();
  const placesById = new Map<string, Span>();
  const addMention = (
    { element, attributes, start, end }: Marked,
    kind: MentionKind,
    where: string,
    data: Attributes = attributes,
  ) => {
    const isSpan = element === 'span';
    const ref = ((isSpan ? data.corresp : data.ref) ?? '').replace(/^#/, '');
    const entity = entityOf(document, entities, { element, start, end }, ref);
    entity.found.push({
      start,
      end,
      kind,
      before: ((isSpan ? data.prev : data.corresp) ?? '').replace(/^#/, ''),
      where,
    });
    if (data['xml:id']) placesById.set(data['xml:id'], { start, end });
  };
  const kindOf = (word: string | undefined, fallback: MentionKind) =>
    MENTION_KINDS.find((each) => each === word) ?? fallback;
  for (const marked of marks) {
    const { element, attributes, where } = marked;
    if (NAME_ELEMENTS.has(element)) {
      addMention(marked, kindOf(attributes.type, element === 'rs' ? 'nominal' : 'name'), where);
    } else if (element === 'date' || element === 'time') {
      const value = attributes['when-custom'] ?? attributes.when ?? attributes['when-iso'] ?? '';
      addDate(marked, where, attributes.type ?? (element === 'time' ? 'TIME' : undefined), value, attributes.ana);
    }
  }
  const attributions: Attribution[] = [];
  const judgements = new Map<string, Judgement>();
  const used = new Set<Marked>();
  const ids = new Map<string, string>();
  /** @throws Unreadable when it points at nobody */
  const actor = (pointer: string | undefined, where: string): string | null => {
    const found = actorOf(entities, pointer);
    if (pointer && found === null) {
      problems.push({
        where,
        what: `${read.shown(pointer)} is nobody who is named in the text; the claim is read without`,
      });
    }
    return found;
  };
  for (const { attributes, spans, where } of groups) {
    const roles = { source: [] as Span[], cue: [] as Span[], content: [] as Span[] };
    const isClaim = attributes.type === 'attribution';
    let isWhole = true;
    if (!isClaim && attributes.type !== 'crossing') {
      passedOver.add(`a <spanGrp> of the type ${read.shown(attributes.type ?? '')} is not known here`, where);
      continue;
    }
    for (const each of spans) {
      const { type, subtype, n, ana } = each.attributes;
      const done = read.attempt(problems, each.where, () => {
        const found = spanOf(each);
        used.add(found);
        const role = ROLES.find((name) => name === type);
        if (type === 'mention')
          addMention({ ...found, element: 'span' }, kindOf(subtype, 'name'), each.where, each.attributes);
        else if (type === 'date') addDate(found, each.where, subtype, n ?? '', ana);
        else if (role && isClaim) roles[role].push({ start: found.start, end: found.end });
        else throw new read.Unreadable(`a <span> of the type ${read.shown(type ?? '')} is not known here: passed over`);
        return true;
      });
      if (!done && type === 'content') isWhole = false;
    }
    if (!isClaim) continue;
    read.attempt(problems, where, () => {
      if (!isWhole) throw new read.Unreadable('a piece of its content is missing: left out');
      if (!roles.content.length) throw new read.Unreadable('an attribution without content says nothing: left out');
      const id = `a${attributions.length + 1}`;
      const cert = Number(attributes.cert ?? 1);
      const attribution: Attribution = {
        id,
        ...roles,
        kind: ATTRIBUTION_KINDS.find((each) => each === attributes.subtype) ?? 'indirect',
        confidence: cert >= 0 && cert <= 1 ? cert : 1,
        actor: actor(attributes.corresp, where),
      };
      const own = attributes['xml:id'];
      if (own && !ids.has(own)) ids.set(own, id);
      places.set(attribution, where);
      attributions.push(attribution);
    });
  }
  for (const marked of marks) {
    if (marked.element !== 'said' || used.has(marked)) continue; // another tool's, or said of nobody
    const { attributes, start, end, where } = marked;
    const kind: AttributionKind =
      attributes.direct === 'false' ? 'indirect' : attributes.direct === 'unknown' ? 'mixed' : 'direct';
    const id = `a${attributions.length + 1}`;
    const content = [{ start, end }];
    const said: Attribution = {
      id,
      source: [],
      cue: [],
      content,
      kind,
      confidence: 1,
      actor: actor(attributes.who, where),
    };
    places.set(said, where);
    attributions.push(said);
  }
  for (const { attributes, words, where } of interps) {
    const id = ids.get((attributes.inst ?? '').replace(/^#/, ''));
    const field = (['verdict', 'note', 'author', 'time'] as const).find((name) => name === attributes.type);
    if (id && field) {
      if (words) judgements.set(id, { ...judgements.get(id), [field]: words });
    } else
      problems.push({
        where,
        what: 'it is not the verdict, note, author or time of a claim that was read: passed over',
      });
  }
  const finished = [...entities.values()].map(({ found, ...entity }): Entity => ({
    ...entity,
    mentions: found.map(({ start, end, kind, before, where }): Mention => {
      const antecedent = placesById.get(before);
      const mention: Mention = { start, end, kind, entity: entity.id, ...(antecedent && { antecedent }) };
      places.set(mention, where);
      return mention;
    }),
  }));
  return read.inTextOrder({ entities: finished, dates, attributions, judgements, places });
}

/** An entity on the way: its mentions still point by id at what they take their meaning from. */
interface Draft extends Omit<Entity, 'mentions'> {
  readonly found: (Span & { readonly kind: MentionKind; readonly before: string; readonly where: string })[];
}

/** The entity that is meant: the one of the list, or one of its own for what points at none. */
function entityOf(
  document: Document,
  entities: Map<string, Draft>,
  { element, start, end }: Pick<Marked, 'element' | 'start' | 'end'>,
  ref: string,
): Draft {
  const key = ref || `${element} ${start} ${end}`;
  const known = entities.get(key);
  if (known) return known;
  const listed = document.entities.get(key);
  const [name = onOneLine(document.text.slice(start, end)), ...aliases] = listed?.names ?? [];
  const { named = element !== 'rs', plural = false, role } = listed ?? {};
  const entity: Draft = {
    id: `e${entities.size + 1}`,
    type: listed?.type ?? ENTITY_TYPES.find((each) => TEI_TYPES[each].name === element) ?? 'OTHER',
    name,
    aliases,
    ...(role !== undefined && { role }),
    named,
    plural,
    found: [],
  };
  entities.set(key, entity);
  return entity;
}

/** `Entity.id` of whom a pointer means; null when it is nobody, or nobody who is mentioned. */
function actorOf(entities: ReadonlyMap<string, Draft>, pointer: string | undefined): string | null {
  return entities.get((pointer ?? '').replace(/^#/, ''))?.id ?? null;
}

function dateOf(
  { start, end }: Span,
  type: string | undefined,
  value: string,
  ana: string | undefined,
): TimeExpression {
  const details = (ana ?? '').split(/\s+/).flatMap((each) => {
    const [, name, word] = /^(mod|quant|freq):(.*)$/.exec(each) ?? [];
    return name === undefined ? [] : [[name, decoded(word)] as const];
  });
  const known = TIME_EXPRESSION_TYPES.find((each) => each === type) ?? 'DATE';
  return { start, end, type: known, value, ...Object.fromEntries(details) };
}

function decoded(words: string): string {
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
}

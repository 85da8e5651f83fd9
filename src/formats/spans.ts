import { type Entity, type Mention, TIME_EXPRESSION_TYPES, type TimeExpression } from '../analysis/analysis';
import { CodePoints } from '../util/codePoints';
import type { Problem, ReadArticle, ReadItem } from './annotated';
import { entityType } from './entityTypes';
import * as read from './reading';
import { onOneLine } from './words';

// Records of other tools that are a text with labelled spans: doccano ("label": [[85, 95, "PERSON"]], or "entities" with
// start_offset and end_offset), spaCy and Prodigy ("spans" with start, end and label). They are written in Python, whose
// offsets count code points.

/** Where such lists stand, and what else may stand beside them without saying anything about the article. */
const LISTS = ['label', 'labels', 'spans', 'entities'] as const;

/**
 * Reads a record of that kind; undefined when it is none.
 * @param problems takes what of it cannot be read
 */
export function readSpans(record: read.Fields, where: string, problems: Problem[]): ReadArticle | undefined {
  const { text } = record;
  const list = LISTS.find((name) => Array.isArray(record[name]) && !isOurs(record[name] as unknown[]));
  if (typeof text !== 'string' || list === undefined || 'attributions' in record || 'dates' in record) return undefined;
  const points = new CodePoints(text);
  const passedOver = new read.PassedOver();
  const entities: Entity[] = [];
  const dates: TimeExpression[] = [];
  const places = new Map<ReadItem, string>();
  (record[list] as unknown[]).forEach((value, index) => {
    const name = `${list}[${index}]`;
    read.attempt(problems, where, () => {
      const [from, to, label] = partsOf(value, name);
      const { start, end } = read.span(from, to, name, points.length);
      const span = { start: points.toUtf16(start), end: points.toUtf16(end) };
      const dateType = TIME_EXPRESSION_TYPES.find((each) => each === label.toUpperCase());
      const type = entityType(label);
      if (dateType) {
        const date: TimeExpression = { ...span, type: dateType, value: '' };
        places.set(date, where);
        dates.push(date);
      } else if (type) {
        const id = `e${entities.length + 1}`;
        const mention: Mention = { ...span, kind: 'name', entity: id };
        places.set(mention, where);
        const words = onOneLine(text.slice(span.start, span.end));
        entities.push({ id, type, name: words, aliases: [], named: true, plural: false, mentions: [mention] });
      } else passedOver.add(`the label ${read.shown(label)} is not known here`, where);
    });
  });
  for (const name of ['relations', 'cats', 'Comments', 'comments', ...LISTS]) {
    const value = record[name];
    if (name !== list && Array.isArray(value) && value.length) passedOver.add(`"${name}" is not known here`, where);
  }
  problems.push(...passedOver.problems());
  return { text, ...read.inTextOrder({ entities, dates, attributions: [], places }) };
}

/** A record of ours has entities with mentions. */
function isOurs(list: readonly unknown[]): boolean {
  return list.some((each) => read.isFields(each) && 'mentions' in each);
}

/** `[0, 4, "ORG"]`, or an object. @throws Unreadable */
function partsOf(value: unknown, name: string): [start: unknown, end: unknown, label: string] {
  if (Array.isArray(value)) return [value[0], value[1], read.text(value[2], `the label of ${name}`)];
  const { start, start_offset, end, end_offset, label, type } = read.fields(value, name);
  return [start ?? start_offset, end ?? end_offset, read.text(label ?? type, `the label of ${name}`)];
}

import type { Entity, Mention, Span, TimeExpression } from '../analysis/analysis';
import { TIME_EXPRESSION_TYPES } from '../analysis/analysis';
import type { Problem, ReadAnnotations, ReadItem, ReadResult } from './annotated';
import { entityType } from './entityTypes';
import * as read from './reading';
import { onOneLine } from './words';

// CoNLL files of other tools: a token a line with its label (`B-PER`, `I-PER`, `O`), a blank line between sentences, and no
// offsets. CoNLL-2003 has the word first and the label last; CoNLL-U has the word second, and labels in MISC or in a
// column that the first line names. The words are looked for in the article, sentence by sentence.

const LABEL = /^(?:O|[BIESLU]-.+)$/;
const NAMED_LABELS = /^(?:ne|ner|.*:ne|.*:ner|tag|label)$/i;

interface Token {
  readonly form: string;
  readonly label: string;
  readonly where: string;
}

/** @param columns as the file names them; none for most files */
export function readBio(lines: readonly string[], columns: readonly string[]): ReadResult {
  const sentences = sentencesOf(lines, columns);
  if (!sentences.some((sentence) => sentence.some(({ label }) => LABEL.test(label)))) {
    const what =
      'no column has labels such as B-PER, I-PER and O; expected a word a line with its label, or columns that the first line names: # global.columns = ID FORM XPOS START END NE ...';
    return { articles: [], problems: [{ where: 'line 1', what }] };
  }
  return { articles: [{ ...read.NO_ANNOTATIONS, locate: (text) => locate(sentences, text) }], problems: [] };
}

function sentencesOf(lines: readonly string[], columns: readonly string[]): Token[][] {
  const rows: ({ readonly cells: readonly string[]; readonly where: string } | undefined)[] = lines.map(
    (line, index) => {
      const isComment = /^#(?:\s|$)/.test(line) && !line.includes('\t');
      if (!line.trim() || line.startsWith('-DOCSTART-') || isComment) return undefined;
      const cells = line.includes('\t') ? line.split('\t') : line.trim().split(/\s+/);
      return { cells, where: `line ${index + 1}` };
    },
  );
  const isNumbered = rows.every((row) => !row || (row.cells.length > 2 && /^\d+(?:[-.]\d+)?$/.test(row.cells[0])));
  const named = (pattern: RegExp) => columns.findIndex((each) => pattern.test(each));
  const [formColumn, labelColumn] = [columns.length ? named(/^form$/i) : isNumbered ? 1 : 0, named(NAMED_LABELS)];
  const sentences: Token[][] = [[]];
  for (const row of rows) {
    const open = sentences[sentences.length - 1];
    if (!row) {
      if (open.length) sentences.push([]);
      continue;
    }
    const { cells, where } = row;
    if (isNumbered && !/^\d+$/.test(cells[0])) continue; // a range of tokens, or an empty one: its words come below
    const isConllU = isNumbered && cells.length === 10;
    const [, inMisc] = isConllU ? (/(?:^|\|)(?:NER?|ner?)=([^|]+)/.exec(cells[9]) ?? []) : [];
    const label = columns.length ? cells[labelColumn] : isConllU ? inMisc : cells[cells.length - 1];
    open.push({ form: cells[formColumn] ?? '', label: label ?? 'O', where });
  }
  return sentences.filter((sentence) => sentence.length);
}

/** A file about another article is not looked for to its end: after so many sentences or words compared the rest is missing. */
const MOST_MISSING = 100;
const MOST_COMPARED = 10_000_000;

function locate(
  sentences: readonly (readonly Token[])[],
  text: string,
): { found: ReadAnnotations; problems: Problem[] } {
  const problems: Problem[] = [];
  const passedOver = new read.PassedOver();
  const entities: Entity[] = [];
  const dates: TimeExpression[] = [];
  const places = new Map<ReadItem, string>();
  let at = 0;
  let missing = 0;
  const search = new Search(text);
  for (const tokens of sentences) {
    const [{ where }] = tokens;
    const spans = missing < MOST_MISSING ? search.placesOf(tokens, at) : undefined;
    if (!spans) {
      missing++;
      const count = labelled(tokens).length;
      if (count) passedOver.add('the words of the sentence are not in the article, or more than once', where);
      continue;
    }
    at = spans[spans.length - 1].end;
    for (const { first, last, label } of labelled(tokens)) {
      const span = { start: spans[first].start, end: spans[last].end };
      const [dateType, nameType] = [
        TIME_EXPRESSION_TYPES.find((each) => each === label.toUpperCase()),
        entityType(label),
      ];
      if (dateType) {
        const date: TimeExpression = { ...span, type: dateType, value: '' };
        places.set(date, tokens[first].where);
        dates.push(date);
      } else if (nameType) {
        const id = `e${entities.length + 1}`;
        const mention: Mention = { ...span, kind: 'name', entity: id };
        places.set(mention, tokens[first].where);
        const name = onOneLine(text.slice(span.start, span.end));
        entities.push({ id, type: nameType, name, aliases: [], named: true, plural: false, mentions: [mention] });
      } else passedOver.add(`the label ${read.shown(label)} is not known here`, tokens[first].where);
    }
  }
  problems.push(...passedOver.problems());
  return { found: read.inTextOrder({ entities, dates, attributions: [], places }), problems };
}

/** Runs of tokens of one label, by their numbers: IOB1, IOB2, IOBES and BILOU. */
function labelled(tokens: readonly Token[]): { first: number; last: number; label: string }[] {
  const runs: { first: number; last: number; label: string }[] = [];
  tokens.forEach(({ label }, index) => {
    const [, position, name] = /^([BIESLU])-(.+)$/.exec(label) ?? [];
    if (name === undefined) return;
    const open = runs[runs.length - 1] as { first: number; last: number; label: string } | undefined;
    const goesOn = 'IEL'.includes(position) && open?.label === name && open.last === index - 1;
    if (goesOn) open.last = index;
    else runs.push({ first: index, last: index, label: name });
  });
  return runs;
}

class Search {
  #compared = 0;

  constructor(private readonly text: string) {}

  /**
   * Where the tokens stand one after the other, with nothing but white space between: directly after `from`, or else in
   * one place only. Undefined when that is not certain.
   */
  placesOf(tokens: readonly Token[], from: number): Span[] | undefined {
    const next = this.#matchAt(tokens, from);
    if (next) return next;
    let found: Span[] | undefined;
    const [{ form }] = tokens;
    for (let at = this.text.indexOf(form, from); at >= 0; at = this.text.indexOf(form, at + 1)) {
      const match = this.#matchAt(tokens, at);
      if ((match && found) || this.#compared > MOST_COMPARED) return undefined;
      found ??= match;
    }
    return found;
  }

  #matchAt(tokens: readonly Token[], start: number): Span[] | undefined {
    const spans: Span[] = [];
    let at = start;
    for (const { form } of tokens) {
      const begin = at;
      while (at < this.text.length && /\s/.test(this.text[at])) at++;
      this.#compared += 1 + at - begin;
      if (!form || !this.text.startsWith(form, at)) return undefined;
      spans.push({ start: at, end: at + form.length });
      at += form.length;
    }
    return spans;
  }
}

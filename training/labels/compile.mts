/**
 * Checks what labellers wrote, and turns it into labels without words.
 *
 *     npx tsx training/labels/compile.mts FILE.json …               prints errors, doubts and what was understood
 *     npx tsx training/labels/compile.mts --write OUT.jsonl FOLDER  writes the labels of a folder of working files
 *
 * A working file with `claims` is of an article of the corpus `news`, one with `links` of PolNeAR.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newsText, polnearArticle } from './files.mjs';
import {
  compileArticle,
  compileLinks,
  quoted,
  sourceForm,
  type ArticleLabel,
  type AttributionRoles,
  type Compiled,
  type LabelEntity,
  type LinkLabel,
  type WorkingArticle,
  type WorkingLinks,
} from './labels.mjs';
import { linesOf } from './quotes.mjs';

interface Read extends Compiled<ArticleLabel | LinkLabel> {
  readonly text: string;
  /** Attributions with their actors, and whether they are optional. */
  readonly claims: readonly (AttributionRoles & { actors: readonly string[]; kind?: string; optional?: boolean })[];
}

function readWorking(file: string): Read {
  const working = JSON.parse(readFileSync(file, 'utf8')) as WorkingArticle | WorkingLinks;
  if ('links' in working) {
    const article = polnearArticle(working.file);
    if (!article) throw new Error(`PolNeAR has no article ${working.file}`);
    const { text, record } = article;
    const compiled = compileLinks(working, text, record.attributions);
    const actors = compiled.label?.actors ?? [];
    return { ...compiled, text, claims: record.attributions.map((each, i) => ({ ...each, actors: actors[i] ?? [] })) };
  }
  const text = newsText(working.file);
  const compiled = compileArticle(working, text);
  const { attributions = [], optionalAttributions = [] } = compiled.label ?? {};
  const optional = optionalAttributions.map((each) => ({ ...each, optional: true }));
  return { ...compiled, text, claims: [...attributions, ...optional] };
}

function print(file: string, { text, label, claims, errors, warnings }: Read): void {
  console.log(`\n${path.basename(file)}: ${claims.length} claims`);
  for (const error of errors) console.log(`  ERROR ${error}`);
  for (const warning of warnings) console.log(`  doubt ${warning}`);
  if (!label) return;
  const lines = linesOf(text);
  const lineOf = (offset: number): number => lines.findLastIndex(({ start }) => start <= offset) + 1;
  const names = new Map(label.entities.map((entity) => [entity.id, nameOf(entity, text)]));
  const byId = new Map(label.entities.map((entity) => [entity.id, entity]));
  for (const { id, type, mentions, roles } of label.entities) {
    const shown = mentions.map(
      ({ start, end, kind }) => `${lineOf(start)} ${kind === 'name' ? '' : `${kind} `}${text.slice(start, end)}`,
    );
    console.log(`  ${id} ${type} ${names.get(id)}: ${shown.join(' | ')}`);
    if (roles.length) console.log(`     roles: ${roles.map((role) => quoted([role], text)).join(' | ')}`);
  }
  for (const { source, cue, content, actors, kind = '', optional } of claims) {
    const who = actors.map((id) => names.get(id)).join(' + ') || 'nobody';
    const form = sourceForm(source, byId.get(actors[0]));
    console.log(
      `  ${lineOf(content[0].start)} [${quoted(source, text)}] <${quoted(cue, text)}> {${quoted(content, text)}} ` +
        `${kind} → ${who} (${form}${optional ? ', optional' : ''})`,
    );
  }
}

/** The fullest name, or the fullest description where there is none. */
export function nameOf({ mentions }: LabelEntity, text: string): string {
  const named = mentions.filter(({ kind }) => kind === 'name');
  const nominal = mentions.filter(({ kind }) => kind === 'nominal');
  const [best] = [named, nominal, mentions]
    .find((each) => each.length)!
    .toSorted((a, b) => b.end - b.start - (a.end - a.start));
  return text.slice(best.start, best.end);
}

const [first, ...rest] = process.argv.slice(2);
const writes = first === '--write';
const [out, folder] = rest;
if (!first || (writes && !folder)) {
  console.error('Usage: tsx training/labels/compile.mts FILE.json … | --write OUT.jsonl FOLDER');
  process.exit(2);
}
const files = writes
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => path.join(folder, name))
  : [first, ...rest];
const labels: string[] = [];
for (const file of files) {
  try {
    const read = readWorking(file);
    if (!writes || read.errors.length) print(file, read);
    if (read.label) labels.push(JSON.stringify(read.label));
    else process.exitCode = 1;
  } catch (error) {
    console.log(`\n${path.basename(file)}\n  ERROR ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
if (writes) {
  writeFileSync(out, labels.map((line) => `${line}\n`).join(''));
  console.log(`${labels.length} of ${files.length} articles written to ${out}`);
}

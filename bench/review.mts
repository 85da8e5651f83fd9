import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Bench } from 'tinybench';
import type { Analysis } from '../src/analysis/analysis';
import { createLookup } from '../src/analysis/lookup';
import { loadModels } from '../src/analysis/models';
import { analyse } from '../src/analysis/pipeline';
import { articleMarks, encodeMarks } from '../src/editor/shared/articleTokens';
import { claimTints } from '../src/editor/shared/claimTints';
import { anchorAt } from '../src/review/anchor';
import { applyReview } from '../src/review/apply';
import { attributionState, dateState, draft, mentionState } from '../src/review/compose';
import { printOf } from '../src/review/print';
import type { Decision } from '../src/review/review';
import { writeSidecar } from '../src/review/sidecar';
import { LineIndex } from '../src/util/lines';
import { root } from '../tools/project.mjs';

/** The article's length, in UTF-16 units, and how many decisions are laid over the longer one. */
const LENGTH = 20_000;
const DECISIONS = 2_000;

/**
 * From a decision to what VS Code is given to paint: the review over the analysis, the lookup, semantic tokens, tints. What
 * VS Code then needs to paint it is not in it. Against a whole analysis, which a decision must not need.
 */
export async function benchReview(): Promise<void> {
  const models = await loadModels((file) => readFile(path.join(root, 'models', file)));
  const seed = await readFile(path.join(root, 'seeds', '000_350761c0b39ce43b.txt'), 'utf8');
  const text = longer(seed, LENGTH);
  const analysis = analyse(text, { models });
  const large = longer(seed, 3 * LENGTH);
  const largeAnalysis = analyse(large, { models });
  const annotations = largeAnalysis.attributions.length + largeAnalysis.dates.length + largeAnalysis.entities.reduce((sum, { mentions }) => sum + mentions.length, 0); // prettier-ignore
  const few = decisionsFor(text, analysis, 20);
  const many = decisionsFor(large, largeAnalysis, DECISIONS);
  const prints = new Map([[printOf(large).id, printOf(large)]]);
  const bench = new Bench({ time: 2000, warmupTime: 500, now: processorTime });
  bench
    .add(`a decision, ${LENGTH} characters, ${few.length} decisions (aim: 50 ms)`, () => repaint(text, analysis, few))
    .add(`a decision, ${annotations} annotations, ${many.length} decisions (aim: 100 ms)`, () =>
      repaint(large, largeAnalysis, many),
    ) // prettier-ignore
    .add(`  the file of ${many.length} decisions as text`, () =>
      writeSidecar({ decisions: many.map((each) => ({ ...each })), prints, foreign: [] }, 'a.txt'),
    ) // prettier-ignore
    .add(`  the same after one more of them`, () =>
      writeSidecar({ decisions: [...many.slice(1), { ...many[0] }], prints, foreign: [] }, 'a.txt'),
    ) // prettier-ignore
    .add(`for comparison: analysing ${LENGTH} characters anew`, () => analyse(text, { models }));
  await bench.run();
  console.log('Review, from a decision to what is painted; processor time');
  for (const { name, result } of bench.tasks) console.log(`  ${name.padEnd(66)} ${result!.latency.mean.toFixed(1)} ms`);
}

/** In milliseconds: what else the machine does is not in it, as it is not in what the aims mean. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function repaint(text: string, machine: Analysis, decisions: readonly Decision[]): void {
  const { analysis } = applyReview(machine, text, decisions);
  const view = { text, analysis, lookup: createLookup(analysis), lines: new LineIndex(text) };
  encodeMarks(
    view,
    articleMarks(view, () => true),
  );
  claimTints(analysis.claims, 0.5, { start: 0, end: text.length });
}

/** The article's paragraphs again and again. */
function longer(text: string, length: number): string {
  const body = text.split('\n').slice(3).join('\n');
  let long = text;
  while (long.length < length) long += `\n${body}`;
  return long.slice(0, length);
}

/** Decisions about what was found, of every kind, evenly over the article. */
function decisionsFor(text: string, analysis: Analysis, count: number): Decision[] {
  const view = { text, analysis };
  const states = [
    ...analysis.attributions.map((each) => attributionState(view, each)),
    ...analysis.entities.flatMap(({ mentions }) => mentions.map((mention) => mentionState(view, mention))),
    ...analysis.dates.map((date) => dateState(view, date)),
  ];
  const { id } = printOf(text);
  return Array.from({ length: count }, (_, i): Decision => {
    const state = states[Math.floor((i * states.length) / count)];
    const word = { start: 100 + i * 7, end: 105 + i * 7 };
    const own = { kind: 'mention', span: anchorAt(text, word), naming: 'name', entity: { name: `Name ${i % 50}`, type: 'PERSON', named: true, anchor: null } } as const; // prettier-ignore
    const made =
      i % 4 === 0 ? draft(own, { do: 'add' }) : draft(state, i % 4 === 1 ? { do: 'reject' } : { do: 'accept' });
    return { ...made, id: `d${i}`, author: 'Ann', time: new Date(i * 1000).toISOString(), text: id };
  });
}

/**
 * Prints an article for a labeller: its lines with their numbers and, for PolNeAR, the numbered attributions that wait
 * for an actor.
 *
 *     npx tsx training/labels/show.mts FILE.txt
 */
import { newsRecords, newsText, polnearArticle } from './files.mjs';
import { quoted } from './labels.mjs';
import { linesOf } from './quotes.mjs';

const [file] = process.argv.slice(2);
const polnear = file ? polnearArticle(file) : undefined;
if (!file || (!polnear && !newsRecords().some((record) => record.file === file))) {
  console.error(file ? `No article ${file} in news or PolNeAR.` : 'Usage: tsx training/labels/show.mts FILE.txt');
  process.exit(2);
}
const text = polnear?.text ?? newsText(file);
const lines = linesOf(text);
for (const { start, end, number } of lines) {
  if (text.slice(start, end).trim()) console.log(`${number}: ${text.slice(start, end)}`);
}
polnear?.record.attributions.forEach(({ source, cue, content }, i) => {
  const line = lines.findLastIndex(({ start }) => start <= (source[0] ?? cue[0] ?? content[0]).start) + 1;
  console.log(`#${i + 1} line ${line} [${quoted(source, text)}] <${quoted(cue, text)}> {${quoted(content, text)}}`);
});

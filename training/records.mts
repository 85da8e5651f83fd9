/**
 * Prints the texts of a corpus folder as the records that `hearsay annotate --input-format jsonl` reads, so that the
 * answer can be scored against the folder's gold:
 *
 *     npx tsx training/records.mts dates/timebank | node dist/cli.js annotate --input-format jsonl - > out.jsonl
 *
 * The folder is taken from the current folder or, failing that, from the corpora (`HEARSAY_CORPORA`, `../shared/data`).
 */
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

interface Gold {
  readonly file: string;
  readonly title?: string | null;
  readonly date?: string | null;
  readonly url?: string | null;
}

const corpora = process.env.HEARSAY_CORPORA ?? '../shared/data';

async function printRecords(folder: string): Promise<void> {
  for await (const line of createInterface({ input: createReadStream(path.join(folder, 'gold.jsonl')) })) {
    if (!line.trim()) continue;
    const { file, title, date, url } = JSON.parse(line) as Gold;
    const name = path.basename(file);
    const text = await readFile(path.join(folder, 'texts', name), 'utf8');
    process.stdout.write(`${JSON.stringify({ id: name, text, title, date, url })}\n`);
  }
}

const [argument] = process.argv.slice(2);
const folder =
  argument && [argument, path.join(corpora, argument)].find((each) => existsSync(path.join(each, 'gold.jsonl')));
if (folder) {
  process.stdout.on('error', () => process.exit()); // `| head` has read enough
  await printRecords(folder);
} else {
  console.error(
    argument ? `No gold.jsonl in ${argument}, nor below ${corpora}.` : 'Usage: tsx training/records.mts FOLDER',
  );
  process.exitCode = 1;
}

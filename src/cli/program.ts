import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import { FORMATS } from '../formats/formats';
import { type AgreementOptions, agreement } from './agreement';
import { type AnnotateOptions, annotate } from './annotate';
import { type ExportOptions, exportArticles } from './export';
import { READABLE } from './exportFiles';
import { type ImportCommandOptions, importFiles } from './import';
import { REVIEW_FOLDER } from './sidecars';
import { plain, plainLines } from './plain';
import { SEARCH_FORMATS, type SearchCommandOptions, search, searchProblems } from './search';
import { ENGINES, type World } from './world';

const EXAMPLES = `
Examples:
  hearsay annotate story.txt                          one record of JSON on standard output
  hearsay annotate --format text seeds/ | less        a page for reading for every article in a folder
  hearsay annotate --output out.jsonl archive/        a file that appears when it is complete
  hearsay annotate --resume --output out.jsonl archive/
                                                      goes on where an earlier run was interrupted
  hearsay annotate --input-format jsonl < in.jsonl    records {"id", "text", "title"?, "date"?, "url"?}

An article begins with a title line, a date line (20220108, 2022-01-08, January 8, 2022) and a URL line; Markdown with
front matter will do as well. In folders, hidden files and files that are no article are passed over. With
--input-format jsonl the text of a record is taken as it is: offsets refer to it, and its id is the output's "file".

The output is in the order of the input, however many texts are analysed at the same time. With --resume the output file
is written to as it comes: what it holds already stays, and inputs whose name or id it holds are passed over.

Exit status: 0 all annotated, 1 something could not be annotated (a line on standard error says what), 2 wrong usage.
`;

const SEARCH_HELP = `
A search is words and terms that must all hold; a minus turns one round, quotation marks hold words together:
  nuclear "common ground"      in the claim, in the name of who makes it, or in the article's title
  actor:putin                  who makes it           kind:direct        direct, indirect, mixed
  after:2022-01-01             that day or later      before:2022-03     earlier
  date:2022-01                 a date in the claim    type:person        what the actor is; unnamed
  publisher:wdsm710.com        the host of the URL    in:archive         the article's title or path
  verdict:false                what people found      -actor:putin       not by him

Example:
  hearsay search 'actor:putin kind:direct after:2022-01-01 nuclear' archive/

Exit status: 0 all read, 1 something could not be read (a line on standard error says what), 2 wrong usage.
`;

const EXPORT_HELP = `
Formats:
${FORMATS.map(({ id, label, extensions }) => `  ${id.padEnd(14)} ${label} (${extensions.join(', ')})`).join('\n')}

Examples:
  hearsay export --format csv archive/ > claims.csv     a row a claim
  hearsay export --format brat --output brat/ archive/  files for each article, in the folder brat
  hearsay export --format markdown story.txt            a report on standard output

What people decided about an article (the folder .hearsay beside it) is part of the export. What a format has no place
for is said before anything is written. CSV, JSON Lines and CoNLL put all articles into one file; the others need
--output for more than one article.

A file that --output names is replaced. In a folder, the names are Hearsay's: without --force it replaces nothing there.

Exit status: 0 all exported, 1 something could not be exported (a line on standard error says what), 2 wrong usage.
`;

const IMPORT_HELP = `
Formats:
${READABLE.map(({ id, label, extensions }) => `  ${id.padEnd(14)} ${label} (${extensions[0]})`).join('\n')}

Examples:
  hearsay import brat/                                  every .ann below the folder
  hearsay import --format csv --author Ann claims.csv   verdicts that Ann filled in in a spreadsheet
  hearsay import --articles archive/ annotations.jsonld the articles are in archive/
  hearsay import --format conll doc.iob                 words with labels (CoNLL-2003, IOB), found in doc.txt

Files of brat, INCEpTION, Recogito, Hypothesis, doccano and Prodigy are read, and CoNLL with labels such as B-PER. What
cannot be read is reported with its line, and the rest is imported.

What is imported is laid down as decisions in the folder .hearsay beside each article, with what people decided before:
nothing is taken away or written over, and importing the same again adds nothing. What the article shows already is left
as it is. Words that are not found in the article any more are kept, and listed in the editor.

Exit status: 0 all imported, 1 something could not be imported (a line on standard error says what), 2 wrong usage.
`;

const AGREEMENT_HELP = `
A and B are files, or folders of files: two people's sidecars (.hearsay), or two exports of any format that can be read.
Of a sidecar, what the person sees is compared: the machine's annotations with the decisions laid over them.

For each role (source, cue, content) it prints how many annotations have the same words in both, and how many share at
least half of them; whole claims share half of source and content and some of the cue. Entities count by type, with the
same words. Then every difference, a line each.

Examples:
  hearsay agreement ann/.hearsay/story.txt.jsonld ben/.hearsay/story.txt.jsonld --articles articles/
  hearsay agreement --format json ann/ ben/ > agreement.json

Exit status: 0 compared, 1 something could not be compared (a line on standard error says what), 2 wrong usage.
`;

/**
 * The command line.
 * @param argv what follows the program's name: `['annotate', 'story.txt']`
 * @returns the exit status: 0, 1 when something could not be annotated, 2 for wrong usage.
 */
export async function run(argv: readonly string[], world: World): Promise<number> {
  let status = 0;
  const program = new Command('hearsay')
    .description('Reads news articles: who said what, when, about whom.')
    .version(version)
    .showHelpAfterError('(hearsay COMMAND --help tells more)')
    .configureOutput({
      writeOut: (text) => void world.stdout.write(text),
      writeErr: (text) => void world.stderr.write(text),
      outputError: (text, write) => write(errorLine(text)),
    })
    .exitOverride();
  const inputsOf = (inputs: string[], command: Command): string[] => {
    if (!inputs.length && world.stdin.isTTY) command.error('error: no input given');
    if (inputs.filter((input) => input === '-').length > 1) command.error('error: - can be given only once');
    return inputs.length ? inputs : ['-'];
  };
  const inputFormat = () =>
    new Option('--input-format <format>', 'how the input is written').choices(['article', 'jsonl']).default('article');
  const jobs = () =>
    new Option('--jobs <number>', 'how many texts are analysed at the same time')
      .argParser(positiveInteger)
      .default(availableParallelism(), 'one a processor core');
  const engine = () =>
    new Option('--engine <engine>', 'accurate reads better and takes about ten times as long')
      .choices([...ENGINES])
      .default('fast');
  const reviews = () =>
    new Option('--reviews <folder>', 'where what people decided is kept, below the folder of the articles')
      .argParser(folderBelow)
      .default(REVIEW_FOLDER);
  const inputsText = 'files, folders, or - for standard input (the default when something is piped in)';
  program
    .command('annotate')
    .description('Annotate articles: entities, dates, attributions.')
    .argument('[inputs...]', inputsText)
    .addOption(inputFormat())
    .addOption(
      new Option('--format <format>', 'how the result is written').choices(['jsonl', 'json', 'text']).default('jsonl'),
    )
    .addOption(engine())
    .option('--output <file>', 'where to write it (default: standard output)')
    .addOption(jobs())
    .option('--resume', 'go on with an output file that an earlier run has left (needs --output and jsonl)')
    .addHelpText('after', EXAMPLES)
    .action(async (inputs: string[], options: AnnotateOptions, command: Command) => {
      if (options.resume && options.output === undefined) command.error('error: --resume needs --output');
      if (options.resume && options.format !== 'jsonl') command.error('error: --resume needs --format jsonl');
      status = await annotate(inputsOf(inputs, command), options, world);
    });
  program
    .command('search')
    .description('Search the claims of articles.')
    .argument('<search>', "what to search for, as one argument: 'actor:putin nuclear'")
    .argument('[inputs...]', inputsText)
    .addOption(inputFormat())
    .addOption(
      new Option('--format <format>', 'how the result is written').choices([...SEARCH_FORMATS]).default('text'),
    )
    .addOption(new Option('--limit <number>', 'how many claims at most').argParser(positiveInteger).default(1_000))
    .addOption(reviews())
    .addOption(jobs())
    .addHelpText('after', SEARCH_HELP)
    .action(async (query: string, inputs: string[], options: SearchCommandOptions, command: Command) => {
      for (const problem of searchProblems(query).slice(0, 1)) command.error(`error: the search, ${problem}`);
      status = await search(query, inputsOf(inputs, command), options, world);
    });
  program
    .command('export')
    .description('Write articles with their annotations for other tools.')
    .argument('[inputs...]', inputsText)
    .addOption(inputFormat())
    .addOption(
      new Option('--format <format>', 'how they are written')
        .choices(FORMATS.map(({ id }) => id))
        .makeOptionMandatory(),
    )
    .option('--output <path>', 'the folder, or the file, to write (default: standard output)')
    .option('--force', 'replace files in the folder whose content is another (never an input)')
    .addOption(reviews())
    .addOption(engine())
    .addOption(jobs())
    .addHelpText('after', EXPORT_HELP)
    .action(async (inputs: string[], options: ExportOptions, command: Command) => {
      const format = FORMATS.find(({ id }) => id === options.format)!;
      if (options.output === undefined && 'beside' in format)
        command.error(`error: --format ${format.id} needs --output: it has several files an article`);
      status = await exportArticles(inputsOf(inputs, command), options, world);
    });
  program
    .command('import')
    .description('Read annotations of others, as decisions beside the articles.')
    .argument('<files...>', 'files, or folders of files')
    .addOption(
      new Option('--format <format>', 'how they are written (default: by the name)').choices(
        READABLE.map(({ id }) => id),
      ),
    )
    .option('--articles <folder>', 'where the articles are (default: where the files say, or beside them)')
    .option('--author <name>', 'who annotated, where the file does not say (default: what wrote it)')
    .addOption(reviews())
    .addOption(engine())
    .addHelpText('after', IMPORT_HELP)
    .action(async (files: string[], options: ImportCommandOptions) => {
      status = await importFiles(files, options, world);
    });
  program
    .command('agreement')
    .description("How far two people's annotations agree: F1, Krippendorff's alpha, and the differences.")
    .argument('<A>', "one person's files")
    .argument('<B>', "the other's")
    .addOption(new Option('--format <format>', 'how the result is written').choices(['text', 'json']).default('text'))
    .addOption(
      new Option('--input-format <format>', 'how the files are written (default: by the name)').choices(
        READABLE.map(({ id }) => id),
      ),
    )
    .option('--articles <folder>', 'where the articles are (default: where the files say, or beside them)')
    .addOption(reviews())
    .addOption(engine())
    .addHelpText('after', AGREEMENT_HELP)
    .action(async (a: string, b: string, options: AgreementOptions) => {
      status = await agreement(a, b, options, world);
    });
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const what = error instanceof Error ? error.stack : String(error);
    world.stderr.write(plainLines(`hearsay: something that should not happen: ${what}\n`));
    return 1;
  }
  return status;
}

/** A message about the arguments, which it repeats: `error: unknown command 'exprt'`, and perhaps a suggestion on a second line. */
function errorLine(text: string): string {
  const line = text.trimEnd().replace(/\n(?=\(Did you mean [^\n]*\)$)/, ' ');
  return `${plain(line.replace(/^error:/, 'hearsay:'))}\n`;
}

/** As the setting `hearsay.review.folder`: a relative path that leads nowhere else. */
function folderBelow(value: string): string {
  const parts = value.split(/[\\/]/).filter((part) => part && part !== '.');
  if (!parts.length || parts.includes('..') || path.isAbsolute(value))
    throw new InvalidArgumentError('It must be a folder below that of the articles, such as .hearsay or reviews/ann.');
  return path.join(...parts);
}

function positiveInteger(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return number;
}

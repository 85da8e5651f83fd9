import { Command, CommanderError, Option } from 'commander';
import { version } from '../../package.json';
import { type AnnotateOptions, type World, annotate } from './annotate';

const EXAMPLES = `
Examples:
  hearsay annotate story.txt                          one record of JSON on standard output
  hearsay annotate --format text seeds/ | less        a page for reading for every article in a folder
  hearsay annotate --output out.jsonl archive/        a file that appears when it is complete
  hearsay annotate --input-format jsonl < in.jsonl    records {"id", "text", "title"?, "date"?, "url"?}

An article begins with a title line, a date line (20220108, 2022-01-08, January 8, 2022) and a URL line; Markdown with
front matter will do as well. In folders, hidden files and files that are no article are passed over. With
--input-format jsonl the text of a record is taken as it is: offsets refer to it, and its id is the output's "file".

Exit status: 0 all annotated, 1 something could not be annotated (a line on standard error says what), 2 wrong usage.
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
    .showHelpAfterError('(hearsay annotate --help tells more)')
    .configureOutput({
      writeOut: (text) => void world.stdout.write(text),
      writeErr: (text) => void world.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error:/, 'hearsay:')),
    })
    .exitOverride();
  program
    .command('annotate')
    .description('Annotate articles: entities, dates, attributions.')
    .argument('[inputs...]', 'files, folders, or - for standard input (the default when something is piped in)')
    .addOption(
      new Option('--input-format <format>', 'how the input is written')
        .choices(['article', 'jsonl'])
        .default('article'),
    )
    .addOption(
      new Option('--format <format>', 'how the result is written').choices(['jsonl', 'json', 'text']).default('jsonl'),
    )
    .option('--output <file>', 'where to write it (default: standard output)')
    .addHelpText('after', EXAMPLES)
    .action(async (inputs: string[], options: AnnotateOptions, command: Command) => {
      if (!inputs.length && world.stdin.isTTY) command.error('error: no input given');
      if (inputs.filter((input) => input === '-').length > 1) command.error('error: - can be given only once');
      status = await annotate(inputs.length ? inputs : ['-'], options, world);
    });
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return status;
}

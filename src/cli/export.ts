import { type FormatId, formatOf } from '../formats/formats';
import { LOST_WORDS, type Loss, together } from '../formats/losses';
import { counted } from '../formats/words';
import { type InputOptions, analyseAll } from './analyseAll';
import { reason } from './decode';
import { type Destination, openDestination } from './destination';
import { InputFiles, type TextInput } from './inputs';
import type { Exported } from './jobs';
import { Messages } from './messages';
import { ModelsMissing } from './pool';
import { reviewOf } from './sidecars';
import { tidyOnSignals } from './signals';
import type { World } from './world';

export interface ExportOptions extends InputOptions {
  readonly format: FormatId;
  /**
   * A folder; for formats that put several articles into one file, that file or a folder for it. Standard output when
   * absent.
   */
  readonly output?: string;
  /** Replace files whose names are not given but follow from the articles'. */
  readonly force?: boolean;
  /** The folder of sidecars: see `sidecarPlace`. */
  readonly reviews: string;
}

/**
 * Writes the inputs as files for other tools, with what people decided about them (their sidecars). Says first what the
 * format has no place for, and at the end how often that was so.
 * @returns the exit status: 0, or 1 when anything could not be exported.
 */
export function exportArticles(args: readonly string[], options: ExportOptions, world: World): Promise<0 | 1> {
  return tidyOnSignals(() => writeExports(args, options, world));
}

async function writeExports(args: readonly string[], options: ExportOptions, world: World): Promise<0 | 1> {
  const messages = new Messages(world.stderr);
  const format = formatOf(options.format)!;
  const losses: (readonly Loss[])[] = [];
  let destination: Destination | undefined;
  try {
    const model = await world.modelName(options.engine ?? 'fast');
    if (format.loses.length) {
      messages.say(`${format.label} has no place for: ${format.loses.map((what) => LOST_WORDS[what]).join('; ')}`);
    }
    const inputs = new InputFiles(args, options.inputFormat, world.stdin);
    destination = await openDestination(format, options, inputs, world.stdout);
    const order = async (input: TextInput) => ({
      format: options.format,
      model,
      review: await reviewOf(input, options.reviews, messages),
    });
    for await (const each of analyseAll(args, options, order, world, messages)) {
      if ('problem' in each) {
        messages.fail(`${each.origin}: ${each.problem}`);
        continue;
      }
      const { contents, losses: lost, orphans } = each.made as Exported;
      if (orphans) {
        const words = counted(orphans, 'decision', 'decisions');
        messages.say(`${each.input.origin}: ${words} about words that are no longer in the text; left out`);
      }
      losses.push(lost);
      if (contents[0] === '') continue;
      const problem = await destination.write(each.input, contents);
      if (problem !== undefined) messages.fail(`${each.input.origin}: ${problem}`);
    }
    const problem = await destination.finish();
    if (problem !== undefined) messages.fail(problem);
  } catch (error) {
    await destination?.discard();
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return messages.status; // `| head` has read enough
    if (error instanceof ModelsMissing) messages.fail(error.message);
    else messages.fail(`${options.output ?? 'standard output'}: cannot be written: ${reason(error)}`);
    return messages.status;
  }
  const lost = together(losses);
  if (lost.length)
    messages.say(`left out: ${lost.map(({ what, count }) => `${LOST_WORDS[what]} (${count})`).join('; ')}`);
  return messages.status;
}

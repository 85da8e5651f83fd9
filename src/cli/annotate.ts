import { Locked, withLock } from '../node/lock';
import { counted } from '../formats/words';
import { type InputOptions, analyseAll } from './analyseAll';
import { reason } from './decode';
import { InputFiles } from './inputs';
import { Messages } from './messages';
import { type Output, appendOutput, deviceOutput, fileOutput, standardOutput } from './output';
import { OUTPUT_FORMATS, type OutputFormatName } from './outputFormats';
import { type Place, placeOf } from './place';
import { plainLines } from './plain';
import { ModelsMissing } from './pool';
import { type NameCounts, readHeld } from './resume';
import { tidyOnSignals } from './signals';
import type { World } from './world';

export interface AnnotateOptions extends InputOptions {
  readonly format: OutputFormatName;
  /** A file; standard output when absent. */
  readonly output?: string;
  /** Keep what the output holds already, and pass over the inputs that it holds. */
  readonly resume?: boolean;
}

/**
 * Annotates the inputs, several at a time, and writes them in their order. Each that cannot be annotated gets a line on
 * standard error, the others go on.
 * @returns the exit status: 0, or 1 when anything could not be annotated or written.
 */
export async function annotate(args: readonly string[], options: AnnotateOptions, world: World): Promise<0 | 1> {
  const messages = new Messages(world.stderr);
  const write = (output: Output, held?: NameCounts) => writeAnnotated(args, options, output, held, messages, world);
  try {
    if (options.output === undefined) await write(standardOutput(world.stdout));
    else {
      const place = await placeOf(options.output);
      await tidyOnSignals(() => writeTo(place, args, options, write, messages, world));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return messages.status; // `| head` has read enough
    if (error instanceof ModelsMissing) messages.fail(error.message);
    else messages.fail(`${options.output ?? 'standard output'}: cannot be written: ${why(error)}`);
  }
  return messages.status;
}

function why(error: unknown): string {
  return error instanceof Locked ? 'another Hearsay is writing it; wait until it has finished' : reason(error);
}

/** One run alone writes a file: two that resume would both write what is missing. */
async function writeTo(
  place: Place,
  args: readonly string[],
  { output, resume, inputFormat }: AnnotateOptions,
  write: (output: Output, held?: NameCounts) => Promise<void>,
  messages: Messages,
  world: World,
): Promise<void> {
  if (place.kind !== 'file') {
    if (resume) throw new Error('it is not a regular file; leave out --resume');
    return write(await deviceOutput(place, world.stdout));
  }
  await new InputFiles(args, inputFormat, world.stdin).protect(place.file);
  await withLock(
    place.file,
    async () => {
      if (!resume) return write(await fileOutput(place));
      const held = await readHeld(place.file);
      if (held.size) messages.say(`${output}: continues after ${counted(held.size, 'article')} already there`);
      return write(await appendOutput(place.file), held);
    },
    { patience: 0 },
  );
}

/** @throws ModelsMissing, and what the output fails with */
async function writeAnnotated(
  args: readonly string[],
  options: AnnotateOptions,
  output: Output,
  held: NameCounts | undefined,
  messages: Messages,
  world: World,
): Promise<void> {
  const format = OUTPUT_FORMATS[options.format];
  const isWanted = ({ name }: { name: string }) => !held?.take(name);
  try {
    await output.write(format.before);
    let first = true;
    for await (const each of analyseAll(args, options, options.format, world, messages, isWanted)) {
      if ('problem' in each) {
        messages.fail(`${each.origin}: ${each.problem}`);
        continue;
      }
      await output.write((first ? '' : format.between) + plainLines(each.made as string));
      first = false;
    }
    await output.write(format.after);
    await output.finish();
  } catch (error) {
    await output.discard();
    throw error;
  }
}

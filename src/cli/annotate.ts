import { type InputOptions, Teller, analyseAll } from './analyseAll';
import { reason } from './decode';
import { type Output, appendOutput, fileOutput, streamOutput } from './output';
import { OUTPUT_FORMATS, type OutputFormatName } from './outputFormats';
import { ModelsMissing } from './pool';
import { NameSet, readHeld } from './resume';
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
  let status: 0 | 1 = 0;
  const teller = new Teller(world.stderr);
  const fail = (message: string) => {
    status = 1;
    teller.tell(message);
  };
  const cannotWrite = (error: unknown) =>
    fail(`${options.output ?? 'standard output'}: cannot be written: ${reason(error)}`);
  let output: Output;
  let held = new NameSet();
  try {
    if (options.resume && options.output !== undefined) held = await readHeld(options.output);
    output = await openOutput(options, world);
  } catch (error) {
    cannotWrite(error);
    return 1;
  }
  if (held.size) teller.tell(`${options.output}: goes on behind ${held.size} articles that it holds already`);

  const format = OUTPUT_FORMATS[options.format];
  const writeAll = async () => {
    await output.write(format.before);
    let first = true;
    const analysed = analyseAll(args, options, options.format, world, teller, ({ name }) => !held.has(name));
    for await (const each of analysed) {
      if ('problem' in each) {
        fail(`${each.origin}: ${each.problem}`);
        continue;
      }
      await output.write((first ? '' : format.between) + (each.made as string));
      first = false;
    }
    await output.write(format.after);
    await output.finish();
  };
  try {
    await writeAll();
  } catch (error) {
    await output.discard();
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return status; // `| head` has read enough
    if (error instanceof ModelsMissing) fail(error.message);
    else cannotWrite(error);
  }
  return status;
}

function openOutput({ output, resume }: AnnotateOptions, { stdout }: World): Promise<Output> | Output {
  if (output === undefined) return streamOutput(stdout);
  return resume ? appendOutput(output) : fileOutput(output);
}

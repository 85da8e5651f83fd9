import type { Analysis } from '../analysis/analysis';
import type { AnalyseOptions } from '../analysis/pipeline';
import { reason } from './decode';
import { type InputFormat, type TextInput, readInputs } from './inputs';
import { type Output, fileOutput, streamOutput } from './output';
import { OUTPUT_FORMATS, type OutputFormatName } from './outputFormats';

export interface AnnotateOptions {
  readonly inputFormat: InputFormat;
  readonly format: OutputFormatName;
  /** A file; standard output when absent. */
  readonly output?: string;
}

/** The analysis with its models loaded. */
export type Analyse = (text: string, options: Omit<AnalyseOptions, 'models'>) => Analysis;

/** What the command needs of the world. */
export interface World {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** @throws Error when a model is missing or cannot be read. */
  loadAnalysis(): Promise<Analyse>;
}

/**
 * Annotates the inputs in their order, one at a time. Each that cannot be annotated gets a line on standard error, the
 * others go on.
 * @returns the exit status: 0, or 1 when anything could not be annotated or written.
 */
export async function annotate(args: readonly string[], options: AnnotateOptions, world: World): Promise<0 | 1> {
  let status: 0 | 1 = 0;
  const tell = (message: string) => world.stderr.write(`hearsay: ${message}\n`);
  const fail = (message: string) => {
    status = 1;
    tell(message);
  };
  let analyse: Analyse;
  try {
    analyse = await world.loadAnalysis();
  } catch (error) {
    fail(`the models cannot be loaded: ${reason(error)}`);
    return 1;
  }
  let output: Output;
  try {
    output = options.output === undefined ? streamOutput(world.stdout) : await fileOutput(options.output);
  } catch (error) {
    fail(`${options.output}: cannot be written: ${reason(error)}`);
    return 1;
  }

  const format = OUTPUT_FORMATS[options.format];
  const annotateOne = ({ name, origin, text, form, given }: TextInput) => {
    const analysis = analyse(text, { form, given });
    if (given.date && !analysis.header.date) {
      tell(`${origin}: "${given.date}" is not a date; relative dates stay unresolved`);
    }
    return format.article(name, text, analysis);
  };
  const writeAll = async () => {
    await output.write(format.before);
    let first = true;
    for await (const input of readInputs(args, options.inputFormat, world.stdin)) {
      if ('problem' in input) {
        fail(`${input.origin}: ${input.problem}`);
        continue;
      }
      const annotated = tryTo(() => annotateOne(input));
      if (annotated instanceof Error) {
        fail(`${input.origin}: the analysis failed: ${annotated.message}`);
        continue;
      }
      await output.write((first ? '' : format.between) + annotated);
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
    fail(`${options.output ?? 'standard output'}: cannot be written: ${reason(error)}`);
  }
  return status;
}

function tryTo<T>(action: () => T): T | Error {
  try {
    return action();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

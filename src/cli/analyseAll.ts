import { ModelsMissing, threadPool } from './pool';
import type { Made, Making, Reply } from './jobs';
import { reason } from './decode';
import { mapInOrder } from './inOrder';
import { type Input, type InputFormat, type TextInput, readInputs } from './inputs';
import type { Messages } from './messages';
import { type Engine, type World, WATCHING } from './world';

export interface InputOptions {
  readonly inputFormat: InputFormat;
  /** How many texts are analysed at the same time. */
  readonly jobs: number;
  readonly engine?: Engine;
}

/** Texts on their way a thread: enough that none waits for the next, few enough that memory stays constant. */
const READ_AHEAD = 8;
/** Characters on their way together: JSON Lines of whole books still fit. */
const MOST_ON_THE_WAY = 32 * 1024 * 1024;

/** What became of an input. */
export type Analysed =
  { readonly input: TextInput; readonly made: Made } | { readonly origin: string; readonly problem: string };

/**
 * Analyses the inputs, several at a time, and gives back what was made of them in their order.
 * @param make what to make of each, or of this one; a rejection becomes its problem
 * @param wanted false for those to pass over
 * @throws ModelsMissing
 */
export async function* analyseAll(
  args: readonly string[],
  { inputFormat, jobs, engine = 'fast' }: InputOptions,
  make: Making | ((input: TextInput) => Promise<Making>),
  world: World,
  messages: Messages,
  wanted: (input: TextInput) => boolean = () => true,
): AsyncGenerator<Analysed, void> {
  // Threads even for one job at a time: this one stays free to answer signals.
  const pool = threadPool(jobs, () => world.startThread(engine), world.watching ?? WATCHING[engine]);
  const read = readInputs(args, inputFormat, world.stdin);
  const analyse = async (input: Input): Promise<{ input: Input; reply?: Reply }> => {
    if ('problem' in input || !wanted(input)) return { input };
    const { name, text, form, given } = input;
    if (typeof make !== 'function') return { input, reply: await pool.run({ name, text, form, given, make }) };
    try {
      return { input, reply: await pool.run({ name, text, form, given, make: await make(input) }) };
    } catch (error) {
      if (error instanceof ModelsMissing) throw error;
      return { input: { origin: input.origin, problem: reason(error) } };
    }
  };
  const weigh = (input: Input) => ('text' in input ? input.text.length : 0);
  try {
    for await (const { input, reply } of mapInOrder(read, analyse, weigh, {
      items: jobs * READ_AHEAD,
      weight: MOST_ON_THE_WAY,
    })) {
      if ('problem' in input) {
        yield input;
      } else if (reply) {
        messages.progress.done(input.text.length);
        if ('failure' in reply) {
          yield { origin: input.origin, problem: `the analysis failed: ${reply.failure}` };
          continue;
        }
        if (!reply.dateUnderstood)
          messages.say(`${input.origin}: "${input.given.date}" is not a date; relative dates stay unresolved`);
        messages.sayFailures(input.origin, reply.failures);
        yield { input, made: reply.made };
      }
    }
  } finally {
    messages.progress.clear();
    pool.close();
  }
}

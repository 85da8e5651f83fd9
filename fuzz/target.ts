/**
 * What `npm run fuzz` attacks. A target makes hostile inputs and checks what must hold for each of them. fast-check makes a
 * run repeatable by its seed and shrinks what fails to the smallest input that still does.
 */
import fc from 'fast-check';

export interface Target<Input = unknown> {
  /** As `npm run fuzz -- NAME` has it; also the folder of its cases in test/fixtures/regressions. */
  readonly name: string;
  /** What must hold, in a line of the help. */
  readonly what: string;
  /** How many runs `npm test` makes: a few seconds of them. */
  readonly shortRuns: number;
  /** Inputs are JSON, so that one which was found can be kept as a case. */
  readonly inputs: fc.Arbitrary<Input>;
  /** Where `npm test` takes others: smaller ones. */
  readonly shortInputs?: fc.Arbitrary<Input>;
  /** @throws anything, with a message that says what does not hold */
  check(input: Input): void | Promise<void>;
  /** What to say after a long run, beside the number of runs. */
  summary?(): string;
  /** Frees what checks share: threads, temporary folders. */
  close?(): Promise<void>;
}

export interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
  /** Stop after so long, though runs are left. */
  readonly minutes?: number;
  /** The run of `npm test`. */
  readonly isShort?: boolean;
}

export interface FuzzResult {
  readonly runs: number;
  /** The smallest input that fails, as JSON, and how it fails. */
  readonly failure?: { readonly input: string; readonly error: string };
}

/** Attacks a target. Memory does not grow with the number of runs. */
export async function attack<Input>(
  target: Target<Input>,
  { runs, seed, minutes, isShort }: FuzzOptions,
): Promise<FuzzResult> {
  let done = 0;
  const inputs = (isShort ? target.shortInputs : undefined) ?? target.inputs;
  const property = fc.asyncProperty(inputs, async (input) => {
    done++;
    await target.check(input);
  });
  try {
    const { failed, counterexample, errorInstance } = await fc.check(property, {
      numRuns: runs,
      seed,
      ...(minutes !== undefined && { interruptAfterTimeLimit: minutes * 60_000 }),
    });
    // Interrupted before the first run, fast-check calls it a failure without an input.
    if (!failed || !counterexample) return { runs: done };
    const error =
      errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
    return { runs: done, failure: { input: JSON.stringify(counterexample[0]), error } };
  } finally {
    await target.close?.();
  }
}

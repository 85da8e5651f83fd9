import type { StepFailure } from '../analysis/analysis';
import { failureWords } from '../analysis/runStep';
import { plain } from './plain';
import { Progress } from './progress';

/**
 * Lines on standard error, and the exit status that follows from them. Between the lines a terminal shows how far the command has
 * come. Everything that Hearsay says there goes through `plain`: file names and other words from outside are in it.
 */
export class Messages {
  readonly progress: Progress;
  /** 1 once something has failed. */
  status: 0 | 1 = 0;

  constructor(private readonly stderr: NodeJS.WriteStream) {
    this.progress = new Progress(stderr);
    stderr.on('error', () => {}); // nobody reads messages any more; the output may still be wanted
  }

  say(message: string): void {
    this.progress.clear();
    this.stderr.write(`hearsay: ${plain(message)}\n`);
  }

  /** Says which steps of an article's analysis failed; the article is there all the same. */
  sayFailures(article: string, failures: readonly StepFailure[] = []): void {
    for (const failure of failures) this.say(`${article}: ${failureWords(failure)}`);
  }

  /** Says what went wrong. The command goes on and ends with status 1. */
  fail(message: string): void {
    this.status = 1;
    this.say(message);
  }
}

import type { Span } from '../analysis/analysis';
import type { Draft } from '../review/compose';
import type { ArticleView } from './articles';

/** What a person did to some words, so that it can be done wherever else they stand. */
export interface Repeatable {
  readonly label: string;
  readonly words: string;
  /** Undefined where there is nothing to do. */
  readonly draftAt: (view: ArticleView, span: Span) => Draft | undefined;
}

/** What was done last in this window and can be done to all the same mentions. */
export class LastDecision {
  #last: Repeatable | undefined;

  get value(): Repeatable | undefined {
    return this.#last;
  }

  remember(decision: Repeatable): void {
    this.#last = decision;
  }
}

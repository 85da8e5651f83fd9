import type { Decision, ItemReview, ReviewedAnalysis } from '../review/review';
import type { AnnotatedArticle, Judgement } from './annotated';
import { textHash } from './provenance';

/** An article as it is written: its analysis with what people decided, their verdicts and notes on claims. */
export function annotatedArticle(
  file: string,
  text: string,
  { analysis, reviews }: Pick<ReviewedAnalysis, 'analysis' | 'reviews'>,
  model: string,
): AnnotatedArticle {
  const judgements = new Map<string, Judgement>();
  for (const attribution of analysis.attributions) {
    const review = reviews.get(attribution);
    const judgement = review && judgementOf(review);
    if (judgement) judgements.set(attribution.id, judgement);
  }
  return { file, text, hash: textHash(text), model, analysis, judgements };
}

/** The last verdict with who gave it and when, and all notes, a line each; undefined when there is neither. */
function judgementOf({ verdict, notes, decisions }: ItemReview): Judgement | undefined {
  const note = notes.map(({ action }) => (action.do === 'note' ? action.text : '')).join('\n');
  const given = decisions.filter(({ action }) => action.do === 'verdict' && action.verdict === verdict);
  const by: Decision | undefined = given[given.length - 1] ?? notes[notes.length - 1];
  if (!by || (verdict === undefined && !note)) return undefined;
  return {
    ...(verdict !== undefined && { verdict }),
    ...(note && { note }),
    ...(by.author && { author: by.author }),
    time: by.time,
  };
}

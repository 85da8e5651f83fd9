import type { Span } from '../analysis/analysis';
import { type WantedAnchor, anchorAt } from './anchor';
import type { Anchor, AnnotationState, Decision, EntityReference } from './review';

/** Text put in the place of other text; offsets are into the text as it was before this one change. */
export interface TextChange {
  readonly offset: number;
  readonly length: number;
  readonly inserted: number;
}

/**
 * Where words went in the course of changes, exactly. What is typed inside them belongs to them, what is typed at their
 * ends does not; of words that were deleted in part, the rest. Undefined when nothing of them is left.
 */
export function followChanges({ start, end }: Span, changes: readonly TextChange[]): Span | undefined {
  for (const { offset, length, inserted } of changes) {
    const behind = offset + length;
    const shift = inserted - length;
    if (behind <= start) {
      start += shift;
      end += shift;
    } else if (offset < end) {
      if (offset <= start && behind >= end) return undefined;
      if (offset <= start) [start, end] = [offset + inserted, end + shift];
      else end = behind >= end ? offset : end + shift;
    }
  }
  return { start, end };
}

/** All anchors of a decision; none where it is not known in which text they were set. */
export function anchorsOf(decision: Decision): WantedAnchor[] {
  const wanted: WantedAnchor[] = [];
  const { text: printId } = decision;
  if (printId === undefined) return wanted;
  const collect = (anchor: Anchor): Anchor => {
    wanted.push({ anchor, printId });
    return anchor;
  };
  const all = (anchors: readonly Anchor[]) => anchors.map(collect);
  all(decision.target);
  anchoredState(decision.annotation, collect, all);
  if (decision.action.do === 'merge') anchoredEntity(decision.action.with, collect);
  return wanted;
}

type Locate = (anchor: Anchor, printId: string | undefined) => Span | undefined;

/**
 * Decisions with their anchors set in a text, if `locate` says where all their words are in it; the others stay as they
 * are, anchored in the text where they were found last: of a claim whose source is gone the source's words are still known.
 */
export function reanchor(
  decisions: readonly Decision[],
  text: string,
  printId: string,
  locate: Locate,
  now: string,
): Decision[] {
  return decisions.map((decision) => {
    if (decision.text === printId) return decision;
    const anchored = (anchor: Anchor): Anchor | undefined => {
      const span = locate(anchor, decision.text);
      return span && anchorAt(text, span);
    };
    const all = (anchors: readonly Anchor[]): Anchor[] | undefined => {
      const found = anchors.map(anchored);
      return found.every((anchor) => anchor !== undefined) ? found : undefined;
    };
    const target = all(decision.target);
    const annotation = anchoredState(decision.annotation, anchored, all);
    if (!target || !annotation) return decision;
    const { action } = decision;
    const moved = { ...decision, target, annotation, text: printId, anchored: now };
    return action.do === 'merge'
      ? { ...moved, action: { ...action, with: anchoredEntity(action.with, anchored) } }
      : moved;
  });
}

function anchoredState(
  state: AnnotationState,
  anchored: (anchor: Anchor) => Anchor | undefined,
  all: (anchors: readonly Anchor[]) => Anchor[] | undefined,
): AnnotationState | undefined {
  if (state.kind === 'attribution') {
    const [source, cue, content] = [all(state.source), all(state.cue), all(state.content)];
    if (!source || !cue || !content) return undefined;
    return { ...state, source, cue, content, speaker: state.speaker && anchoredEntity(state.speaker, anchored) };
  }
  const span = anchored(state.span);
  if (!span) return undefined;
  return state.kind === 'mention'
    ? { ...state, span, entity: anchoredEntity(state.entity, anchored) }
    : { ...state, span };
}

/** An entity whose mention is gone is still known by its name. */
function anchoredEntity(entity: EntityReference, anchored: (anchor: Anchor) => Anchor | undefined): EntityReference {
  return { ...entity, anchor: (entity.anchor && anchored(entity.anchor)) ?? null };
}

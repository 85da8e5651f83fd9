import * as vscode from 'vscode';
import type { Attribution, EntityType, Span } from '../analysis/analysis';
import { ARTICLE, type ArticleView } from '../host/articles';
import { notice } from '../host/notice';
import type { Services } from '../host/services';
import { anchorAt } from '../review/anchor';
import { type Draft, attributionState, draft } from '../review/compose';
import type { AttributionState, DateState, EntityReference, MentionState } from '../review/review';
import { trimmed } from '../review/words';
import { plainLabel } from './shared/labels';
import { type Desk, decide, deskOf, selectedWords } from './shared/reviewDesk';
import { MARKS } from './shared/reviewWords';
import { pickSpeaker } from './shared/speakerPick';
import { claimLabel } from './shared/rowWords';

const MARK_AS = 'hearsay.mark';

/** TIMEX3 values that a person may give a date: a day, week, month, quarter, year or a longer one, a duration. */
const TIMEX_VALUE = /^(?:\d{4}(?:-(?:\d\d(?:-\d\d(?:T[\d:]+)?)?|W\d\d|Q[1-4]|SP|SU|FA|WI))?|\d{2,3}|PT?\d+[A-Z]|(?:PAST|PRESENT|FUTURE)_REF)$/; // prettier-ignore

/** Mark as…: the selected words, or the word at the cursor, as a name, a date, or a part of a claim. */
export function registerMarkAs(services: Services): vscode.Disposable {
  const marks: Mark[] = [
    ...MARKS.map(({ id, type, name }) => ({ id, name, run: (desk: Desk, span: Span) => markName(services, desk, span, type, name) })), // prettier-ignore
    { id: 'date', name: vscode.l10n.t('Date'), run: (desk, span) => markDate(services, desk, span) },
    { id: 'claim', name: vscode.l10n.t('Claim'), run: (desk, span) => markClaim(services, desk, span) },
    { id: 'source', name: vscode.l10n.t('Source of a Claim'), run: (desk, span) => markRole(services, desk, span, 'source') }, // prettier-ignore
    { id: 'cue', name: vscode.l10n.t('Cue of a Claim'), run: (desk, span) => markRole(services, desk, span, 'cue') },
  ];
  const run = async ({ run: mark }: Mark, argument: unknown) => {
    const desk = await deskOf(services, argument);
    const words = desk && selectedWords(desk);
    const span = words && trimmed(desk.view.text, words);
    if (desk && span) await mark(desk, span);
    else if (desk) notice.status(vscode.l10n.t('Select the words first.'));
  };
  return vscode.Disposable.from(
    ...marks.map((mark) =>
      vscode.commands.registerCommand(`hearsay.mark.${mark.id}`, (argument?: unknown) => run(mark, argument)),
    ),
    vscode.commands.registerCommand(MARK_AS, async (argument?: unknown) => {
      const items = marks.map((mark) => ({ label: mark.name, mark }));
      const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Mark as') });
      if (chosen) await run(chosen.mark, argument);
    }),
    vscode.languages.registerCodeActionsProvider(
      ARTICLE,
      { provideCodeActions: (_document, range) => (range.isEmpty ? [] : marks.map(codeAction)) },
      { providedCodeActionKinds: [MARK_KIND] },
    ),
  );
}

interface Mark {
  readonly id: string;
  readonly name: string;
  readonly run: (desk: Desk, span: Span) => Promise<unknown>;
}

const MARK_KIND = vscode.CodeActionKind.RefactorRewrite.append('hearsay');

function codeAction({ id, name }: Mark): vscode.CodeAction {
  const title = vscode.l10n.t('Mark as {0}', name);
  const action = new vscode.CodeAction(title, MARK_KIND);
  action.command = { command: `hearsay.mark.${id}`, title };
  return action;
}

async function markName(services: Services, { view }: Desk, span: Span, type: EntityType, name: string): Promise<void> {
  const label = vscode.l10n.t('Marked as {0}', name);
  const draftAt = (at: ArticleView, place: Span): Draft | undefined => {
    const there = at.lookup.mentionAt(place.start);
    const same =
      there?.start === place.start && there.end === place.end && at.lookup.entity(there.entity)?.type === type;
    return same ? undefined : draft(nameState(at, place, type), { do: 'add' });
  };
  const own = draftAt(view, span);
  if (!own) return notice.status(vscode.l10n.t('These words are marked so already.'));
  services.lastDecision.remember({ label, words: view.text.slice(span.start, span.end), draftAt });
  await decide(services, view, label, [own]);
}

/** Words as a name of whoever is called so, else of somebody new. */
function nameState(view: ArticleView, span: Span, type: EntityType): MentionState {
  const words = anchorAt(view.text, span);
  const entity: EntityReference = { name: words.exact.replace(/\s+/g, ' '), type, named: true, anchor: null };
  return { kind: 'mention', span: words, naming: 'name', entity };
}

async function markDate(services: Services, { view }: Desk, span: Span): Promise<void> {
  const found = view.lookup.dateAt(span.start);
  const value = await askDate(found?.value ?? view.analysis.header.date?.value ?? '');
  if (value === undefined) return;
  const state: DateState = { kind: 'date', span: anchorAt(view.text, span), type: value.startsWith('P') && /^PT?\d/.test(value) ? 'DURATION' : value.includes('T') ? 'TIME' : 'DATE', value }; // prettier-ignore
  await decide(services, view, vscode.l10n.t('Marked as {0}', vscode.l10n.t('Date')), [draft(state, { do: 'add' })]);
}

export function askDate(value: string): Thenable<string | undefined> {
  return notice.input({
    title: vscode.l10n.t('Which date is meant?'),
    prompt: vscode.l10n.t('A day 2022-01-10, week 2022-W02, month 2022-01, year 2022 or duration P2W'),
    value,
    validateInput: (text) =>
      TIMEX_VALUE.test(text.trim())
        ? undefined
        : vscode.l10n.t('Not a date: write 2022-01-10, 2022-W02, 2022-01, 2022-Q1, 2022 or P2W.'),
  });
}

async function markClaim(services: Services, { view }: Desk, span: Span): Promise<void> {
  const speaker = await pickSpeaker(view, vscode.l10n.t('Who says this?'));
  if (speaker === undefined) return;
  const content = anchorAt(view.text, span);
  const speech = /^["“„«]/.test(content.exact) ? 'direct' : 'indirect';
  const state: AttributionState = { kind: 'attribution', source: [], cue: [], content: [content], speech, speaker };
  await decide(services, view, vscode.l10n.t('Marked as {0}', vscode.l10n.t('Claim')), [draft(state, { do: 'add' })]);
}

/** The selected words as the source or cue of a claim nearby, which the person picks when there are several. */
async function markRole(services: Services, { view }: Desk, span: Span, role: 'source' | 'cue'): Promise<void> {
  const near = claimsNear(view, span);
  if (!near.length) return notice.status(vscode.l10n.t('There is no claim in this paragraph. Mark the claim first.'));
  const chosen =
    near.length === 1
      ? near[0]
      : (
          await vscode.window.showQuickPick(
            near.map((attribution) => ({ label: claimLabel(view.lookup.claim(attribution.id)!), attribution })),
            { title: vscode.l10n.t('Of which claim?') },
          )
        )?.attribution;
  if (!chosen) return;
  const before = attributionState(view, chosen);
  const words = anchorAt(view.text, span);
  const state = role === 'source' ? { ...before, source: [words] } : { ...before, cue: [words] };
  const label = role === 'source' ? vscode.l10n.t('Source of a claim set') : vscode.l10n.t('Cue of a claim set');
  await decide(services, view, `${label}: ${plainLabel(words.exact, 40)}`, [
    draft(state, { do: 'correct', fields: [role] }),
  ]);
}

/** Claims with words in the same paragraph, the nearest first. */
function claimsNear({ analysis }: ArticleView, span: Span): Attribution[] {
  const paragraph = analysis.paragraphs.find(({ start, end }) => start <= span.start && span.start < end);
  if (!paragraph) return [];
  const distance = ({ content }: Attribution) =>
    Math.min(...content.map(({ start, end }) => Math.max(start - span.end, span.start - end, 0)));
  return analysis.attributions
    .filter(({ content }) => content.some(({ start, end }) => start < paragraph.end && end > paragraph.start))
    .sort((a, b) => distance(a) - distance(b));
}

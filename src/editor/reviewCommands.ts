import * as vscode from 'vscode';
import type { Entity, Span } from '../analysis/analysis';
import { ARTICLE, type ArticleView, isArticle, rangeOf } from '../host/articles';
import { notice } from '../host/notice';
import type { Services } from '../host/services';
import { anchorAt } from '../review/anchor';
import { type Draft, draft, entityReference, targetOf } from '../review/compose';
import type { Anchor, AnnotationState } from '../review/review';
import { type Reach, reached } from '../review/words';
import { judge, stateAt } from './shared/judging';
import { plainLabel } from './shared/labels';
import { type Desk, type Subject, claimAt, decide, deskOf, mentionAt, saved, subjectAt } from './shared/reviewDesk';
import { MARKS, verdictIcon, verdictName } from './shared/reviewWords';
import { entityDescription, entityIcon } from './shared/rowWords';
import { applyToAll } from './shared/sameMentions';
import { pickSpeaker } from './shared/speakerPick';

/** Accept, reject, correct, note and judge what is found at the cursor; undo and redo; the same for all the same words. */
export function registerReviewCommands(services: Services): vscode.Disposable {
  const onSubject = (command: string, run: (desk: Desk, subject: Subject) => Promise<unknown>) =>
    onDesk(command, (desk) => {
      const subject = subjectAt(desk);
      return subject ? run(desk, subject) : notice.status(vscode.l10n.t('Nothing was found at the cursor.'));
    });
  const onMention = (command: string, run: (desk: Desk, entity: Entity, state: MentionStateOf) => Promise<unknown>) =>
    onDesk(command, (desk) => {
      const subject = mentionAt(desk);
      const entity = subject && desk.view.lookup.entity(subject.item.entity);
      return subject && entity
        ? run(desk, entity, subject.state)
        : notice.status(vscode.l10n.t('There is no name at the cursor.'));
    });
  const onClaim = (command: string, run: (desk: Desk, subject: ClaimOf) => Promise<unknown>) =>
    onDesk(command, (desk) => {
      const subject = claimAt(desk);
      return subject ? run(desk, subject) : notice.status(vscode.l10n.t('There is no claim at the cursor.'));
    });
  const onDesk = (command: string, run: (desk: Desk) => unknown) =>
    vscode.commands.registerCommand(command, async (argument?: unknown) => {
      const desk = await deskOf(services, argument);
      if (desk) await run(desk);
    });
  const one = (desk: Desk, label: string, own: Draft) => decide(services, desk.view, label, [own]);
  const reach = (command: string, way: Reach) =>
    onSubject(command, (desk, subject) => moveEnd(services, desk, subject, way));

  return vscode.Disposable.from(
    onSubject('hearsay.review.accept', ({ view }, subject) => judge(services, view, subject, { do: 'accept' })),
    onSubject('hearsay.review.reject', ({ view }, subject) => judge(services, view, subject, { do: 'reject' })),
    onSubject('hearsay.review.changeType', (desk, subject) => changeType(services, desk, subject)),
    reach('hearsay.review.growEnd', 'growEnd'),
    reach('hearsay.review.shrinkEnd', 'shrinkEnd'),
    reach('hearsay.review.growStart', 'growStart'),
    reach('hearsay.review.shrinkStart', 'shrinkStart'),
    onClaim('hearsay.review.assignSpeaker', async (desk, { state }) => {
      const speaker = await pickSpeaker(desk.view, vscode.l10n.t('Who says this?'));
      if (speaker === undefined) return;
      const label = vscode.l10n.t('Speaker: {0}', speaker?.name ?? vscode.l10n.t('nobody'));
      await one(desk, label, draft({ ...state, speaker }, { do: 'correct', fields: ['speaker'] }));
    }),
    onMention('hearsay.review.rename', async (desk, entity, state) => {
      const title = vscode.l10n.t('The name of {0}', plainLabel(entity.name, 60));
      const name = (await notice.input({ title, value: entity.name }))?.trim();
      if (name && name !== entity.name) await one(desk, vscode.l10n.t('Renamed to {0}', name), draft(state, { do: 'rename', name })); // prettier-ignore
    }),
    onMention('hearsay.review.merge', async (desk, entity, state) => {
      const items = desk.view.analysis.entities
        .filter((each) => each !== entity && each.mentions.length)
        .map((each) => ({ label: plainLabel(each.name), description: entityDescription(each, 0), iconPath: entityIcon(each), each })); // prettier-ignore
      const title = vscode.l10n.t('Who else is {0}?', plainLabel(entity.name, 60));
      const chosen = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
      const other = chosen && entityReference(desk.view.text, chosen.each);
      if (other) await one(desk, vscode.l10n.t('Merged with {0}', other.name), draft(state, { do: 'merge', with: other })); // prettier-ignore
    }),
    onMention('hearsay.review.split', async (desk, entity, state) => {
      const title = vscode.l10n.t('Who is meant here, if not {0}?', plainLabel(entity.name, 60));
      const name = (await notice.input({ title, value: state.span.exact }))?.trim();
      if (name) await one(desk, vscode.l10n.t('Split off as {0}', name), draft(state, { do: 'split', name }));
    }),
    onSubject('hearsay.review.tag', async (desk, { state }) => {
      const tag = (await notice.input({ title: vscode.l10n.t('Tag'), prompt: plainLabel(targetOf(state)[0].exact, 80) }))?.trim(); // prettier-ignore
      if (tag) await one(desk, vscode.l10n.t('Tag: {0}', tag), draft(state, { do: 'tag', tag }));
    }),
    onSubject('hearsay.review.note', async (desk, subject) => {
      const { state } = claimAt(desk) ?? subject; // one notes what is said rather than a name in it
      const text = (await notice.input({ title: vscode.l10n.t('Note'), prompt: plainLabel(targetOf(state)[0].exact, 80) }))?.trim(); // prettier-ignore
      if (text) await one(desk, vscode.l10n.t('Noted'), draft(state, { do: 'note', text }));
    }),
    onClaim('hearsay.review.verdict', async (desk, { state }) => {
      const items = services.settings.verdicts.map((verdict) => ({ label: verdictName(verdict), iconPath: verdictIcon(verdict), verdict })); // prettier-ignore
      const title = vscode.l10n.t('Verdict: {0}', plainLabel(state.content[0].exact, 60));
      const chosen = await vscode.window.showQuickPick(items, { title });
      if (chosen) await one(desk, vscode.l10n.t('Verdict: {0}', chosen.label), draft(state, { do: 'verdict', verdict: chosen.verdict })); // prettier-ignore
    }),
    onDesk('hearsay.review.applyToAll', ({ view }) => {
      const last = services.lastDecision.value;
      return last
        ? applyToAll(services, last, view.uri)
        : notice.status(
            vscode.l10n.t('Accept, reject or mark a name first; then this does the same to all the same words.'),
          );
    }),
    undoCommand(services, 'undo'),
    undoCommand(services, 'redo'),
    vscode.languages.registerCodeActionsProvider(
      ARTICLE,
      { provideCodeActions: (document, range, _context, token) => actionsAt(services, document, range, token) },
      { providedCodeActionKinds: [REVIEW_KIND] },
    ),
  );
}

type MentionStateOf = Extract<AnnotationState, { kind: 'mention' }>;
type ClaimOf = Extract<Subject, { kind: 'attribution' }>;

async function changeType(services: Services, { view }: Desk, subject: Subject): Promise<void> {
  const label = vscode.l10n.t('Changed');
  if (subject.kind === 'date') {
    const value = await notice.input({ title: vscode.l10n.t('Which date is meant?'), value: subject.item.value }); // prettier-ignore
    if (value) await decide(services, view, label, [draft({ ...subject.state, value }, { do: 'correct', fields: ['value'] })]); // prettier-ignore
    return;
  }
  if (subject.kind === 'attribution') {
    const kinds = [
      { label: vscode.l10n.t('direct'), speech: 'direct' as const },
      { label: vscode.l10n.t('indirect'), speech: 'indirect' as const },
      { label: vscode.l10n.t('partly direct'), speech: 'mixed' as const },
    ];
    const chosen = await vscode.window.showQuickPick(kinds, { title: vscode.l10n.t('How is it said?') });
    if (chosen) await decide(services, view, label, [draft({ ...subject.state, speech: chosen.speech }, { do: 'correct', fields: ['speech'] })]); // prettier-ignore
    return;
  }
  const items = MARKS.map(({ type, name }) => ({ label: name, type, iconPath: entityIcon({ type, named: true }) }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('What is {0}?', plainLabel(subject.state.span.exact, 60)) }); // prettier-ignore
  if (!chosen) return;
  const { type } = chosen;
  const draftAt = (at: ArticleView, span: Span): Draft | undefined => {
    const state = stateAt(at, span, 'mention');
    if (state?.kind !== 'mention' || state.entity.type === type) return undefined;
    return draft({ ...state, entity: { ...state.entity, type } }, { do: 'correct', fields: ['type'] });
  };
  services.lastDecision.remember({
    label: vscode.l10n.t('Changed to {0}', chosen.label),
    words: subject.state.span.exact,
    draftAt,
  });
  const own = draftAt(view, subject.item);
  if (own) await decide(services, view, vscode.l10n.t('Changed to {0}', chosen.label), [own]);
}

/** Moves an end of a name, a date, or a claim's words; the words stay selected, so that it can be done again. */
async function moveEnd(services: Services, { editor, view }: Desk, { state }: Subject, way: Reach): Promise<void> {
  const anchors = targetOf(state);
  const at = way === 'growEnd' || way === 'shrinkEnd' ? anchors.length - 1 : 0;
  const span = reached(view.text, anchors[at], way);
  if (!span) return notice.status(vscode.l10n.t('There are no more words.'));
  const moved = anchors.map((anchor, i): Anchor => (i === at ? anchorAt(view.text, span) : anchor));
  const changed: AnnotationState = state.kind === 'attribution' ? { ...state, content: moved } : { ...state, span: moved[0] }; // prettier-ignore
  const field = state.kind === 'attribution' ? 'content' : 'span';
  await decide(services, view, plainLabel(moved[at].exact, 80), [draft(changed, { do: 'correct', fields: [field] }, anchors)]); // prettier-ignore
  const { start, end } = rangeOf(view, span);
  editor.selection = new vscode.Selection(start, end);
}

/** The command returns whether something was undone. */
function undoCommand({ reviews }: Services, way: 'undo' | 'redo'): vscode.Disposable {
  return vscode.commands.registerCommand(`hearsay.review.${way}`, async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isArticle(document)) {
      notice.status(vscode.l10n.t('Open an article first.'));
      return false;
    }
    let label: string | undefined;
    const done = way === 'undo' ? vscode.l10n.t('Undone') : vscode.l10n.t('Done again');
    await saved(done, async () => (label = await reviews[way](document.uri)));
    notice.status(label ? `${done}: ${label}` : way === 'undo' ? vscode.l10n.t('Nothing to undo in this review.') : vscode.l10n.t('Nothing to do again in this review.')); // prettier-ignore
    return label !== undefined;
  });
}

const REVIEW_KIND = vscode.CodeActionKind.RefactorRewrite.append('hearsay.review');

/** What can be done about what is found at the cursor, for the lightbulb. */
async function actionsAt(
  { articles }: Services,
  document: vscode.TextDocument,
  range: vscode.Range,
  token: vscode.CancellationToken,
): Promise<vscode.CodeAction[]> {
  const view = await articles.ofDocument(document, token);
  if (!view) return [];
  const selection = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const subject = subjectAt({ view, selection });
  const claim = claimAt({ view, selection });
  const action = (title: string, command: string) => {
    const made = new vscode.CodeAction(title, REVIEW_KIND);
    made.command = { command, title };
    return made;
  };
  const name = subject && plainLabel(targetOf(subject.state)[0].exact, 40);
  return [
    ...(subject
      ? [
          action(vscode.l10n.t('Accept “{0}”', name!), 'hearsay.review.accept'),
          action(vscode.l10n.t('Reject “{0}”', name!), 'hearsay.review.reject'),
          action(vscode.l10n.t('Change “{0}”…', name!), 'hearsay.review.changeType'),
        ]
      : []),
    ...(claim
      ? [
          action(vscode.l10n.t('Assign a Speaker…'), 'hearsay.review.assignSpeaker'),
          action(vscode.l10n.t('Judge the Claim…'), 'hearsay.review.verdict'),
          action(vscode.l10n.t('Add a Note…'), 'hearsay.review.note'),
        ]
      : []),
  ];
}

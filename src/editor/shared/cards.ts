import * as vscode from 'vscode';
import type { Claim, Entity, Mention, Span } from '../../analysis/analysis';
import { COMMANDS } from './commands';
import { shortened } from '../../host/plainText';
import { markdownText } from '../../formats/markdown';
import { onOneLine } from '../../formats/words';
import { commandLink } from './markdown';
import { reviewSummary } from './reviewWords';
import type { ItemReview, ReviewedItem } from '../../review/review';
import { type Reading, lineAt, placeOf, sourceWords, wordsOf } from './reading';
import {
  actorName,
  claimCount,
  kindName,
  typeName,
  lineName,
  mentionCount,
  quoted,
  factLine,
  speaksForLine,
} from './wording';

/** How many claims, and how many names, a card shows: it must stay short. */
const CLAIMS_SHOWN = 3;
const NAMES_SHOWN = 4;
const LONGEST_CLAIM = 100;
const LONGEST_QUOTATION = 400;

/** Who or what it is, how it is called here, and what it claims; for a pronoun or nominal, first whom it means. */
export function entityCard(view: Reading, entity: Entity, mention?: Mention): string {
  const claims = view.lookup.actor(entity.id)?.claims ?? [];
  const type = typeName(entity, claims.length > 0);
  const about = [type, entity.role && markdownText(entity.role)].filter(Boolean).join(' · ');
  return paragraphs([
    mention && mention.kind !== 'name' ? meaning(view, entity, mention) : undefined,
    lines([
      `**${markdownText(entity.name)}**`,
      about,
      entity.fact && markdownText(factLine(entity.fact)),
      claims.length > 0 && entity.speaksFor && markdownText(speaksForLine(entity.speaksFor)),
      namings(view, entity),
      mention && reviewLine(view, mention),
    ]),
    lines(claims.slice(0, CLAIMS_SHOWN).map((claim) => claimLine(view, claim))),
    entityLinks(view, entity, claims.length),
  ]);
}

/** `the official → senior U.S. official (line 4)` */
function meaning(view: Reading, entity: Entity, mention: Mention): string {
  const arrow = `${markdownText(wordsOf(view, mention))} → ${markdownText(entity.name)}`;
  return mention.antecedent ? `${arrow} (${lineLink(view, mention.antecedent)})` : arrow;
}

/** `also: Putin (2) · 4 mentions, 1 by pronoun` */
function namings(view: Reading, entity: Entity): string {
  const counts = new Map<string, { readonly words: string; count: number }>();
  for (const mention of entity.mentions.filter(({ kind }) => kind !== 'pronoun')) {
    const words = wordsOf(view, mention);
    const key = words.toLowerCase();
    const known = counts.get(key);
    if (known) known.count++;
    else if (key !== entity.name.toLowerCase()) counts.set(key, { words, count: 1 });
  }
  const others = [...counts.values()].sort((a, b) => b.count - a.count);
  const shown = others.slice(0, NAMES_SHOWN).map(({ words, count }) => `${markdownText(words)} (${count})`);
  const names = [...shown, ...(others.length > NAMES_SHOWN ? ['…'] : [])].join(', ');
  const pronouns = entity.mentions.filter(({ kind }) => kind === 'pronoun').length;
  const mentions = mentionCount(entity.mentions.length);
  const howOften = pronouns ? vscode.l10n.t('{0}, {1} by pronoun', mentions, pronouns) : mentions;
  return names ? vscode.l10n.t('also: {0} · {1}', names, howOften) : howOften;
}

/** `wants an end to NATOs eastward expansion and … line 12` */
function claimLine(view: Reading, claim: Claim): string {
  const place = placeOf(claim);
  const words = `${markdownText(claim.how)} ${markdownText(claimWords(claim, LONGEST_CLAIM))}`.trim();
  return place ? `${words} ${lineLink(view, place)}` : words;
}

/** Only direct speech stands in quotation marks of ours. */
function claimWords({ text, kind }: Claim, longest: number): string {
  return kind === 'direct' ? quoted(text, longest) : shortened(onOneLine(text), longest);
}

function entityLinks(view: Reading, entity: Entity, claims: number): string {
  const argument = { article: view.uri.toString(), entity: entity.id };
  return links([
    claims > 0 &&
      commandLink(
        claims > CLAIMS_SHOWN ? vscode.l10n.t('Show all {0}', claimCount(claims)) : vscode.l10n.t('Show claims'),
        COMMANDS.showClaims,
        argument,
      ),
    commandLink(vscode.l10n.t('All mentions'), COMMANDS.showMentions, argument),
    entity.named && commandLink(vscode.l10n.t('Search Wikipedia'), COMMANDS.searchWikipedia, argument),
    entity.named && commandLink(vscode.l10n.t('Wikidata'), COMMANDS.searchWikidata, argument),
  ]);
}

/**
 * Who says it, how, and what; the kind; how sure it is, when it is doubtful.
 * @param alsoIn where else it stands, `also in 4 articles`
 */
export function claimCard(view: Reading, claim: Claim, threshold: number, alsoIn?: string): string {
  const entity = claim.actor === null ? undefined : view.lookup.entity(claim.actor);
  const who = `**${markdownText(actorName(entity, sourceWords(view, claim)))}**`;
  const unnamed = entity && !entity.named ? ` (${vscode.l10n.t('unnamed')})` : '';
  const how = [markdownText(claim.how), kindName(claim.kind)].filter(Boolean).join(', ');
  const { confidence } = claim.attribution;
  const argument = { article: view.uri.toString(), claim: claim.id };
  const others = (entity && view.lookup.actor(entity.id)?.claims.length) ?? 0;
  return paragraphs([
    `${who}${unnamed} ${how}`,
    markdownText(claimWords(claim, LONGEST_QUOTATION)),
    alsoIn && `${alsoIn.slice(0, 1).toLocaleUpperCase()}${alsoIn.slice(1)}`,
    reviewLine(view, claim.attribution),
    notesOf(view.reviewed?.reviews.get(claim.attribution)),
    confidence < threshold && vscode.l10n.t('Doubtful: {0} % likely to be right', Math.round(confidence * 100)),
    links([
      commandLink(vscode.l10n.t('Copy citation'), COMMANDS.copyCitation, argument),
      others > 1 && commandLink(vscode.l10n.t('Next claim by the same actor'), COMMANDS.nextClaimOfActor, argument),
    ]),
  ]);
}

/** `false · 2 notes · accepted — Ann, Ben` */
function reviewLine(view: Reading, item: ReviewedItem): string | undefined {
  const review = view.reviewed?.reviews.get(item);
  if (!review) return undefined;
  const authors = [...new Set(review.decisions.map(({ author }) => author))].filter(Boolean).map(markdownText);
  return [markdownText(reviewSummary(review)), authors.join(', ')].filter(Boolean).join(' — ');
}

/** How many notes a card shows, the latest. */
const NOTES_SHOWN = 2;
const LONGEST_NOTE = 200;

function notesOf(review: ItemReview | undefined): string | undefined {
  return review?.notes
    .slice(-NOTES_SHOWN)
    .map(({ action }) => (action.do === 'note' ? `*${markdownText(shortened(action.text, LONGEST_NOTE))}*` : ''))
    .join('  \n');
}

function lineLink(view: Reading, { start, end }: Span): string {
  const argument = { article: view.uri.toString(), start, end };
  return commandLink(lineName(lineAt(view, start)), COMMANDS.reveal, argument);
}

type Part = string | false | undefined;

function paragraphs(parts: readonly Part[]): string {
  return parts.filter(Boolean).join('\n\n');
}

function lines(parts: readonly Part[]): string {
  return parts.filter(Boolean).join('  \n');
}

function links(parts: readonly Part[]): string {
  return parts.filter(Boolean).join(' · ');
}

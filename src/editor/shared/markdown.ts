import * as vscode from 'vscode';
import { COMMANDS } from './commands';

/** `[label](command:id?arguments)`; the label is our own words. */
export function commandLink(label: string, command: string, argument: unknown, tooltip = ''): string {
  const query = encodeURIComponent(JSON.stringify([argument])).replace(/[()']/g, percent);
  return `[${label}](command:${command}?${query}${tooltip && ` "${tooltip.replace(/"/g, '')}"`})`;
}

/** What a link in a card may run: it looks, goes, copies and opens the browser, and changes nothing but what is highlighted. */
const LINKED_COMMANDS: readonly string[] = [
  COMMANDS.reveal,
  COMMANDS.showMentions,
  COMMANDS.searchWikipedia,
  COMMANDS.searchWikidata,
  COMMANDS.showClaims,
  COMMANDS.copyCitation,
  COMMANDS.nextClaimOfActor,
  COMMANDS.toggleHighlights,
];

/** A Markdown string whose links may run these commands of ours and no others. */
export function trustedMarkdown(value: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(value);
  markdown.isTrusted = { enabledCommands: LINKED_COMMANDS };
  markdown.supportHtml = false;
  return markdown;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

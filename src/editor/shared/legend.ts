import * as vscode from 'vscode';
import { COMMANDS } from './commands';
import { markdownText } from '../../formats/markdown';
import { trustedMarkdown } from './markdown';

/**
 * What the colours mean, in the order of the lines in syntaxes/legend.tmLanguage.json, which colours line by line. Each
 * is named with the token types that look so.
 */
export function legendLines(): readonly { readonly name: string; readonly types: readonly string[] }[] {
  return [
    { name: vscode.l10n.t('Person'), types: ['person'] },
    { name: vscode.l10n.t('Organisation'), types: ['organisation'] },
    { name: vscode.l10n.t('State, city or other place'), types: ['place'] },
    { name: vscode.l10n.t('Nationality or group'), types: ['group'] },
    { name: vscode.l10n.t('Law, event or work'), types: ['law', 'event', 'work'] },
    { name: vscode.l10n.t('Date or time'), types: ['date'] },
    { name: vscode.l10n.t('Words that introduce a claim'), types: ['cue'] },
    { name: vscode.l10n.t('Source without a name'), types: ['unnamedSource'] },
  ];
}

/** A sentence, and under it the legend in the theme's own colours; all of it our own words. */
export function legendMarkdown(sentence: string): vscode.MarkdownString {
  const tint = (color: string, words: string) =>
    `<span style="background-color:var(--vscode-hearsay-claim-${color}Background);">&nbsp;${words}&nbsp;</span>`;
  const markdown = trustedMarkdown(
    [
      markdownText(sentence),
      ['```article-legend', ...legendLines().map(({ name }) => name), '```'].join('\n'),
      [
        tint('direct', vscode.l10n.t('in the speaker’s own words')),
        tint('indirect', vscode.l10n.t('in the article’s words')),
      ].join(' '),
      vscode.l10n.t(
        'Bold: the source of a claim. Dotted line: a doubtful claim. High contrast: claims are underlined.',
      ),
      `[${vscode.l10n.t('Toggle highlights')}](command:${COMMANDS.toggleHighlights})`,
    ].join('\n\n'),
  );
  markdown.supportHtml = true; // for the tints; no article text is in it
  return markdown;
}

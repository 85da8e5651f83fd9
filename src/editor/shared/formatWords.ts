import * as vscode from 'vscode';
import type { FormatId } from '../../formats/formats';
import type { Lost } from '../../formats/losses';

/** What a format is called. */
export function formatName(id: FormatId): string {
  switch (id) {
    case 'csv':
      return vscode.l10n.t('CSV of Claims');
    case 'markdown':
      return vscode.l10n.t('Markdown Report of Claims');
    case 'claimreview':
      return vscode.l10n.t('ClaimReview JSON-LD of Verdicts (schema.org)');
    case 'jsonl':
      return vscode.l10n.t('JSON Lines');
    case 'webannotation':
      return vscode.l10n.t('W3C Web Annotation JSON-LD');
    case 'brat':
      return vscode.l10n.t('brat Standoff');
    case 'conll':
      return vscode.l10n.t('CoNLL BIO (CoNLL-U Plus)');
    case 'tei':
      return vscode.l10n.t('TEI XML');
    case 'webanno':
      return vscode.l10n.t('WebAnno TSV 3.3 (INCEpTION)');
  }
}

/** Something that a format has no place for. */
export function lostWords(what: Lost): string {
  switch (what) {
    case 'text':
      return vscode.l10n.t('the text of the article');
    case 'mentions':
      return vscode.l10n.t('mentions of people and things');
    case 'dates':
      return vscode.l10n.t('dates');
    case 'dateDetails':
      return vscode.l10n.t('how exactly a date is meant, and how often it comes');
    case 'dateLinks':
      return vscode.l10n.t('which dates are counted from others, or ends of a range');
    case 'antecedents':
      return vscode.l10n.t('what a description or pronoun takes its meaning from');
    case 'descriptions':
      return vscode.l10n.t('full names, other names and roles');
    case 'unmentioned':
      return vscode.l10n.t('people and things without a mention');
    case 'sources':
      return vscode.l10n.t('source and cue of claims');
    case 'actors':
      return vscode.l10n.t('who is meant by a source');
    case 'confidence':
      return vscode.l10n.t('how certain a claim is');
    case 'judgements':
      return vscode.l10n.t('verdicts and notes');
    case 'unjudged':
      return vscode.l10n.t('claims without a verdict');
    case 'blankEdges':
      return vscode.l10n.t('white space at the edges of annotations');
    case 'tokenEdges':
      return vscode.l10n.t('edges of annotations within words');
    case 'outsideTokens':
      return vscode.l10n.t('annotations outside all sentences');
    case 'noXml':
      return vscode.l10n.t('control characters');
  }
}

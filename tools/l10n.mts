/**
 * `npm run l10n`: gathers the messages of `vscode.l10n.t(...)` in src/ into l10n/bundle.l10n.json, which translators
 * begin from. A test fails when it has not been run.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './project.mjs';

export const BUNDLE = path.join(root, 'l10n/bundle.l10n.json');

/** The messages of all source files, sorted. @throws Error for a message that is no plain string. */
export function messages(): string[] {
  const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' });
  const found = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => messagesIn(path.join(root, 'src', file)));
  return [...new Set(found)].sort();
}

function messagesIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /(^|\.)l10n\.t$/.test(node.expression.getText())) {
      const [message] = node.arguments;
      if (!ts.isStringLiteralLike(message)) throw new Error(`${file}: ${node.getText()} has no plain message`);
      found.push(message.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The bundle's content for these messages: each is its own English. */
export function bundle(all: readonly string[]): string {
  return `${JSON.stringify(Object.fromEntries(all.map((message) => [message, message])), null, 2)}\n`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(BUNDLE, bundle(messages()));

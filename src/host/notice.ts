import * as vscode from 'vscode';
import { plainText } from './plainText';

/** VS Code cuts a notification after 1000 UTF-16 units. */
const LONGEST = 1000;
/** How long a message stays in the status bar, in milliseconds. */
const STATUS_TIME = 5000;

const plain = (message: string) => plainText(message, LONGEST);

/** What a long task tells about itself. */
export type NoticeProgress = vscode.Progress<{ message?: string; increment?: number }>;

/**
 * Everything that Hearsay says or asks in words goes through here (ESLint sees to it). VS Code draws links that run
 * commands in notifications and prompts, and the words may be a stranger's: here they become plain text.
 */
export const notice = {
  information: <T extends string>(message: string, ...actions: T[]): Thenable<T | undefined> =>
    vscode.window.showInformationMessage(plain(message), ...actions),

  warning: <T extends string>(message: string, ...actions: T[]): Thenable<T | undefined> =>
    vscode.window.showWarningMessage(plain(message), ...actions),

  error: <T extends string>(message: string, ...actions: T[]): Thenable<T | undefined> =>
    vscode.window.showErrorMessage(plain(message), ...actions),

  /** A dialog that must be answered; undefined when it is cancelled. */
  question: <T extends string>(message: string, detail: readonly string[], ...answers: T[]): Thenable<T | undefined> =>
    vscode.window.showWarningMessage(plain(message), { modal: true, detail: detail.map(plain).join('\n') }, ...answers),

  /** A notification that shows how far a task has come, and can cancel it. */
  progress: <T>(
    title: string,
    task: (progress: NoticeProgress, token: vscode.CancellationToken) => Promise<T>,
  ): Thenable<T> =>
    vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: plain(title), cancellable: true },
      (progress, token) =>
        task(
          { report: ({ message, increment }) => progress.report({ message: message && plain(message), increment }) },
          token,
        ),
    ),

  /** Shows a message in the status bar for some seconds. */
  status: (message: string): void => {
    vscode.window.setStatusBarMessage(plain(message), STATUS_TIME);
  },

  /** Asks for words; undefined when it is cancelled. */
  input: ({ title, prompt, placeHolder, validateInput, ...rest }: NoticeInput): Thenable<string | undefined> =>
    vscode.window.showInputBox({
      ...rest,
      title: title && plain(title),
      prompt: prompt && plain(prompt),
      placeHolder: placeHolder && plain(placeHolder),
      validateInput: validateInput && ((value) => plain(validateInput(value) ?? '')),
    }),
};

export interface NoticeInput extends Omit<vscode.InputBoxOptions, 'validateInput'> {
  /** What is wrong with the words that are typed; undefined when nothing is. */
  readonly validateInput?: (value: string) => string | undefined;
}

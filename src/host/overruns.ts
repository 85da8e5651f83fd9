import * as vscode from 'vscode';
import { Overrun } from '../util/watchdog';
import { notice } from './notice';

/** Reports articles that were given up because they took too long: each once, however often somebody asks for it. */
export class Overruns {
  readonly #reported = new Set<string>();

  constructor(private readonly log: Pick<vscode.LogOutputChannel, 'error' | 'show'>) {}

  /** @returns false when the error is another one, which is somebody else's to report */
  report(uri: vscode.Uri, error: unknown): boolean {
    if (!(error instanceof Overrun)) return false;
    const address = uri.toString(true);
    if (this.#reported.has(address)) return true;
    this.#reported.add(address);
    this.log.error(`${address} was given up: ${error.message}. It is not tried again until it changes.`);
    const show = vscode.l10n.t('Show the Output');
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const message = vscode.l10n.t('The analysis of {0} takes too long and was given up.', name);
    void notice.warning(message, show).then((chosen) => chosen === show && this.log.show());
    return true;
  }
}

import * as vscode from 'vscode';
import type { Services } from '../host/services';
import type { HighlightLayer } from '../host/settings';
import { COMMANDS } from './shared/commands';

/** Toggle Highlights: which layers are shown. The choice lasts, it is a setting. */
export function registerToggleHighlights({ settings }: Services): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.toggleHighlights, async () => {
    const item = (layer: HighlightLayer, label: string, description: string) => ({
      layer,
      label,
      description,
      picked: settings.highlights(layer),
    });
    const layers = [
      item('entities', vscode.l10n.t('Names'), vscode.l10n.t('people, organisations, places, unnamed sources')),
      item('dates', vscode.l10n.t('Dates'), ''),
      item('claims', vscode.l10n.t('Claims'), vscode.l10n.t('their words and what introduces them')),
    ];
    const chosen = await vscode.window.showQuickPick(layers, {
      canPickMany: true,
      title: vscode.l10n.t('Highlights in Articles'),
      placeHolder: vscode.l10n.t('Choose what is highlighted'),
    });
    if (!chosen) return;
    for (const each of layers) {
      const on = chosen.includes(each);
      if (on !== each.picked) await settings.setHighlights(each.layer, on);
    }
  });
}

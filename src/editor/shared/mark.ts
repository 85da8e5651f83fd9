import * as vscode from 'vscode';

/** The colours of a selection; in high contrast, where a selection also recolours its words, an outline. */
export function createMark(): vscode.TextEditorDecorationType {
  const { kind } = vscode.window.activeColorTheme;
  const highContrast = kind === vscode.ColorThemeKind.HighContrast || kind === vscode.ColorThemeKind.HighContrastLight;
  return vscode.window.createTextEditorDecorationType(
    highContrast
      ? { outline: '2px solid', outlineColor: new vscode.ThemeColor('contrastActiveBorder') }
      : {
          backgroundColor: new vscode.ThemeColor('editor.selectionBackground'),
          overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.rangeHighlightForeground'),
          overviewRulerLane: vscode.OverviewRulerLane.Full,
        },
  );
}

/** Zero-based line and UTF-16 column, as in `vscode.Position`. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Offsets to lines and back over one text; line ends are LF, CRLF or CR, as in an editor. */
export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    if (!text.includes('\r')) {
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
      return;
    }
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 13 && text.charCodeAt(i + 1) === 10) i++;
      if (code === 10 || code === 13) this.#starts.push(i + 1);
    }
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** An offset outside the text is taken as its nearest end. */
  positionAt(offset: number): LineColumn {
    const at = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle] <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: at - this.#starts[low] };
  }

  /** A line or column outside the text is taken as its nearest end. */
  offsetAt({ line, column }: LineColumn): number {
    if (line < 0) return 0;
    if (line >= this.#starts.length) return this.#length;
    const next = line + 1 < this.#starts.length ? this.#starts[line + 1] : this.#length;
    return Math.max(this.#starts[line], Math.min(this.#starts[line] + column, next));
  }
}

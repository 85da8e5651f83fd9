/** Something that holds on to what must be let go: a listener, a timer, a worker. Fits `vscode.Disposable`. */
export interface Disposable {
  dispose(): void;
}

/** Disposes all, also after one of them has thrown. @throws AggregateError with everything that was thrown. */
export function disposeAll(disposables: Iterable<Disposable>): void {
  const errors: unknown[] = [];
  for (const disposable of disposables) {
    try {
      disposable.dispose();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length) throw new AggregateError(errors, 'Some things could not be disposed.');
}

/** Base of services: what they register goes when they go, in reverse order. */
export abstract class DisposableOwner implements Disposable {
  readonly #owned: Disposable[] = [];
  #disposed = false;

  get disposed(): boolean {
    return this.#disposed;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    disposeAll(this.#owned.splice(0).reverse());
  }

  /** Ties a disposable to this owner; one that comes after the end is disposed at once. */
  protected register<T extends Disposable>(disposable: T): T {
    if (this.#disposed) disposable.dispose();
    else this.#owned.push(disposable);
    return disposable;
  }
}

/** The numbers of one array at the beginning of a larger one. */
export function grown<T extends Uint8Array | Int32Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

import type { Target } from '../target';

/** All targets, in the order of the help. Each loads what it attacks only when it is chosen. */
export const TARGETS: Readonly<Record<string, () => Promise<Target>>> = {
  analyse: async () => (await import('./analyse')).analyseTarget(),
  accurate: async () => (await import('./accurate')).accurateTarget(),
  kills: async () => (await import('./kills')).killsTarget(),
  time: async () => (await import('./time')).timeTarget(),
  sidecars: async () => (await import('./sidecars')).sidecarsTarget(),
  store: async () => (await import('./store')).storeTarget(),
  importers: async () => (await import('./importers')).importersTarget(),
  anchors: async () => (await import('./anchors')).anchorsTarget(),
};

import { type FromNetwork, type ToNetwork, serveNetwork } from '../../network';

/** What this file uses of a dedicated worker's global scope (the DOM types are not loaded: the core must not see them). */
interface WorkerScope {
  postMessage(message: FromNetwork): void;
  addEventListener(type: 'message', listener: (event: { data: ToNetwork }) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
serveNetwork({
  post: (message) => scope.postMessage(message),
  listen: (handler) => scope.addEventListener('message', (event) => handler(event.data)),
});

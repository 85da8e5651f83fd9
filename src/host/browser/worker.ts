import { type FromWorker, type ToWorker, serveAnalysis } from '../../worker';

/** What this file uses of a dedicated worker's global scope (the DOM types are not loaded: the core must not see them). */
interface WorkerScope {
  postMessage(message: FromWorker): void;
  addEventListener(type: 'message', listener: (event: { data: ToWorker }) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
serveAnalysis({
  post: (message) => scope.postMessage(message),
  listen: (handler) => scope.addEventListener('message', (event) => handler(event.data)),
});

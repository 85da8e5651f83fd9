import { parentPort } from 'node:worker_threads';
import { serveAnalysis } from '../../worker';

const port = parentPort!;
serveAnalysis({
  post: (message) => port.postMessage(message),
  listen: (handler) => void port.on('message', handler),
});

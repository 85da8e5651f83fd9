import { parentPort } from 'node:worker_threads';
import { serveNetwork } from '../../network';

const port = parentPort!;
serveNetwork({
  post: (message) => port.postMessage(message),
  listen: (handler) => void port.on('message', handler),
});

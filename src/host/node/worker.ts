import { parentPort, workerData } from 'node:worker_threads';
import { serveAnalysis } from '../../worker';
import { giveWay } from './giveWay';

if ((workerData as { readonly isBackground?: boolean } | undefined)?.isBackground) giveWay();
const port = parentPort!;
serveAnalysis({
  post: (message) => port.postMessage(message),
  listen: (handler) => void port.on('message', handler),
});

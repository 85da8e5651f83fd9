import type { Analysis } from './analysis/analysis';
import { type Models, loadModels } from './analysis/models';
import { type AnalyseOptions, analyse } from './analysis/pipeline';

/** What the extension host sends to the analysis worker. */
export type ToWorker =
  | { readonly type: 'analyse'; readonly id: number; readonly text: string; readonly options: AnalysisRequestOptions }
  | { readonly type: 'model'; readonly file: string; readonly bytes: Uint8Array }
  | { readonly type: 'modelFailure'; readonly file: string; readonly message: string };

/** What the analysis worker sends back. It has no files of its own: it asks for the models that it needs. */
export type FromWorker =
  | { readonly type: 'needModel'; readonly file: string }
  | { readonly type: 'analysis'; readonly id: number; readonly analysis: Analysis }
  | { readonly type: 'failure'; readonly id: number; readonly message: string };

export type AnalysisRequestOptions = Omit<AnalyseOptions, 'models'>;

/** The worker's end of the line, the same for a Node worker thread and a web worker. */
export interface WorkerPort {
  post(message: FromWorker): void;
  listen(handler: (message: ToWorker) => void): void;
}

/** The analysis worker: answers one request after the other, off the extension host's thread. */
export function serveAnalysis(port: WorkerPort): void {
  const awaited = new Map<string, { resolve(bytes: Uint8Array): void; reject(error: Error): void }>();
  const read = (file: string) =>
    new Promise<Uint8Array>((resolve, reject) => {
      awaited.set(file, { resolve, reject });
      port.post({ type: 'needModel', file });
    });
  let models: Promise<Models> | undefined;

  const answer = async (id: number, text: string, options: AnalysisRequestOptions): Promise<FromWorker> => {
    try {
      models ??= loadModels(read);
      return { type: 'analysis', id, analysis: analyse(text, { ...options, models: await models }) };
    } catch (error) {
      return { type: 'failure', id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };

  port.listen((message) => {
    switch (message.type) {
      case 'analyse':
        void answer(message.id, message.text, message.options).then((reply) => port.post(reply));
        break;
      case 'model':
        awaited.get(message.file)?.resolve(message.bytes);
        break;
      case 'modelFailure':
        awaited.get(message.file)?.reject(new Error(message.message));
        break;
    }
  });
}

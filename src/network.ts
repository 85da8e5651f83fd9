import { InferenceSession, Tensor, env } from 'onnxruntime-web/wasm';
import { LISTS_WIDTH, type Network, type NetworkInput, type NetworkOutput } from './analysis/accurate/network';

/** The files a network is made of: weights, and the runtime's WebAssembly. */
export interface NetworkFiles {
  readonly model: Uint8Array;
  readonly wasm: Uint8Array;
}

/**
 * The accurate engine's network on ONNX Runtime's WebAssembly, on this thread. Nothing is fetched: both files come in as
 * bytes.
 * @throws Error when the bytes are no network, or this platform cannot run them
 */
export async function loadNetwork({ model, wasm }: NetworkFiles): Promise<Network> {
  env.wasm.numThreads = 1; // several need shared memory, which a web worker may not have
  env.wasm.proxy = false;
  env.wasm.wasmBinary = wasm.slice().buffer;
  const session = await InferenceSession.create(model, { executionProviders: ['wasm'], graphOptimizationLevel: 'all' });
  const run: Network = async ({ ids, shape, tag, lists, first, core }) => {
    const output = await session.run({
      ids: new Tensor('int32', ids, [ids.length]),
      shape: new Tensor('int32', shape, [ids.length]),
      tag: new Tensor('int32', tag, [ids.length]),
      lists: new Tensor('float32', lists, [ids.length, LISTS_WIDTH]),
      first: new Tensor('int32', first, [first.length]),
      core: new Tensor('int32', core, [core.length]),
    });
    // copies: the runtime's memory is used again
    const floats = (name: string): Float32Array => Float32Array.from(output[name].data as Float32Array);
    return {
      flat: floats('flat'),
      names: floats('names'),
      anchors: Int32Array.from(output.anchors.data as Int32Array),
      roles: floats('roles'),
      stands: floats('stands'),
    };
  };
  let last: Promise<unknown> = Promise.resolve();
  return (input) => {
    const output = last.then(() => run(input)); // a session runs one window at a time
    last = output.catch(() => {});
    return output;
  };
}

/** What the extension host sends to the network's worker: the files first, then inputs. */
export type ToNetwork =
  | { readonly type: 'load'; readonly files: NetworkFiles }
  | { readonly type: 'run'; readonly run: number; readonly input: NetworkInput };

export type FromNetwork =
  | { readonly type: 'loaded' }
  | { readonly type: 'ran'; readonly run: number; readonly output: NetworkOutput }
  | { readonly type: 'failure'; readonly run?: number; readonly message: string };

export interface NetworkPort {
  post(message: FromNetwork): void;
  listen(handler: (message: ToNetwork) => void): void;
}

/** The network's worker: runs one window after the other, apart from the analysis, which stays free for other texts. */
export function serveNetwork(port: NetworkPort): void {
  let network: Promise<Network> | undefined;
  const answer = async (message: ToNetwork): Promise<FromNetwork> => {
    try {
      if (message.type === 'load') {
        network = loadNetwork(message.files);
        await network;
        return { type: 'loaded' };
      }
      if (!network) throw new Error('The network is not loaded.');
      return { type: 'ran', run: message.run, output: await (await network)(message.input) };
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { type: 'failure', run: message.type === 'run' ? message.run : undefined, message: text };
    }
  };
  port.listen((message) => void answer(message).then((reply) => port.post(reply)));
}

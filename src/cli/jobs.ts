import { digestOf } from '../corpus/digest';
import { encodeDigest } from '../corpus/encoding';
import type { Analyse } from './world';
import { OUTPUT_FORMATS, type OutputFormatName } from './outputFormats';
import type { TextInput } from './inputs';

/** A text to analyse, and what to make of it: an output format's words, or a digest for the index. */
export interface Job extends Pick<TextInput, 'name' | 'text' | 'form' | 'given'> {
  readonly make: OutputFormatName | 'digest';
}

export type Reply =
  | {
      readonly made: string | Uint8Array;
      /** False when a date was given beside the text that is none. */
      readonly dateUnderstood: boolean;
    }
  | { readonly failure: string };

/** Does a job on this thread. Never rejects. */
export async function doJob({ make, name, text, form, given }: Job, analyse: Analyse): Promise<Reply> {
  try {
    const analysis = await analyse(text, { form, given });
    return {
      made:
        make === 'digest' ? encodeDigest(digestOf(text, analysis)) : OUTPUT_FORMATS[make].article(name, text, analysis),
      dateUnderstood: !given.date || analysis.header.date !== undefined,
    };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

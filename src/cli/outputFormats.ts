import type { Analysis } from '../analysis/analysis';
import { articleRecord } from '../formats/jsonl';
import { articlePage } from '../formats/page';

/** How annotated articles are written, one after the other, without holding them all. */
export interface OutputFormat {
  readonly before: string;
  readonly between: string;
  readonly after: string;
  article(name: string, text: string, analysis: Analysis): string;
}

export const OUTPUT_FORMATS = {
  jsonl: {
    before: '',
    between: '',
    after: '',
    article: (name, _text, analysis) => `${JSON.stringify(articleRecord(name, analysis))}\n`,
  },
  json: {
    before: '[\n',
    between: ',\n',
    after: '\n]\n',
    article: (name, _text, analysis) => JSON.stringify(articleRecord(name, analysis)),
  },
  text: { before: '', between: `\n${'─'.repeat(78)}\n\n`, after: '', article: articlePage },
} as const satisfies Record<string, OutputFormat>;

export type OutputFormatName = keyof typeof OUTPUT_FORMATS;

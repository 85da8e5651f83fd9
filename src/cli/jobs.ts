import type { Analysis, StepFailure } from '../analysis/analysis';
import { type PackedAnalysis, packAnalysis } from '../analysis/packed';
import { digestOf } from '../corpus/digest';
import { encodeDigest } from '../corpus/encoding';
import { type FormatId, formatOf } from '../formats/formats';
import { type Loss, lossesOf } from '../formats/losses';
import { annotatedArticle } from '../formats/reviewed';
import { applyReview } from '../review/apply';
import { NO_REVIEW, type Sidecar } from '../review/sidecar';
import type { Analyse } from './world';
import { OUTPUT_FORMATS, type OutputFormatName } from './outputFormats';
import type { TextInput } from './inputs';

/** What to make of a text: an output format's words, a digest for the index, or the files of an export. */
export type Making = OutputFormatName | PackedOrder | DigestOrder | ExportOrder;

/** The analysis itself, packed. */
export interface PackedOrder {
  readonly packed: true;
}

export interface DigestOrder {
  /** What people decided about the article; undefined for what nobody can decide about. */
  readonly review: Sidecar | undefined;
}

export interface ExportOrder extends DigestOrder {
  readonly format: FormatId;
  /** What annotates, as the export names it. */
  readonly model: string;
}

/** An article as an export format writes it. */
export interface Exported {
  /** As `Format.write` gives them. */
  readonly contents: readonly string[];
  readonly losses: readonly Loss[];
  /** Decisions whose words are not found in the text any more: they are not in the export. */
  readonly orphans: number;
}

/** A text to analyse, and what to make of it. */
export interface Job extends Pick<TextInput, 'name' | 'text' | 'form' | 'given'> {
  readonly make: Making;
}

export type Made = string | Uint8Array | Exported | PackedAnalysis;

export type Reply =
  | {
      readonly made: Made;
      /** False when a date was given beside the text that is none. */
      readonly dateUnderstood: boolean;
      /** Steps of the analysis that threw: what they find is missing. */
      readonly failures: readonly StepFailure[];
    }
  | { readonly failure: string };

/** Does a job on this thread. Never rejects. */
export async function doJob({ make, name, text, form, given }: Job, analyse: Analyse): Promise<Reply> {
  try {
    const analysis = await analyse(text, { form, given });
    return {
      made: made(make, name, text, analysis),
      dateUnderstood: !given.date || analysis.header.date !== undefined,
      failures: analysis.failures ?? [],
    };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

function made(make: Making, name: string, text: string, analysis: Analysis): Made {
  if (typeof make === 'string') return OUTPUT_FORMATS[make].article(name, text, analysis);
  if ('packed' in make) return packAnalysis(analysis);
  const { decisions, prints } = make.review ?? NO_REVIEW;
  const reviewed = applyReview(analysis, text, decisions, prints);
  if (!('format' in make)) {
    const verdicts = new Map(
      [...reviewed.reviews].map(([item, { verdict }]) => ['content' in item ? item.id : '', verdict]),
    );
    const verdictOf = (claim: string) => verdicts.get(claim);
    return encodeDigest(digestOf(text, reviewed.analysis, { verdictOf }));
  }
  const article = annotatedArticle(name, text, reviewed, make.model);
  const format = formatOf(make.format)!;
  return { contents: format.write(article), losses: lossesOf(article, format.loses), orphans: reviewed.orphans.length };
}

import type { Analysis, Claim } from '../analysis/analysis';
import { publisherOf } from '../analysis/article/address';
import { speakerOf } from './claims';
import { markdownLink, markdownText } from './markdown';
import { onOneLine, quoted, withoutQuotes, writtenDate } from './words';

export type CitationFormat = 'plain' | 'markdown';

/**
 * A claim as one would cite it. Direct speech with quotation marks, other speech without:
 *
 *     “We are willing …” — senior U.S. official, in “US open to talks …”, wdsm710.com, 8 January 2022, https://…
 *     Senior U.S. official said that there are some areas …, in “US open to talks …”, wdsm710.com, 8 January 2022, …
 *
 * The claim's words are copied as they stand; where they begin a sentence, a colon goes before them.
 *
 * What the article does not tell (no speaker, no date) is left out. In Markdown the title links to the article, and
 * nothing that the article says can become a link, an image or HTML.
 */
export function citation(
  claim: Claim,
  { text, header, entities }: Pick<Analysis, 'header' | 'entities'> & { readonly text: string },
  format: CitationFormat,
): string {
  const write = format === 'markdown' ? markdownText : onOneLine;
  const speaker = speakerOf(claim, text, entities);
  const url = header.url && onOneLine(header.url.value);
  const title = header.title && quoted(onOneLine(header.title.value));
  const links = format === 'markdown' && url !== undefined && publisherOf(url) !== undefined;
  const place = [
    title && `in ${links ? markdownLink(title, url) : write(title)}`,
    url && publisherOf(url) && write(publisherOf(url)!),
    header.date && writtenDate(header.date.value),
    url && (links ? (title ? undefined : markdownLink(url, url)) : write(url)),
  ].filter((part) => part !== undefined && part !== '');

  const words = onOneLine(claim.text);
  if (claim.kind !== 'direct') return [write(reported(claim, speaker, words)), ...place].join(', ');
  const whence = [...(speaker ? [write(speaker)] : []), ...place].join(', ');
  return whence ? `${write(quoted(words))} — ${whence}` : write(quoted(words));
}

/** Verbs after which a clause may stand with "that". */
const THAT_VERBS = new Set(
  (
    'said says say saying added adds acknowledged admitted alleged announced argued argues asserted believes believed ' +
    'claimed claims concluded conceded confirmed contended declared denied denies emphasized estimated explained ' +
    'expects hopes indicated insisted insists maintained noted notes predicted reported reports reiterated revealed ' +
    'stated states stressed suggested suggests testified thinks thought vowed warned warns wrote writes'
  ).split(' '),
);

/** Words that begin a clause by themselves. */
const OPENS_CLAUSE = /^(?:that|to|if|whether|how|why|what|when|where|who|which|as|because|not to)\b/i;

/** Words that have a capital because a sentence begins with them. */
const BEGINS_SENTENCE =
  /^(?:The|A|An|This|That|These|Those|There|It|Its|They|Their|He|His|She|Her|We|Our|You|Your|My|Any|Some|All|Both|Each|Many|Most|No|Not|Nothing|One|In|On|At|By|For|From|If|As|So|But|And|Or|When|While|With|After|Before|Because|Until|Since|To|What|Whether|How|Now|Then)\b/;

/** `Senior U.S. official said that there are …`, `Ann Lee said: There are …`, `Vladimir Putin wants an end …`, `According to Ann Lee, …` */
function reported(claim: Claim, speaker: string, words: string): string {
  const content = withoutQuotes(words).replace(/[.,;:]$/, '');
  const how = onOneLine(claim.how);
  if (!speaker) return content;
  if (!how) return `${capitalised(speaker)}: ${content}`;
  const isSentence = BEGINS_SENTENCE.test(content);
  if (/^according to$/i.test(how)) return `According to ${speaker}${isSentence ? ':' : ','} ${content}`;
  if (/\s/.test(how)) return `${capitalised(speaker)} (${how}): ${content}`;
  if (isSentence) return `${capitalised(speaker)} ${how}: ${content}`;
  const that = THAT_VERBS.has(how.toLowerCase()) && !OPENS_CLAUSE.test(content) ? 'that ' : '';
  return `${capitalised(speaker)} ${how} ${that}${content}`;
}

function capitalised(words: string): string {
  const [first = ''] = words;
  return first.toUpperCase() + words.slice(first.length);
}

import { publisherOf } from '../analysis/article/address';
import { LineIndex } from '../util/lines';
import type { AnnotatedArticle, Judgement } from './annotated';
import { claimsByActor, speakerOf } from './claims';
import { markdownLink, markdownText } from './markdown';
import { counted, onOneLine, quoted, writtenDate } from './words';

/**
 * An article's claims as a report in Markdown: by actor, most claims first, each with its line, its verdict and what was
 * noted. Nothing of the article becomes markup.
 */
export function writeReport({ file, text, hash, model, analysis, judgements }: AnnotatedArticle): string {
  const { header, entities } = analysis;
  const lines = new LineIndex(text);
  const url = header.url && onOneLine(header.url.value);
  const publisher = url && publisherOf(url);
  const about = [
    header.date && markdownText(writtenDate(header.date.value) ?? header.date.value),
    url && (publisher ? markdownLink(publisher, url) : markdownText(url)),
  ].filter(Boolean);
  const sections = claimsByActor(analysis).map(({ entity, claims }) => {
    const role = entity && (entity.named ? entity.role : 'unnamed');
    const title = [entity?.name ?? 'No actor named', role, counted(claims.length, 'claim')];
    const items = claims.flatMap((claim) => {
      const [place] = claim.attribution.content;
      const words = onOneLine(claim.text);
      const speaker = entity ? '' : speakerOf(claim, text, entities);
      const line = place ? `line ${lines.positionAt(place.start).line + 1}` : '';
      const how = [speaker, onOneLine(claim.how), claim.kind, line].filter(Boolean).join(' · ');
      return [
        `- ${markdownText(claim.kind === 'direct' ? quoted(words) : words)}  `,
        `  ${markdownText(how)}`,
        ...judgementLines(judgements.get(claim.id)),
      ];
    });
    return [`## ${markdownText(title.filter(Boolean).join(' · '))}`, '', ...items];
  });
  const parts = [
    [`# ${markdownText(header.title?.value ?? file)}`, ...(about.length ? ['', about.join(' · ')] : [])],
    ...(sections.length ? sections : [['No claims were found in this article.']]),
    [
      '---',
      '',
      `${markdownText(model)} on ${markdownText(file)}; lines are counted from 1. SHA-256 of the text: ${hash}`,
    ],
  ];
  return parts.map((part) => `${part.join('\n')}\n`).join('\n');
}

function judgementLines({ verdict, note, author, time }: Judgement = {}): string[] {
  const by = [author, time && (writtenDate(time.slice(0, 10)) ?? time)].filter(Boolean).join(', ');
  const verdictLine = verdict && `  - **${markdownText(verdict)}**${by ? ` (${markdownText(by)})` : ''}`;
  return [...(verdictLine ? [verdictLine] : []), ...(note ? [`  - ${markdownText(note)}`] : [])];
}

import type { Dateline, Header, Paragraph } from '../analysis';
import { type GivenHeader, type TextForm, step } from '../step';
import { findDateline } from './dateline';
import { headerFromGiven, parseHeader } from './header';
import { bodyParagraphs, paragraph } from './paragraphs';

/** What a text is as an article: its header, its dateline, its running text in paragraphs. */
export interface ArticleParts {
  readonly header: Header;
  readonly dateline: Dateline | undefined;
  readonly paragraphs: readonly Paragraph[];
}

/** Takes a text apart. In the form `body` nothing of it is a header: all is running text, a title comes beside it. */
export function readArticle(text: string, given: GivenHeader, form: TextForm): ArticleParts {
  if (form === 'body') return withDateline(text, headerFromGiven(given), bodyParagraphs(text, 0, false));
  const { header, titleSpan, textBetween, bodyStart, markdown } = parseHeader(text, given);
  return withDateline(text, header, [
    ...(titleSpan ? [paragraph(titleSpan, 'title')] : []),
    ...textBetween.map((span) => paragraph(span, 'body')),
    ...bodyParagraphs(text, bodyStart, markdown),
  ]);
}

export const articleStep = step({
  name: 'article',
  requires: ['text', 'given', 'form'],
  adds: ['header', 'dateline', 'paragraphs'],
  run: ({ text, given, form }) => readArticle(text, given, form),
});

function withDateline(text: string, header: Header, paragraphs: readonly Paragraph[]): ArticleParts {
  const dateline = findDateline(text, paragraphs);
  if (!dateline) return { header, dateline, paragraphs };
  return {
    header,
    dateline,
    paragraphs: paragraphs.map((each) =>
      each.role === 'body' && each.start === dateline.start
        ? { ...each, textStart: behind(text, each, dateline) }
        : each,
    ),
  };
}

/** The first word behind the dateline; the paragraph's end when there is none. */
function behind(text: string, { end }: Paragraph, dateline: Dateline): number {
  let at = dateline.end;
  while (at < end && /\s/.test(text[at])) at++;
  return at;
}

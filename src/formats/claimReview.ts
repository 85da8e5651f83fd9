import { publisherOf } from '../analysis/article/address';
import type { Attribution, Entity, Span } from '../analysis/analysis';
import type { AnnotatedArticle, Judgement, Problem, ReadItem, ReadResult } from './annotated';
import { offsetsIn, writtenOffsets } from './offsets';
import * as read from './reading';
import { onOneLine } from './words';

// schema.org ClaimReview as JSON-LD: a review for each claim that has a verdict. What schema.org has no property for
// (the words' place, the text's hash, what annotated it) stands in `identifier`, as a PropertyValue.

/** Verdicts that stand in an order, for those who count: 1 is worst. Others have words alone. */
const RATINGS: Readonly<Record<string, number>> = { false: 1, misleading: 2, true: 3 };
const WORST = 1;
const BEST = 3;

/** Says that nobody has looked at it yet, so that there is nothing to publish. */
const NOT_CHECKED = 'not checked';

/** Empty when no claim of the article has a verdict. */
export function writeClaimReviews(article: AnnotatedArticle): string {
  const { file, hash, model, analysis, judgements } = article;
  const { header, claims } = analysis;
  const entities = new Map(analysis.entities.map((entity) => [entity.id, entity]));
  const appearance = {
    '@type': 'NewsArticle',
    headline: header.title && onOneLine(header.title.value),
    datePublished: header.date?.value,
    url: header.url?.value,
    publisher: header.url && { '@type': 'Organization', name: publisherOf(header.url.value) },
    identifier: [property('file', file), property('sha256', hash), property('model', model)],
  };
  const reviews = claims.flatMap(({ id, text, actor, attribution }) => {
    const { verdict, note, author, time } = judgements.get(id) ?? {};
    if (!verdict || verdict === NOT_CHECKED) return [];
    const speaker = entities.get(actor ?? '');
    const ratingValue = Object.hasOwn(RATINGS, verdict) ? RATINGS[verdict] : undefined;
    return [
      {
        '@type': 'ClaimReview',
        claimReviewed: onOneLine(text),
        reviewBody: note,
        datePublished: time,
        author: author ? { '@type': 'Person', name: author } : undefined,
        reviewRating: {
          '@type': 'Rating',
          alternateName: verdict,
          ...(ratingValue !== undefined && { ratingValue, worstRating: WORST, bestRating: BEST }),
        },
        itemReviewed: {
          '@type': 'Claim',
          author: speaker && { '@type': schemaType(speaker), name: onOneLine(speaker.name) },
          datePublished: header.date?.value,
          appearance,
          identifier: property('offsets UTF-16', writtenOffsets(attribution.content)),
        },
      },
    ];
  });
  if (!reviews.length) return '';
  return `${JSON.stringify({ '@context': 'https://schema.org', '@graph': reviews }, undefined, 2)}\n`;
}

function property(propertyID: string, value: string): object {
  return { '@type': 'PropertyValue', propertyID, value };
}

function schemaType({ type }: Entity): string {
  return type === 'PERSON' ? 'Person' : 'Organization'; // who else speaks: states, agencies, groups
}

/** Reads verdicts on claims whose place the file tells: those that `writeClaimReviews` wrote. */
export function readClaimReviews(content: string): ReadResult {
  const problems: Problem[] = [];
  const articles = new Map<string, Gathered>();
  const reviews = read.attempt(problems, 'the file', () => reviewsOf(content)) ?? [];
  reviews.forEach((value, index) => {
    read.attempt(problems, `review ${index + 1}`, () => {
      const review = read.fields(value, 'the review');
      const claim = read.fields(review.itemReviewed, 'itemReviewed');
      const about = readAbout(claim.appearance);
      const place = identified(claim.identifier, 'offsets UTF-16');
      if (place === undefined) {
        throw new read.Unreadable(
          'its claim has no identifier "offsets UTF-16": it is not known which words are meant',
        );
      }
      const spans: Span[] = offsetsIn(place, 'offsets UTF-16');
      if (!spans.length) throw new read.Unreadable('its claim has no words');
      const key = JSON.stringify([about.file, about.hash]);
      const article: Gathered = articles.get(key) ?? {
        ...about,
        attributions: [],
        judgements: new Map(),
        places: new Map(),
      };
      articles.set(key, article);
      const id = `a${article.attributions.length + 1}`;
      const rating = read.fields(review.reviewRating, 'reviewRating');
      const author = read.isFields(review.author) ? review.author.name : undefined;
      const verdict = read.text(rating.alternateName, 'reviewRating.alternateName');
      article.judgements.set(
        id,
        read.judgement(verdict, review.reviewBody, author, review.datePublished, 'the review'),
      );
      const roles = { source: [], cue: [], content: spans };
      const attribution: Attribution = { id, ...roles, kind: 'indirect', confidence: 1, actor: null };
      article.places.set(attribution, `review ${index + 1}`);
      article.attributions.push(attribution);
    });
  });
  return {
    articles: [...articles.values()].map(({ attributions, judgements, places, ...about }) => ({
      ...about,
      ...read.inTextOrder({ entities: [], dates: [], attributions, judgements, places }),
    })),
    problems,
  };
}

interface Gathered extends About {
  readonly attributions: Attribution[];
  readonly judgements: Map<string, Judgement>;
  readonly places: Map<ReadItem, string>;
}

interface About {
  readonly file?: string;
  readonly hash?: string;
  readonly model?: string;
}

function reviewsOf(content: string): readonly unknown[] {
  const value = read.json(content, 'reviews as JSON-LD');
  if (read.isFields(value) && Array.isArray(value['@graph'])) return value['@graph'];
  return Array.isArray(value) ? value : [value];
}

function readAbout(appearance: unknown): About {
  const identifier = read.isFields(appearance) ? appearance.identifier : undefined;
  return {
    file: identified(identifier, 'file'),
    hash: identified(identifier, 'sha256'),
    model: identified(identifier, 'model'),
  };
}

function identified(identifier: unknown, propertyID: string): string | undefined {
  const values: readonly unknown[] = Array.isArray(identifier) ? identifier : [identifier];
  const found = values.filter(read.isFields).find((each) => each.propertyID === propertyID)?.value;
  return typeof found === 'string' ? found : undefined;
}

/** Labels and the corpora's texts put together: articles as the scorers and the trainers read them. */
import { newsRecords, newsText, polnearArticle, readLabels, readSplit } from './files.mjs';
import {
  sha256,
  sourceForm,
  type ArticleLabel,
  type LabelAttribution,
  type LabelEntity,
  type LinkLabel,
  type SourceForm,
} from './labels.mjs';

/** Actors as the scorers have them: one. All of them stay in `actors`, and `sourceForm` says how the first is worded. */
export interface LabelledAttribution extends Omit<LabelAttribution, 'kind'> {
  readonly kind?: LabelAttribution['kind'];
  readonly actor: string | null;
  readonly sourceForm: SourceForm;
}

export interface LabelledArticle {
  readonly text: string;
  readonly record: {
    readonly file: string;
    readonly title?: string | null;
    readonly date?: string | null;
    readonly url?: string | null;
    readonly entities: readonly (LabelEntity & { readonly name: string; readonly named: boolean })[];
    readonly attributions: readonly LabelledAttribution[];
    readonly optionalAttributions?: readonly LabelledAttribution[];
  };
}

const withActor = <A extends Pick<LabelAttribution, 'source' | 'actors'>>(
  attribution: A,
  entities: readonly LabelEntity[],
) => ({
  ...attribution,
  actor: attribution.actors[0] ?? null,
  sourceForm: sourceForm(
    attribution.source,
    entities.find(({ id }) => id === attribution.actors[0]),
  ),
});

function named(entities: readonly LabelEntity[], text: string): LabelledArticle['record']['entities'] {
  return entities.map((entity) => {
    const names = entity.mentions.filter(({ kind }) => kind === 'name');
    const [best] = (names.length ? names : [...entity.mentions]).toSorted(
      (a, b) => b.end - b.start - (a.end - a.start),
    );
    return { ...entity, name: text.slice(best.start, best.end), named: names.length > 0 };
  });
}

function checked(text: string, label: { file: string; sha256: string }): string {
  if (sha256(text) === label.sha256) return text;
  throw new Error(`${label.file} is not the text that was labelled: its SHA-256 differs.`);
}

function newsGold(label: ArticleLabel): LabelledArticle {
  const text = checked(newsText(label.file), label);
  const { attributions, optionalAttributions, entities, labeller, file } = label;
  const { title, date, url } = newsRecords().find((record) => record.file === file) ?? {};
  const linked = (some: readonly LabelAttribution[]) => some.map((each) => withActor(each, entities));
  return {
    text,
    record: {
      ...{ file, title, date, url, labeller },
      entities: named(entities, text),
      attributions: linked(attributions),
      optionalAttributions: linked(optionalAttributions),
    },
  };
}

function polnearGold(label: LinkLabel): LabelledArticle {
  const article = polnearArticle(label.file);
  if (!article) throw new Error(`PolNeAR has no article ${label.file}.`);
  const text = checked(article.text, label);
  const attributions = article.record.attributions.map((each, i) =>
    withActor({ ...each, actors: label.actors[i] }, label.entities),
  );
  return { text, record: { ...article.record, entities: named(label.entities, text), attributions } };
}

/** Articles of the corpus `news` that are labelled, those on which results are measured or the others. */
export function labelledNews(
  part: 'dev' | 'train' | 'all',
  labels: 'news.jsonl' | 'second.jsonl' = 'news.jsonl',
): LabelledArticle[] {
  const { dev } = readSplit();
  return readLabels<ArticleLabel>(labels)
    .filter(({ file }) => part === 'all' || dev.includes(file) === (part === 'dev'))
    .map(newsGold);
}

/** Articles of PolNeAR whose actors are linked. */
export function linkedPolnear(part: 'dev' | 'train' | 'all'): LabelledArticle[] {
  return readLabels<LinkLabel>('polnear.jsonl')
    .filter(({ file }) => part === 'all' || polnearArticle(file)?.part === part)
    .map(polnearGold);
}

/** Trains and measures the part-of-speech tagger on GUM's Penn Treebank tags. */
import { type Lexicon, makeLexicon } from '../src/analysis/text/lexicon';
import {
  FEATURES,
  type PartOfSpeechModel,
  partOfSpeechModel,
  tagFeatures,
  tagSentences,
  WORD_FEATURES,
} from '../src/analysis/text/partOfSpeech';
import { splitSentences } from '../src/analysis/text/sentences';
import { TAG, type Tag, TAGS } from '../src/analysis/text/tags';
import { tokenise } from '../src/analysis/text/tokens';
import { casingOf, WORD_FORM, FORMS, type WordForms, wordForms } from '../src/analysis/text/wordForms';
import { bestOf } from '../src/analysis/tagger/weights';
import { corpusFolder, readGold, readTrees, type Tree } from './corpora.mjs';
import { createPerceptron } from './averagedPerceptron.mjs';
import { wordClasses } from './lexicon.mjs';
import { randomFrom, shuffle } from './random.mjs';
import { OPINION_FEATURES, opinionFeatures, tagByTeacher, winkOpinions } from './secondOpinion.mjs';
import { type Variant, vary } from './variants.mjs';

/** How much of the training data is also seen in each form. */
const SHARES: Readonly<Record<Variant, number>> = { plain: 1, stripped: 1, upper: 0.15, title: 0.2, lower: 0.1 };

interface Tagged {
  readonly forms: WordForms;
  readonly tags: Uint8Array;
  /** What a second opinion says of each token, where a teacher is trained. */
  readonly opinions?: Uint8Array;
}

/** The tree's words as the product's own tokeniser finds them, with their tags. */
function tagged(tree: Tree): Tagged {
  const { starts, ends } = tokenise(tree.text);
  return { forms: wordForms(tree.text, starts, ends), tags: tagsOf(tree, starts, ends) };
}

function taggedWithOpinions(tree: Tree): Tagged {
  const { starts, ends } = tokenise(tree.text);
  return { ...tagged(tree), opinions: winkOpinions(tree.text, starts, ends) };
}

/** The tree's own tokens. */
function goldTokens(tree: Tree): Tagged {
  return { forms: wordForms(tree.text, tree.starts, tree.ends), tags: goldTags(tree) };
}

function goldTags(tree: Tree): Uint8Array {
  return Uint8Array.from(tree.tags, (tag) => TAG[tag as Tag] ?? TAG.FW);
}

/** Tags of tokens that are not the tree's own. */
function tagsOf(tree: Tree, starts: readonly number[], ends: readonly number[]): Uint8Array {
  return Uint8Array.from(starts, (start, i) => tagOf(tree, start, ends[i]));
}

/** The tag of the words `[start, end)`, which may be several tokens of the tree or part of one. */
function tagOf(tree: Tree, start: number, end: number): number {
  const inside: number[] = [];
  for (let t = 0; t < tree.starts.length; t++) {
    if (tree.starts[t] < end && tree.ends[t] > start && tree.ends[t] > tree.starts[t]) inside.push(t);
  }
  const first = tree.tags[inside[0]];
  const word = tree.text.slice(start, end);
  if (inside.length === 1 && (start > tree.starts[inside[0]] || end < tree.ends[inside[0]])) {
    if (/^-+$/.test(word)) return TAG.HYPH;
    if (/^\p{Lu}/u.test(word) && first === 'JJ') return TAG.NNP; // the "Beijing" of "pro-Beijing"
  }
  if (inside.length > 1 && tree.tags[inside[1]] === 'POS') {
    if (first === 'NNP' || first === 'NNPS') return TAG.NNP$;
    if (first === 'NN' || first === 'NNS') return TAG.NN$;
  }
  return TAG[first as Tag] ?? TAG.FW;
}

/** Features that occur less often get no weight, and weights below this (of 127) are dropped: half the size for 0.1 %. */
const MIN_COUNT = 5;
const LEAST = 3;
/** In training the word itself is hidden this often, so that unknown words are learnt too. */
const HIDDEN = 0.25;
/** A word that came this often, and all but once in SURE times with one tag, has only that tag. */
const OFTEN = 40;
const SURE = 500;

function lexiconFrom(sentences: readonly Tagged[]): Lexicon {
  const counts = new Map<number, Map<number, number>>();
  for (const { forms, tags } of sentences) {
    tags.forEach((tag, i) => {
      const word = forms.table[FORMS.width * forms.types[i] + WORD_FORM.lower];
      const byTag = counts.get(word) ?? new Map<number, number>();
      byTag.set(tag, (byTag.get(tag) ?? 0) + 1);
      counts.set(word, byTag);
    });
  }
  const only = new Map<number, number>();
  for (const [hash, byTag] of counts) {
    const all = [...byTag.values()].reduce((sum, count) => sum + count, 0);
    const [tag, most] = [...byTag].reduce((best, one) => (one[1] > best[1] ? one : best));
    if (all >= OFTEN && (all - most) * SURE <= all) only.set(hash, tag);
  }
  const classes = wordClasses();
  return makeLexicon(
    [...new Set([...classes.keys(), ...only.keys()])].map((hash) => ({
      hash,
      wordClass: classes.get(hash) ?? 0,
      tag: only.get(hash) ?? -1,
    })),
  );
}

/** The teacher who tags the news. */
function trainTeacher(trees: readonly Tree[]): PartOfSpeechModel {
  return trainPartOfSpeech(trees, { teacher: true });
}

/** The tagger that ships: it learns from GUM and from news that a teacher has tagged. */
export function trainTagger(): PartOfSpeechModel {
  const trees = readTrees(corpusFolder('syntax', 'gum', 'train'));
  return trainPartOfSpeech(trees, { news: readNews(trainTeacher(trees)), epochs: 6 });
}

/** News tagged by a teacher, as trees without arcs: one article of PolNeAR in `oneIn`. */
function readNews(teacher: PartOfSpeechModel, oneIn = 2): Tree[] {
  const articles = readGold(corpusFolder('attribution', 'polnear', 'train')).filter((_, i) => i % oneIn === 0);
  return articles.flatMap(({ text, record }) =>
    text.split('\n').flatMap((paragraph) =>
      tagByTeacher(paragraph, teacher).map(({ tags, ...words }) => ({
        ...words,
        document: record.file,
        tags: [...tags].map((tag) => TAGS[tag]),
        ...{ lemmas: [], heads: [], relations: [] },
      })),
    ),
  );
}

/** How much of the news is seen, beside the share of the variant. */
const NEWS_SHARE = 0.5;

interface TrainOptions {
  readonly epochs?: number;
  readonly seed?: number;
  /** News to learn from beside the trees. */
  readonly news?: readonly Tree[];
  /** Train a teacher, who also hears the second opinion? */
  readonly teacher?: boolean;
}

export function trainPartOfSpeech(
  trees: readonly Tree[],
  { epochs = 7, seed = 1, news = [], teacher = false }: TrainOptions = {},
): PartOfSpeechModel {
  const random = randomFrom(seed);
  const sentences = (Object.keys(SHARES) as Variant[])
    .flatMap((variant) =>
      [
        ...trees.filter(() => random() < SHARES[variant]),
        ...news.filter(() => random() < SHARES[variant] * NEWS_SHARE),
      ].map((tree) => (teacher ? taggedWithOpinions : tagged)(vary(tree, variant))),
    )
    .filter(({ tags }) => tags.length > 0);
  const lexicon = lexiconFrom(sentences);
  const perceptron = createPerceptron(TAGS, MIN_COUNT);
  const features = new Int32Array(FEATURES + (teacher ? OPINION_FEATURES : 0));
  const scores = new Float64Array(TAGS.length);
  const prepared = sentences.map(({ forms, tags, opinions }) => {
    const known = forms.vocabulary.column(lexicon.known);
    const sentence = { forms, known, from: 0, to: tags.length, casing: casingOf(forms.shape, 0, tags.length) };
    for (let i = 0; i < tags.length; i++) {
      if (known[2 * forms.types[i] + 1]) continue;
      tagFeatures(sentence, i, tags, features);
      if (opinions) opinionFeatures(sentence, opinions, i, tags, features);
      for (const one of features) perceptron.count(one);
    }
    return { sentence, tags, opinions };
  });
  for (let epoch = 1; epoch <= epochs; epoch++) {
    let wrong = 0;
    let seen = 0;
    for (const { sentence, tags, opinions } of shuffle(prepared, random)) {
      const found = new Uint8Array(tags.length);
      for (let i = 0; i < tags.length; i++) {
        const sure = sentence.known[2 * sentence.forms.types[i] + 1];
        if (sure) {
          found[i] = sure - 1;
          continue;
        }
        tagFeatures(sentence, i, found, features);
        if (opinions) opinionFeatures(sentence, opinions, i, found, features);
        if (random() < HIDDEN) for (const one of WORD_FEATURES) features[one] = 0;
        scores.fill(0);
        for (const one of features) perceptron.addScores(one, scores);
        found[i] = bestOf(scores, TAGS.length);
        seen++;
        if (found[i] !== tags[i]) {
          wrong++;
          for (const one of features) {
            perceptron.update(one, tags[i], 1);
            perceptron.update(one, found[i], -1);
          }
        }
        perceptron.tick();
      }
    }
    console.log(`part of speech, epoch ${epoch}: ${((100 * wrong) / seen).toFixed(2)} % wrong in training`);
  }
  return partOfSpeechModel(perceptron.finish(LEAST), lexicon);
}

/** Accuracy in per cent on the dev trees: with the trees' own tokens, and with ours in each form of the text. */
export function evaluatePartOfSpeech(model: PartOfSpeechModel): Record<string, number> {
  const trees = readTrees(corpusFolder('syntax', 'gum', 'dev'));
  const news = trees.filter(({ document }) => /_(news|interview|speech)_/.test(document));
  return {
    'gold tokens': accuracy(trees.map(goldTokens), model),
    'gold tokens, news, interviews and speeches': accuracy(news.map(goldTokens), model),
    ...Object.fromEntries(
      (Object.keys(SHARES) as Variant[]).map((variant) => [
        `own tokens, ${variant}`,
        accuracy(
          trees.map((tree) => tagged(vary(tree, variant))),
          model,
        ),
      ]),
    ),
  };
}

function accuracy(sentences: readonly Tagged[], model: PartOfSpeechModel): number {
  let right = 0;
  let all = 0;
  for (const { forms, tags } of sentences) {
    const found = tagSentences(forms, [tags.length], model);
    for (let i = 0; i < tags.length; i++) if (found[i] === tags[i]) right++;
    all += tags.length;
  }
  return (100 * right) / all;
}

/** Of the dev trees' tokens: how many ours find with exactly their bounds (precision, recall, in per cent). */
export function evaluateTokens(): { precision: number; recall: number; misses: Map<string, number> } {
  let both = 0;
  let gold = 0;
  let own = 0;
  const misses = new Map<string, number>();
  for (const tree of readTrees(corpusFolder('syntax', 'gum', 'dev'))) {
    const { starts, ends } = tokenise(tree.text);
    const found = new Set(starts.map((start, i) => `${start}-${ends[i]}`));
    own += starts.length;
    gold += tree.starts.length;
    tree.starts.forEach((start, t) => {
      if (found.has(`${start}-${tree.ends[t]}`)) both++;
      else {
        const around = tree.text.slice(Math.max(0, start - 6), tree.ends[t] + 6);
        const key = `${tree.text.slice(start, tree.ends[t])}   in   ${around}`;
        misses.set(key, (misses.get(key) ?? 0) + 1);
      }
    });
  }
  return { precision: (100 * both) / own, recall: (100 * both) / gold, misses };
}

/** Of the dev documents' sentence bounds, when each document is one paragraph: found rightly (F1, in per cent). */
export function evaluateSentences(): number {
  const documents = new Map<string, Tree[]>();
  for (const tree of readTrees(corpusFolder('syntax', 'gum', 'dev'))) {
    if (!/_(news|bio|voyage|speech)_/.test(tree.document)) continue;
    documents.set(tree.document, [...(documents.get(tree.document) ?? []), tree]);
  }
  let both = 0;
  let gold = 0;
  let own = 0;
  for (const trees of documents.values()) {
    const ends = new Set<number>();
    let text = '';
    for (const tree of trees) {
      text += (text && ' ') + tree.text;
      ends.add(text.length);
    }
    const tokens = tokenise(text);
    const found = splitSentences(text, tokens).map((end) => tokens.ends[end - 1]);
    both += found.filter((end) => ends.has(end)).length;
    own += found.length;
    gold += ends.size;
  }
  return (200 * both) / (own + gold);
}

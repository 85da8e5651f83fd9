/** Trains and measures the part-of-speech tagger on GUM's Penn Treebank tags. */
import { type Lexicon, makeLexicon } from '../src/analysis/text/lexicon';
import {
  FEATURES,
  lookUp,
  type PartOfSpeechModel,
  tagFeatures,
  tagSentences,
  WORD_FEATURES,
} from '../src/analysis/text/partOfSpeech';
import { splitSentences } from '../src/analysis/text/sentences';
import { TAG, type Tag, TAGS } from '../src/analysis/text/tags';
import { tokenise } from '../src/analysis/text/tokens';
import { casingOf, type WordForms, wordForms } from '../src/analysis/text/wordForms';
import { createPerceptron, randomFrom, shuffle } from '../src/analysis/tagger/train';
import { bestOf } from '../src/analysis/tagger/weights';
import { corpusFolder, readTrees, type Tree } from './corpora.mjs';
import { wordClasses } from './lexicon.mjs';
import { type Variant, vary } from './variants.mjs';

/** How much of the training data is also seen in each form. */
const SHARES: Readonly<Record<Variant, number>> = { plain: 1, stripped: 1, upper: 0.15, title: 0.2, lower: 0.1 };

interface Tagged {
  readonly forms: WordForms;
  readonly tags: Uint8Array;
}

/** The tree's words as the product's own tokeniser finds them, with their tags. */
function tagged(tree: Tree): Tagged {
  const { starts, ends } = tokenise(tree.text);
  const tags = starts.map((start, i) => tagOf(tree, start, ends[i]));
  return { forms: wordForms(tree.text, starts, ends), tags: Uint8Array.from(tags) };
}

/** The tree's own tokens. */
function goldTokens(tree: Tree): Tagged {
  return {
    forms: wordForms(tree.text, tree.starts, tree.ends),
    tags: Uint8Array.from(tree.tags.map((tag) => TAG[tag as Tag] ?? TAG.FW)),
  };
}

/** The tag of the words `[start, end)`, which may be several tokens of the tree or part of one. */
export function tagOf(tree: Tree, start: number, end: number): number {
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

/** In training the word itself is hidden this often, so that unknown words are learnt too. */
const HIDDEN = 0.25;
/** A word that came this often, and all but once in SURE times with one tag, has only that tag. */
const OFTEN = 40;
const SURE = 500;

function lexiconFrom(sentences: readonly Tagged[]): Lexicon {
  const counts = new Map<number, Map<number, number>>();
  for (const { forms, tags } of sentences) {
    tags.forEach((tag, i) => {
      const byTag = counts.get(forms.lower[i]) ?? new Map<number, number>();
      byTag.set(tag, (byTag.get(tag) ?? 0) + 1);
      counts.set(forms.lower[i], byTag);
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

export function trainPartOfSpeech(epochs = 7, seed = 1): PartOfSpeechModel {
  const random = randomFrom(seed);
  const trees = readTrees(corpusFolder('syntax', 'gum', 'train'));
  const sentences = (Object.keys(SHARES) as Variant[])
    .flatMap((variant) => trees.filter(() => random() < SHARES[variant]).map((tree) => tagged(vary(tree, variant))))
    .filter(({ tags }) => tags.length > 0);
  const lexicon = lexiconFrom(sentences);
  const perceptron = createPerceptron(TAGS, 3);
  const features = new Int32Array(FEATURES);
  const scores = new Float64Array(TAGS.length);
  const prepared = sentences.map(({ forms, tags }) => {
    const known = lookUp(forms, lexicon);
    const sentence = { forms, known, from: 0, to: tags.length, casing: casingOf(forms.shape, 0, tags.length) };
    for (let i = 0; i < tags.length; i++) {
      if (known.tags[i]) continue;
      tagFeatures(sentence, i, tags, features);
      for (const one of features) perceptron.count(one);
    }
    return { sentence, tags };
  });
  for (let epoch = 1; epoch <= epochs; epoch++) {
    let wrong = 0;
    let seen = 0;
    for (const { sentence, tags } of shuffle(prepared, random)) {
      const found = new Uint8Array(tags.length);
      for (let i = 0; i < tags.length; i++) {
        const sure = sentence.known.tags[i];
        if (sure) {
          found[i] = sure - 1;
          continue;
        }
        tagFeatures(sentence, i, found, features);
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
  return { weights: perceptron.finish(), lexicon };
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

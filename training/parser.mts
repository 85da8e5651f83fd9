/** Trains and measures the dependency parser on GUM's trees. */
import {
  allowedMoves,
  apply,
  beginParse,
  bestMove,
  bestRelation,
  isFinal,
  isRootArc,
  LEFT,
  MOVE_FEATURES,
  moveFeatures,
  MOVES,
  type ParserModel,
  parseSentences,
  type ParseState,
  RELATION_FEATURES,
  relationFeatures,
  RIGHT,
  SHIFT,
} from '../src/analysis/text/parser';
import { type PartOfSpeechModel, tagSentences } from '../src/analysis/text/partOfSpeech';
import { RELATION, type Relation, RELATIONS } from '../src/analysis/text/relations';
import { tokenise } from '../src/analysis/text/tokens';
import { type WordForms, wordForms } from '../src/analysis/text/wordForms';
import { createPerceptron, randomFrom, shuffle } from '../src/analysis/tagger/train';
import { corpusFolder, readTrees, type Tree } from './corpora.mjs';
import { goldTags, tagsOf, trainPartOfSpeech } from './partOfSpeech.mjs';
import { type Variant, vary } from './variants.mjs';

/** How much of the training data is also seen in each form. */
const SHARES: Readonly<Record<Variant, number>> = { plain: 1, stripped: 0.5, upper: 0, title: 0.1, lower: 0 };

interface Example {
  readonly forms: WordForms;
  readonly tags: Uint8Array;
  /** Within the sentence; `count` is the root. */
  readonly heads: Int32Array;
  readonly relations: Uint8Array;
}

/** The tree over the product's own tokens; their tags are those of the tree. */
export function ownTree(tree: Tree): Example {
  const { starts, ends } = tokenise(tree.text);
  const count = starts.length;
  // For each token of the tree the last of ours that it lies in: "pro-Beijing" hangs on "Beijing".
  const own = tree.starts.map((start, t) => {
    if (tree.ends[t] === start) return -1;
    let last = -1;
    for (let i = 0; i < count && starts[i] < tree.ends[t]; i++) if (ends[i] > start) last = i;
    return last;
  });
  const heads = new Int32Array(count).fill(-1);
  const relations = new Uint8Array(count).fill(RELATION.dep);
  tree.heads.forEach((head, t) => {
    const here = own[t];
    if (here < 0) return;
    while (head >= 0 && own[head] < 0) head = tree.heads[head]; // the head was dropped: a dash, a quotation mark
    if (head >= 0 && own[head] === here) return; // an arc inside one of our tokens
    heads[here] = head < 0 ? count : own[head];
    relations[here] = head < 0 ? RELATION.root : RELATION[tree.relations[t] as Relation];
  });
  for (let i = 0; i < count; i++) {
    if (heads[i] >= 0) continue; // a piece of a token of the tree: it hangs on the last piece
    const t = tree.starts.findIndex((start, t) => start < ends[i] && tree.ends[t] > starts[i]);
    heads[i] = t >= 0 && own[t] !== i ? own[t] : count;
    relations[i] = RELATION[/^\W+$/.test(tree.text.slice(starts[i], ends[i])) ? 'punct' : 'compound'];
  }
  const forms = wordForms(tree.text, starts, ends);
  return { forms, tags: tagsOf(tree, starts, ends), heads, relations };
}

/** The tree over its own tokens. */
function goldTree(tree: Tree): Example {
  const forms = wordForms(tree.text, tree.starts, tree.ends);
  return {
    forms,
    tags: goldTags(tree),
    heads: Int32Array.from(tree.heads, (head) => (head < 0 ? tree.heads.length : head)),
    relations: Uint8Array.from(tree.relations, (relation) => RELATION[relation as Relation]),
  };
}

const PARTS = 5;

/**
 * The training trees with tags as the tagger finds them in text it was not trained on (jackknifing): the parser learns to
 * live with the tagger's errors.
 */
function trainingExamples(trees: readonly Tree[], random: () => number): Example[] {
  const documents = [...new Set(trees.map(({ document }) => document))];
  const part = new Map(documents.map((document, i) => [document, i % PARTS]));
  const examples: Example[] = [];
  for (let p = 0; p < PARTS; p++) {
    const tagger = trainPartOfSpeech(
      trees.filter(({ document }) => part.get(document) !== p),
      { epochs: 4 },
    );
    for (const tree of trees.filter(({ document }) => part.get(document) === p)) {
      for (const variant of Object.keys(SHARES) as Variant[]) {
        if (random() >= SHARES[variant]) continue;
        const example = ownTree(vary(tree, variant));
        const count = example.heads.length;
        if (count) examples.push({ ...example, tags: tagSentences(example.forms, [count], tagger) });
      }
    }
  }
  return examples;
}

/** Moves that lose the fewest arcs of the gold tree, as bits (the dynamic oracle of Goldberg and Nivre 2013). */
function cheapestMoves({ stack, depth, front, count }: ParseState, heads: Int32Array, allowed: number): number {
  const s0 = depth > 0 ? stack[depth - 1] : -1;
  const s1 = depth > 1 ? stack[depth - 2] : -1;
  const costs = [0, 0, 0];
  for (let d = 0; d < depth; d++) {
    if (heads[stack[d]] === front) costs[SHIFT]++;
    if (d < depth - 1 && heads[front] === stack[d]) costs[SHIFT]++;
  }
  if (s0 >= 0) {
    let lost = 0;
    for (let b = front; b < count; b++) if (heads[b] === s0) lost++;
    costs[LEFT] = lost + (heads[s0] === s1 || heads[s0] > front ? 1 : 0);
    costs[RIGHT] = lost + (heads[s0] >= front ? 1 : 0);
  }
  const possible = [SHIFT, LEFT, RIGHT].filter((move) => allowed & (1 << move));
  const least = Math.min(...possible.map((move) => costs[move]));
  return possible.reduce((bits, move) => bits | (costs[move] === least ? 1 << move : 0), 0);
}

/** Features that occur less often get no weight, and weights below LEAST of 127 are dropped: the file is to stay small. */
const MIN_COUNT = { moves: 28, relations: 10 };
const LEAST = 5;

export function trainParser(epochs = 6, seed = 1): ParserModel {
  const random = randomFrom(seed);
  const trees = readTrees(corpusFolder('syntax', 'gum', 'train'));
  const examples = trainingExamples(trees, random);
  const moves = createPerceptron(MOVES, MIN_COUNT.moves);
  const labels = createPerceptron(RELATIONS, MIN_COUNT.relations);
  const forMoves = new Int32Array(MOVE_FEATURES);
  const forLabels = new Int32Array(RELATION_FEATURES);
  const moveScores = new Float64Array(MOVES.length);
  const labelScores = new Float64Array(RELATIONS.length);
  // Epoch 0 only counts the features along the gold derivations.
  for (let epoch = 0; epoch <= epochs; epoch++) {
    let wrong = 0;
    let steps = 0;
    for (const { forms, tags, heads, relations } of shuffle(examples, random)) {
      const state = beginParse(forms, tags, 0, heads.length);
      while (!isFinal(state)) {
        const allowed = allowedMoves(state);
        const cheapest = cheapestMoves(state, heads, allowed);
        moveFeatures(state, forMoves);
        moveScores.fill(0);
        let move = bestMove(moveScores, cheapest);
        if (epoch === 0) {
          for (const one of forMoves) moves.count(one);
        } else {
          for (const one of forMoves) moves.addScores(one, moveScores);
          move = bestMove(moveScores, allowed);
          const right = bestMove(moveScores, cheapest);
          steps++;
          if (move !== right) {
            wrong++;
            for (const one of forMoves) {
              moves.update(one, right, 1);
              moves.update(one, move, -1);
            }
          }
          moves.tick();
          // Most errors are followed, so that the parser learns to go on after them.
          if (epoch === 1 || random() >= FOLLOWED) move = right;
        }
        let label: number = RELATION.root;
        if (move !== SHIFT && !isRootArc(state)) {
          const dependent = state.stack[state.depth - 1];
          const head = move === LEFT ? state.front : state.stack[state.depth - 2];
          relationFeatures(state, move, forLabels);
          if (epoch === 0) {
            for (const one of forLabels) labels.count(one);
            label = relations[dependent];
          } else {
            labelScores.fill(0);
            for (const one of forLabels) labels.addScores(one, labelScores);
            label = bestRelation(labelScores);
            const right = relations[dependent];
            // Of an arc that is not in the tree nobody knows the relation.
            if (heads[dependent] === head && label !== right) {
              for (const one of forLabels) {
                labels.update(one, right, 1);
                labels.update(one, label, -1);
              }
            }
            labels.tick();
          }
        }
        apply(state, move, label);
      }
    }
    if (epoch) console.log(`parser, epoch ${epoch}: ${((100 * wrong) / steps).toFixed(2)} % wrong moves in training`);
  }
  return { moves: moves.finish(LEAST), relations: labels.finish(LEAST) };
}

/** Share of its own errors that the parser follows in training. */
const FOLLOWED = 0.9;

export interface Attachment {
  /** Per cent of the tokens, punctuation left out, with the right head; with the right head and relation. */
  readonly uas: number;
  readonly las: number;
}

/** Attachment on the dev trees: gold tokens with gold and with predicted tags, and our tokens in two forms of the text. */
export function evaluateParser(model: ParserModel, tagger: PartOfSpeechModel): Record<string, Attachment> {
  const trees = readTrees(corpusFolder('syntax', 'gum', 'dev'));
  const news = trees.filter(({ document }) => document.includes('_news_'));
  const tagged = (example: Example): Example => ({
    ...example,
    tags: tagSentences(example.forms, [example.heads.length], tagger),
  });
  return {
    'gold tokens and tags': attachment(trees.map(goldTree), model),
    'gold tokens, predicted tags': attachment(trees.map(goldTree).map(tagged), model),
    'gold tokens, predicted tags, news': attachment(news.map(goldTree).map(tagged), model),
    'own tokens, predicted tags': attachment(trees.map(ownTree).map(tagged), model),
    'own tokens, predicted tags, stripped': attachment(
      trees.map((tree) => tagged(ownTree(vary(tree, 'stripped')))),
      model,
    ),
  };
}

function attachment(examples: readonly Example[], model: ParserModel): Attachment {
  let attached = 0;
  let labelled = 0;
  let all = 0;
  for (const { forms, tags, heads, relations } of examples) {
    const count = heads.length;
    const trees = parseSentences(forms, tags, [count], model);
    for (let i = 0; i < count; i++) {
      if (relations[i] === RELATION.punct) continue;
      all++;
      if (trees.head[i] !== (heads[i] === count ? -1 : heads[i])) continue;
      attached++;
      if (trees.relation[i] === relations[i]) labelled++;
    }
  }
  return { uas: (100 * attached) / all, las: (100 * labelled) / all };
}

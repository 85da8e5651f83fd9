/**
 * The Penn Treebank's tags as GUM uses them, with two more: a noun and a name whose possessive ending has lost its
 * apostrophe and stands in the same token ("NATOs expansion" is NNP$, "the countrys leader" NN$; after the Brown corpus).
 */
export const TAGS = [
  ...['NN', 'NNS', 'NNP', 'NNPS', 'NN$', 'NNP$', 'PRP', 'PRP$', 'EX', 'WP', 'WP$', 'DT', 'PDT', 'WDT', 'CD'],
  ...['JJ', 'JJR', 'JJS', 'RB', 'RBR', 'RBS', 'WRB', 'IN', 'TO', 'RP', 'CC', 'POS'],
  ...['VB', 'VBD', 'VBG', 'VBN', 'VBP', 'VBZ', 'MD'],
  ...['UH', 'FW', 'SYM', 'LS', 'ADD', '$', '#', 'HYPH', '.', ',', ':', '``', "''", '-LRB-', '-RRB-'],
] as const;

export type Tag = (typeof TAGS)[number];

/** The number of a tag: `TAG.NNP`. Numbers, not names, are what tokens hold. */
export const TAG = Object.fromEntries(TAGS.map((tag, i) => [tag, i])) as Readonly<Record<Tag, number>>;

const set = (...tags: readonly Tag[]) => {
  const members = new Uint8Array(256);
  for (const tag of tags) members[TAG[tag]] = 1;
  return (tag: number): boolean => members[tag] === 1;
};

/** Nouns and names, possessive ones too. */
export const isNoun = set('NN', 'NNS', 'NNP', 'NNPS', 'NN$', 'NNP$');
/** Names: "Putin", "Nations", and "NATOs" for "NATO's". */
export const isProper = set('NNP', 'NNPS', 'NNP$');
export const isCommonNoun = set('NN', 'NNS', 'NN$');
export const isPlural = set('NNS', 'NNPS');
/** Verbs in any form, modals too. */
export const isVerb = set('VB', 'VBD', 'VBG', 'VBN', 'VBP', 'VBZ', 'MD');
/** Verb forms that carry tense: "says", "said", "may". */
export const isFiniteVerb = set('VBD', 'VBP', 'VBZ', 'MD');
export const isAdjective = set('JJ', 'JJR', 'JJS');
export const isAdverb = set('RB', 'RBR', 'RBS', 'WRB');
export const isDeterminer = set('DT', 'PDT', 'WDT', 'PRP$', 'WP$');
export const isPossessive = set('POS', 'PRP$', 'WP$', 'NN$', 'NNP$');
export const isNumber = set('CD');
export const isPunctuation = set('.', ',', ':', '``', "''", '-LRB-', '-RRB-', 'HYPH');

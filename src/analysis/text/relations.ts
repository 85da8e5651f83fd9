/** The relations of Universal Dependencies (version 2), without subtypes; "dep" is none of the others. */
export const RELATIONS = [
  ...['root', 'nsubj', 'obj', 'iobj', 'csubj', 'ccomp', 'xcomp', 'obl', 'vocative', 'expl', 'dislocated', 'advcl'],
  ...['advmod', 'discourse', 'aux', 'cop', 'mark', 'nmod', 'appos', 'nummod', 'acl', 'amod', 'det', 'clf', 'case'],
  ...[
    'conj',
    'cc',
    'fixed',
    'flat',
    'compound',
    'list',
    'parataxis',
    'orphan',
    'goeswith',
    'reparandum',
    'punct',
    'dep',
  ],
] as const;

export type Relation = (typeof RELATIONS)[number];

/** The number of a relation: `RELATION.nsubj`. Numbers, not names, are what trees hold. */
export const RELATION = Object.fromEntries(RELATIONS.map((relation, i) => [relation, i])) as Readonly<
  Record<Relation, number>
>;

/**
 * Contractions and where they fall apart, as the Penn Treebank splits them. Those that lost their apostrophe are here
 * too, because articles come without ("dont"): only the ones that are no other word ("its", "were", "well" stay whole).
 */

/** Length of the first part: "cannot" is "can", "not". In lower case. */
export const SPLITS: ReadonlyMap<string, number> = new Map([
  ...splits('can|not gon|na got|ta wan|na gim|me lem|me'),
  ...splits('do|nt does|nt did|nt is|nt was|nt are|nt were|nt has|nt have|nt had|nt ai|nt ca|nt wo|nt'),
  ...splits('would|nt could|nt should|nt must|nt need|nt might|nt'),
  ...splits('i|m i|ve you|re you|ve you|ll you|d we|ve they|re they|ve they|ll they|d'),
  ...splits('he|s she|s that|s there|s here|s what|s who|s it|ll it|d that|ll there|ll who|ve'),
]);

/** What may follow an apostrophe as a token of its own: "Putin's", "we're". */
export const CLITICS: ReadonlySet<string> = new Set(['s', 're', 've', 'll', 'd', 'm']);

/** Written with an apostrophe in front: "'em", "'til". */
export const APHERESES: ReadonlySet<string> = new Set(['em', 'til', 'tis', 'twas', 'cause', 'bout', 'cuz', 'n']);

/** Prefixes that stay with a word in lower case: "non-profit" is one token, "so-called" three (as in GUM and EWT). */
export const PREFIXES: ReadonlySet<string> = new Set(
  'anti co counter de e inter intra mini mis multi non pan post pre pro re semi sub super trans ultra un'.split(' '),
);

function splits(list: string): [string, number][] {
  return list.split(' ').map((word) => [word.replace('|', ''), word.indexOf('|')]);
}

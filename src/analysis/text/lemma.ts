import {
  COMPARED,
  ENDS_IN_ES,
  IRREGULAR_NOUNS,
  IRREGULAR_VERBS,
  KEEPS_STEM,
  PRESENT,
  STEM_ENDINGS,
  TAKES_E,
} from './irregular';
import { TAG } from './tags';

/**
 * The dictionary form of a word in lower case: "said" VBD is "say", "talks" NNS is "talk", "better" JJR is "good".
 * Words of other classes, singular names among them, only become lower case. Irregular forms by list, others by their
 * endings; both were checked on the lemmas of the GUM corpus's train part.
 */
export function lemmaOf(word: string, tag: number): string {
  const lower = word.toLowerCase().replace('’', "'");
  switch (tag) {
    case TAG.VBD:
    case TAG.VBN:
      return IRREGULAR_VERBS.get(lower) ?? pastLemma(lower);
    case TAG.VBZ:
      return IRREGULAR_VERBS.get(lower) ?? withoutS(lower);
    case TAG.VBG:
      return IRREGULAR_VERBS.get(lower) ?? participleLemma(lower);
    case TAG.VBP:
    case TAG.VB:
    case TAG.MD:
      return PRESENT.get(lower) ?? lower;
    case TAG.NNS:
    case TAG.NNPS:
      return IRREGULAR_NOUNS.get(lower) ?? withoutS(lower);
    case TAG.NNP$:
    case TAG.NN$:
      return lower.endsWith('s') && !lower.endsWith('ss') ? lower.slice(0, -1) : lower;
    case TAG.JJR:
    case TAG.RBR:
    case TAG.JJS:
    case TAG.RBS:
      return COMPARED.get(lower) ?? positive(lower);
    case TAG.RB:
      return lower === "n't" || lower === 'nt' ? 'not' : lower;
    default:
      return lower;
  }
}

const isVowel = (letter: string | undefined): boolean => letter !== undefined && 'aeiou'.includes(letter);

/** "tries" - "try", "passes" - "pass", "makes" - "make". */
function withoutS(word: string): string {
  if (word.length < 3 || !word.endsWith('s') || word.endsWith('ss')) return word;
  if (word.endsWith('ies') && word.length > 4) return word.slice(0, -3) + 'y';
  if (!word.endsWith('es')) return word.slice(0, -1);
  const stem = word.slice(0, -2);
  if (ENDS_IN_ES.has(stem) || /(?:ss|sh|ch|zz|x)$/.test(stem)) return stem;
  return word.slice(0, -1);
}

/** "agreed" - "agree", "tried" - "try", "stopped" - "stop". */
function pastLemma(word: string): string {
  if (word.length < 4 || !word.endsWith('ed')) return word;
  if (word.endsWith('ied') && word.length > 4) return word.slice(0, -3) + 'y';
  if (word.endsWith('eed')) return word.slice(0, -1);
  return stemLemma(word.slice(0, -2));
}

/** "making" - "make", "stopping" - "stop". */
function participleLemma(word: string): string {
  return word.length > 4 && word.endsWith('ing') ? stemLemma(word.slice(0, -3)) : word;
}

/** The verb of what is left without "-ed" or "-ing": "stopp" - "stop", "argu" - "argue", "want" - "want". */
function stemLemma(stem: string): string {
  if (KEEPS_STEM.has(stem)) return stem;
  if (TAKES_E.has(stem)) return stem + 'e';
  const last = stem[stem.length - 1];
  if (last === stem[stem.length - 2] && 'bdgmnprtl'.includes(last)) {
    // "called" and "fulfilled" double their l by nature, "controlled" and "stopped" do not.
    return last === 'l' && syllables(stem) === 1 ? stem : stem.slice(0, -1);
  }
  return takesE(stem) ? stem + 'e' : stem;
}

/** Do verbs with this stem end in a silent e? A vowel pair before one consonant makes that rare ("want", "need"). */
function takesE(stem: string): boolean {
  const ending = stem.slice(-2);
  if (!STEM_ENDINGS.has(ending)) return false;
  if (!isVowel(ending[0]) || !isVowel(stem[stem.length - 3])) return true;
  return /(?:[qg]u[ai][a-z]|[iu]at|[ei][ei]v|[ae][aiu]v|[ae][aiu]s|[ao][ou]s|ois|eiz)$/.test(stem);
}

function syllables(word: string): number {
  let count = 0;
  for (let i = 0; i < word.length; i++) if (isVowel(word[i]) && !isVowel(word[i - 1])) count++;
  return count;
}

/** "larger" - "large", "biggest" - "big", "easier" - "easy". */
function positive(word: string): string {
  const stem = word.endsWith('est') ? word.slice(0, -3) : word.endsWith('er') ? word.slice(0, -2) : '';
  if (stem.length < 3) return word;
  if (stem.endsWith('i')) return stem.slice(0, -1) + 'y';
  const last = stem[stem.length - 1];
  if (last === stem[stem.length - 2] && 'bdgmnt'.includes(last)) return stem.slice(0, -1);
  return POSITIVE_IN_E.test(stem) ? stem + 'e' : stem;
}

/** Stems of "larger", "closer", "later", "safer", "simpler". */
const POSITIVE_IN_E =
  /(?:rg|ng(?<!(?:o|u)ng)|[aeiou]s|[^aeioul]l|[rvl]at|it|ut|id|ud|af|[rb]ar|ur|in|am|im|[iu]v|[rc]e|us|ag|nc|rs)$/;

/** Part of a word that the vocabulary knows; offsets are UTF-16 units into the word as written, half open. */
export interface Piece {
  /** Index into the vocabulary. */
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** A word, or a stretch of it between marks, that is longer than this many characters is one unknown piece. */
const LONGEST = 100;
/** What words are remembered for: a language's frequent words, not an archive's misspellings. */
const REMEMBERED = 20_000;

/**
 * BERT's uncased WordPiece (Devlin et al. 2019; Wu et al. 2016): small letters without accents, marks stand alone, and of what
 * is left the longest piece that the vocabulary holds, again and again. Pieces behind a first one are written `##ing` there.
 */
export class WordPiece {
  readonly #ids: ReadonlyMap<string, number>;
  readonly #unknown: number;
  /** Characters of the longest piece. */
  readonly #longest: number;
  readonly #known = new Map<string, readonly Piece[]>();

  /** @throws Error when the vocabulary has no `[UNK]`. */
  constructor(vocabulary: readonly string[]) {
    this.#ids = new Map(vocabulary.map((piece, id) => [piece, id]));
    this.#unknown = this.id('[UNK]');
    this.#longest = vocabulary.reduce((longest, piece) => Math.max(longest, piece.length), 0);
  }

  /** @throws Error when the vocabulary does not hold the piece: for pieces that every vocabulary has, `[CLS]`. */
  id(piece: string): number {
    const id = this.#ids.get(piece);
    if (id === undefined) throw new Error(`The vocabulary does not hold ${piece}.`);
    return id;
  }

  /** The pieces of a word, in order and not overlapping; never none: what is no word at all is one unknown piece. */
  pieces(word: string): readonly Piece[] {
    const known = this.#known.get(word);
    if (known) return known;
    const found = stretches(word).flatMap((stretch) => this.#split(stretch));
    const pieces = found.length ? found : [{ id: this.#unknown, start: 0, end: word.length }];
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(word, pieces);
    return pieces;
  }

  #split(letters: readonly Letter[]): Piece[] {
    const whole = { id: this.#unknown, start: letters[0].start, end: letters[letters.length - 1].end };
    if (letters.length > LONGEST) return [whole];
    const pieces: Piece[] = [];
    for (let from = 0; from < letters.length;) {
      let to = Math.min(letters.length, from + this.#longest);
      let id: number | undefined;
      for (; to > from; to--) {
        const text = letters.slice(from, to).map(({ text }) => text);
        id = this.#ids.get((from ? '##' : '') + text.join(''));
        if (id !== undefined) break;
      }
      if (id === undefined) return [whole];
      pieces.push({ id, start: letters[from].start, end: letters[to - 1].end });
      from = to;
    }
    return pieces;
  }
}

/** A character as the vocabulary writes it, and where it comes from; "ß" and "ﬁ" stay one, "İ" becomes "i". */
interface Letter {
  readonly text: string;
  readonly start: number;
  end: number;
}

/** The stretches of letters between white space and marks, each mark a stretch of its own. */
function stretches(word: string): Letter[][] {
  const found: Letter[][] = [];
  let open: Letter[] | undefined;
  let start = 0;
  for (const character of word) {
    const end = start + character.length;
    for (const text of character.toLowerCase().normalize('NFD')) {
      if (/^\p{Mn}$/u.test(text)) {
        const last = open?.at(-1);
        if (last && last.end === start) last.end = end; // the accent belongs to the letter before it
        continue;
      }
      if (/^\s$/u.test(text)) open = undefined;
      else if (/^\p{C}$/u.test(text)) continue;
      else if (isMark(text)) {
        found.push([{ text, start, end }]);
        open = undefined;
      } else if (open) open.push({ text, start, end });
      else found.push((open = [{ text, start, end }]));
    }
    start = end;
  }
  return found;
}

const MARK = /^(?:\p{P}|[$+<=>^`|~]|[\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\u{20000}-\u{2fa1f}])$/u;
/** Punctuation, ASCII's symbols, and Chinese characters: each is a stretch of its own. */
const isMark = (character: string): boolean => MARK.test(character);

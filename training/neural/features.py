"""Documents of export.mts as numbers: pieces of words (WordPiece), the words' features, and windows of sentences."""

import json
import unicodedata

import numpy as np

CLS, SEP, MASK, UNKNOWN = 101, 102, 103, 100
OTHER_CONVENTIONS = 1  # a piece that MiniLM never used: stands for CLS where attributions are not marked as PolNeAR marks them
LONGEST_WORD = 100


class WordPiece:
    """BERT's uncased WordPiece, a word at a time; src/analysis/text/wordPiece.ts is the same in the product."""

    def __init__(self, path):
        with open(path, encoding="utf8") as file:
            self.ids = {line.rstrip("\n"): number for number, line in enumerate(file)}
        self.known = {}

    def __call__(self, word):
        pieces = self.known.get(word)
        if pieces is None:
            pieces = self.known[word] = self.split(word)
        return pieces

    def split(self, word):
        pieces = []
        for part in parts(word):
            pieces += self.greedy(part)
        return pieces or [UNKNOWN]

    def greedy(self, part):
        if len(part) > LONGEST_WORD:
            return [UNKNOWN]
        pieces, start = [], 0
        while start < len(part):
            end = len(part)
            while end > start:
                found = self.ids.get(("##" if start else "") + part[start:end])
                if found is not None:
                    break
                end -= 1
            if end == start:
                return [UNKNOWN]
            pieces.append(found)
            start = end
        return pieces


def parts(word):
    """Lower case without accents, cut at white space; punctuation and CJK characters stand alone."""
    found, current = [], ""
    for character in unicodedata.normalize("NFD", "".join(map(str.lower, word))):
        category = unicodedata.category(character)
        if category == "Mn" or category in ("Cc", "Cf", "Co", "Cn", "Cs") and character not in "\t\n\r":
            continue
        if character.isspace():
            if current:
                found.append(current)
            current = ""
        elif is_punctuation(character, category) or is_cjk(ord(character)):
            if current:
                found.append(current)
            found.append(character)
            current = ""
        else:
            current += character
    return found + [current] if current else found


def is_punctuation(character, category):
    code = ord(character)
    return 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126 or category[0] == "P"


def is_cjk(code):
    return 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x2FA1F


def shape_of(word):
    """0 is for no word. 1 marks only, 2 small, 3 Title, 4 CAPITALS, 5 one capital, 6 miXed, 7 digits, 8 letters and digits."""
    letters = [c for c in word if c.isalpha()]
    digit = any("0" <= c <= "9" for c in word)
    if not letters:
        return 7 if digit else 1
    if digit:
        return 8
    upper = [c for c in letters if c != c.lower()]
    if not upper:
        return 2
    if len(letters) == 1:
        return 5
    if len(upper) == len(letters):
        return 4
    return 3 if len(upper) == 1 and letters[0] == upper[0] else 6


class Document:
    """Arrays by word: `pieces` (list), shape, tag + 1, lists and quotation as a row of 16 numbers."""

    def __init__(self, record, word_piece):
        self.record = record
        self.corpus, self.file, self.form = record["corpus"], record["file"], record["form"]
        words = record["words"]
        self.pieces = [word_piece(word) for word in words]
        self.sizes = np.array([len(p) for p in self.pieces], dtype=np.int32)
        self.shape = np.array([shape_of(word) for word in words], dtype=np.int64)
        self.tag = np.array(record["tags"], dtype=np.int64) + 1
        bits = np.array(record["lists"], dtype=np.int64)
        self.lists = np.zeros((len(words), 16), dtype=np.float32)
        for bit in range(15):
            self.lists[:, bit] = (bits >> bit) & 1
        self.lists[:, 15] = record["quoted"]
        # sentences of paragraphs that are read; each with whether a paragraph begins there
        self.sentences = []
        for begin, end in record["paragraphs"]:
            opens = True
            for from_, to in record["sentences"]:
                if from_ >= begin and to <= end and to > from_:
                    self.sentences.append((from_, to, opens))
                    opens = False
        self.attributions = record.get("attributions")
        self.names = record.get("names")


def read_documents(path, word_piece, keep=None):
    with open(path, encoding="utf8") as file:
        for line in file:
            record = json.loads(line)
            if keep is None or keep(record):
                yield Document(record, word_piece)


def window_of(document, sentences):
    """Pieces and features of a run of sentences; a separator stands between paragraphs. Words count from 1, 0 is no word.

    Returns a dict; `words[w - 1]` is the document's index of word w."""
    begin = OTHER_CONVENTIONS if document.attributions is not None and document.corpus != "polnear" else CLS
    ids, word, first, words = [begin], [0], [0], []
    for number, (from_, to, opens) in enumerate(sentences):
        if opens and number:
            ids.append(SEP)
            word.append(0)
        for token in range(from_, to):
            words.append(token)
            first.append(len(ids))
            for piece in document.pieces[token]:
                ids.append(piece)
                word.append(len(words))
    ids.append(SEP)
    word.append(0)
    index, word = np.array(words, dtype=np.int64), np.array(word, dtype=np.int64)
    none = np.zeros(1, dtype=np.int64)
    return {
        "ids": np.array(ids, dtype=np.int64),
        "word": word,
        "first": np.array(first, dtype=np.int64),
        "shape": np.concatenate([none, document.shape[index]])[word],
        "tag": np.concatenate([none, document.tag[index]])[word],
        "lists": np.concatenate([np.zeros((1, 16), np.float32), document.lists[index]])[word],
        "words": index,
    }


def size_of(document, sentence):
    return int(document.sizes[sentence[0] : sentence[1]].sum())


LONGEST_SENTENCE = 250


def cut_long(document):
    """Sentences, those that fill more than a window cut into pieces."""
    result = []
    for from_, to, opens in document.sentences:
        begin, size = from_, 0
        for token in range(from_, to):
            if size + document.sizes[token] > LONGEST_SENTENCE and token > begin:
                result.append((begin, token, opens))
                begin, size, opens = token, 0, False
            size += document.sizes[token]
        result.append((begin, to, opens))
    return result


import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Mark,
  TOKEN_MODIFIERS,
  TOKEN_TYPES,
  articleMarks,
  encodeMarks,
  tokenEdit,
} from '../../../../src/editor/shared/articleTokens';
import { LineIndex } from '../../../../src/util/lines';
import { PUTIN, handmade } from '../../../support/handmade';

type View = Parameters<typeof encodeMarks>[0];

/** Tokens as `line:column words type+modifier`. */
function decode({ text, lines }: Pick<View, 'text' | 'lines'>, data: Uint32Array): string[] {
  const tokens: string[] = [];
  let [line, column] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    column = data[i] ? data[i + 1] : column + data[i + 1];
    line += data[i];
    const start = lines.offsetAt({ line, column });
    const modifiers = TOKEN_MODIFIERS.filter((_, bit) => data[i + 4] & (1 << bit));
    const name = [TOKEN_TYPES[data[i + 3]], ...modifiers].join('+');
    tokens.push(`${line}:${column} ${text.slice(start, start + data[i + 2])} ${name}`);
  }
  return tokens;
}

const all = () => true;

describe('semantic tokens', () => {
  it('mark names, dates, cues and unnamed sources, and who speaks', () => {
    assert.deepEqual(decode(PUTIN, encodeMarks(PUTIN, articleMarks(PUTIN, all))), [
      '0:22 Russia place',
      '0:29 official unnamedSource+unnamed',
      '3:19 Monday date',
      '3:27 the senior  unnamedSource+speaker+unnamed',
      '3:38 U.S. place',
      '3:42  official unnamedSource+speaker+unnamed',
      '3:52 said cue+indirect',
      '4:18 Vladimir Putin person',
      '4:52 Putin person+speaker',
      '4:58 wants cue+indirect',
      '4:74 NATOs organisation',
      '5:0 Russia place+speaker',
      '5:7 says cue+indirect',
      '5:40 assurances from cue+indirect',
      '5:56 Joe Biden person+speaker',
      '6:27 the official unnamedSource+speaker+unnamed',
      '6:40 said cue+direct',
    ]);
  });

  const layers: [layer: string, types: string[]][] = [
    ['entities', ['place', 'unnamedSource', 'person', 'organisation']],
    ['dates', ['date']],
    ['claims', ['cue']],
  ];
  for (const [layer, types] of layers) {
    it(`of the layer ${layer} alone`, () => {
      const marks = articleMarks(PUTIN, (each) => each === layer);
      assert.deepEqual(new Set(marks.map(({ type }) => type)), new Set(types));
    });
  }

  it('mark a partly direct claim’s cue as both, and a speaking pronoun', () => {
    const view = handmade('He said it was “bad”. He left.', {
      entities: [{ name: 'X', mentions: [['He', 'pronoun'], ['He#2', 'pronoun']] }], // prettier-ignore
      claims: [{ actor: 'X', source: 'He', cue: 'said', content: ['it was “bad”'], kind: 'mixed' }],
    });
    const tokens = decode(view, encodeMarks(view, articleMarks(view, all)));
    assert.deepEqual(tokens, ['0:0 He person+speaker', '0:3 said cue+direct+indirect']);
  });

  const ends: [what: string, text: string, tokens: string[]][] = [
    ['LF', 'New\nYork', ['0:0 New place', '1:0 York place']],
    ['CRLF', 'New\r\nYork', ['0:0 New place', '1:0 York place']],
    ['CR', 'New\rYork', ['0:0 New place', '1:0 York place']],
    ['an empty line', 'New\n\nYork', ['0:0 New place', '2:0 York place']],
    ['a line end at the end', 'New\n', ['0:0 New place']],
  ];
  for (const [what, text, tokens] of ends) {
    it(`never run over ${what}`, () => {
      const view = { ...PUTIN, text, lines: new LineIndex(text) };
      const marks: Mark[] = [{ start: 0, end: text.length, type: 'place', modifiers: [] }];
      assert.deepEqual(decode(view, encodeMarks(view, marks)), tokens);
    });
  }

  const length = PUTIN.text.length;
  const someSpan = fc
    .tuple(fc.nat(length), fc.nat(length))
    .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
  const someMarks = fc.array(
    someSpan.chain((span) =>
      fc.record({
        start: fc.constant(span.start),
        end: fc.constant(span.end),
        type: fc.constantFrom(...TOKEN_TYPES),
        modifiers: fc.subarray([...TOKEN_MODIFIERS]),
      }),
    ),
    { maxLength: 20 },
  );
  const perCharacter = (data: Uint32Array) => {
    const kinds = new Map<number, string>();
    let [line, column] = [0, 0];
    for (let i = 0; i < data.length; i += 5) {
      column = data[i] ? data[i + 1] : column + data[i + 1];
      line += data[i];
      const start = PUTIN.lines.offsetAt({ line, column });
      for (let at = start; at < start + data[i + 2]; at++) {
        assert.ok(!kinds.has(at), 'tokens overlap');
        assert.equal(PUTIN.lines.positionAt(at).line, line, 'a token runs over a line end');
        kinds.set(at, `${data[i + 3]} ${data[i + 4]}`);
      }
    }
    return kinds;
  };

  it('never overlap, stay on their line, and mark exactly what is in a mark', () => {
    fc.assert(
      fc.property(someMarks, (marks) => {
        const kinds = perCharacter(encodeMarks(PUTIN, marks));
        for (let at = 0; at < length; at++) {
          const marked = PUTIN.text[at] !== '\n' && marks.some(({ start, end }) => start <= at && at < end);
          assert.equal(kinds.has(at), marked);
        }
      }),
    );
  });

  it('of a range are those of the whole, inside the range', () => {
    fc.assert(
      fc.property(someMarks, someSpan, (marks, within) => {
        const whole = [...perCharacter(encodeMarks(PUTIN, marks))];
        const part = [...perCharacter(encodeMarks(PUTIN, marks, within))];
        assert.deepEqual(
          part,
          whole.filter(([at]) => within.start <= at && at < within.end),
        );
      }),
    );
  });

  it('turn into the next ones by their edit', () => {
    const data = fc.array(fc.nat(3), { maxLength: 12 }).map((numbers) => Uint32Array.from(numbers));
    fc.assert(
      fc.property(data, data, (before, after) => {
        const edit = tokenEdit(before, after);
        if (!edit) return assert.deepEqual(before, after);
        const edited = [...before];
        edited.splice(edit.start, edit.deleteCount, ...edit.data);
        assert.deepEqual(edited, [...after]);
      }),
    );
  });
});

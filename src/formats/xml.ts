import { SaxesParser } from 'saxes';
import type { Problem } from './annotated';

/** What no XML 1.0 document may hold, not even as a reference: most control characters, halves of pairs, U+FFFE, U+FFFF. */
const NO_XML =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Stands for a character that XML cannot hold; as long as it, so that offsets stay. */
const REPLACEMENT = '\ufffd';

/** How many characters of the words XML cannot hold. */
export function charactersLost(words: string): number {
  return words.match(NO_XML)?.length ?? 0;
}

/** Words as XML text or as the value of an attribute in double quotes. Reading gives exactly them, CR and tab included. */
export function xmlText(words: string): string {
  return words
    .replace(NO_XML, REPLACEMENT)
    .replace(/[<>&"\t\r\n\ufeff\x7f-\x9f]/g, (character) =>
      character === '\n' ? character : `&#${character.charCodeAt(0)};`,
    );
}

/** ` name="value"`; a line end in a value as a reference, because a parser makes a space of it. Absent values are left out. */
export function xmlAttributes(values: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(values)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, value]) => ` ${name}="${xmlText(value).replaceAll('\n', '&#10;')}"`)
    .join('');
}

/** Elements lie no deeper in one another than this: what people mark up stays below 30. */
const DEEPEST = 200;

export interface XmlListener {
  /** @param line counted from 1 */
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  /** The element that was opened last and is still open ends. */
  close(): void;
  text(words: string): void;
}

/**
 * Reads well-formed XML. Only the five entities of XML itself are known, so that no entity can grow; a document type
 * declaration is refused.
 * @returns what is wrong with it, with the line; undefined when it was read to its end
 */
export function parseXml(content: string, listener: XmlListener): Problem | undefined {
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true });
  let problem: Problem | undefined;
  const fail = (what: string) => {
    problem ??= { where: `line ${parser.line}`, what };
    throw new Stop();
  };
  let depth = 0;
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > DEEPEST) fail(`elements are nested more than ${DEEPEST} deep`);
    listener.open(name, attributes, parser.line);
  });
  parser.on('closetag', () => {
    depth--;
    listener.close();
  });
  parser.on('text', (words) => listener.text(words));
  parser.on('cdata', (words) => listener.text(words));
  parser.on('doctype', () => fail('a document type declaration (<!DOCTYPE) is not read; take it out'));
  parser.on('error', (error) => fail(`not well-formed XML: ${error.message.replace(/^\d+:\d+: /, '')}`));
  try {
    parser.write(content).close();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
  return problem;
}

class Stop extends Error {}

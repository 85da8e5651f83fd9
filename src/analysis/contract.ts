import { type Analysis, type Attribution, ATTRIBUTION_KINDS, type Entity, type Span } from './analysis';
import { isMark, LOOSE_MARKS, mayBeLeftOut } from './attribution/between';
import { numberQuotations } from './attribution/quotation';
import { claimOf } from './claims';
import { byPlace } from './lookup';
import { TAG, TAGS } from './text/tags';

/** What breaks the contract of an analysis: `attributions[3].content[1] 120-131`, `begins amid its sentence`. */
export interface Violation {
  readonly where: string;
  readonly what: string;
}

/**
 * Who made an analysis. `machine`: an engine, from the text alone. `person`: a reviewed analysis, or one that was imported; words
 * that somebody marked need not be tokens or sentences of ours.
 */
export type Origin = 'machine' | 'person';

/**
 * The contract of an `Analysis` of `text`, which every engine, the packed form, reviews and readers keep. In every analysis:
 *
 * - a span has whole offsets, lies in the text and is not empty;
 * - paragraphs, tokens and dates, the pieces of a role and the mentions of an entity are in order; no two share a character,
 *   except that dates and mentions which people marked may do so;
 * - ids are unique, and what refers to an entity refers to one that is there; there is one claim for each attribution, in the same
 *   order, with its words; an attribution has content.
 *
 * In what a machine found, besides:
 *
 * - dates, mentions, places and agencies of datelines, and pieces of roles consist of whole tokens;
 * - every token stands in its sentence, every sentence in its paragraph, and they follow each other without gaps;
 * - no word plays two roles in one attribution; every piece has a word, but a cue may be a mark alone ("WALLACE: Will she be there?");
 * - a piece lies in one paragraph, that of a source or a cue in one sentence;
 * - no source and no cue of several tokens begins or ends with a comma or the like, and no source with an ending ("'s");
 * - a piece of a role begins where its sentence begins, unless the piece before it, or the source or the cue, stands before it in
 *   that sentence. Then nothing is left out in between but what `mayBeLeftOut` allows: source and cue, what belongs to them, a
 *   parenthesis. A first piece may begin anywhere in a sentence with a word of the source or the cue, and elsewhere also where a
 *   quotation begins.
 *
 * @returns what breaks it, in no particular order; nothing is thrown
 */
export function violationsOf(analysis: Analysis, text: string, origin: Origin = 'machine'): Violation[] {
  return new Check(analysis, text, origin).violations();
}

type Roles = Pick<Attribution, 'source' | 'cue' | 'content'>;
const ROLES = ['source', 'cue', 'content'] as const;

class Check {
  readonly #found: Violation[] = [];
  readonly #words: readonly string[];
  readonly #quotation: Int32Array;
  readonly #tokenStartingAt = new Map<number, number>();
  readonly #tokenEndingAt = new Map<number, number>();

  constructor(
    private readonly analysis: Analysis,
    private readonly text: string,
    private readonly origin: Origin,
  ) {
    const { tokens, sentences } = analysis;
    this.#words = Array.from({ length: tokens.count }, (_, i) => text.slice(tokens.start[i], tokens.end[i]));
    for (let i = 0; i < tokens.count; i++) {
      this.#tokenStartingAt.set(tokens.start[i], i);
      this.#tokenEndingAt.set(tokens.end[i], i);
    }
    this.#quotation = new Int32Array(tokens.count);
    const joined = (i: number): boolean => tokens.start[i] === tokens.end[i - 1];
    for (let s = 0, number = 0; s < sentences.count;) {
      const from = sentences.firstToken[s];
      const paragraph = sentences.paragraph[s];
      while (s < sentences.count && sentences.paragraph[s] === paragraph) s++;
      number = numberQuotations(this.#words, from, sentences.endToken[s - 1], joined, this.#quotation, number);
    }
  }

  violations(): Violation[] {
    this.#article();
    if (this.origin === 'machine') this.#tokens();
    this.#dates();
    this.#entities();
    this.#attributions();
    this.#claims();
    return this.#found;
  }

  #says(holds: boolean, where: string, what: string): boolean {
    if (!holds) this.#found.push({ where, what });
    return holds;
  }

  /** @returns whether the span can be looked at further */
  #span(where: string, { start, end }: Span): boolean {
    const whole = Number.isInteger(start) && Number.isInteger(end);
    if (!this.#says(whole, where, `has offsets ${start} and ${end}`)) return false;
    const inText = this.#says(start >= 0 && end <= this.text.length, where, `${start}-${end} is outside the text`);
    return (
      this.#says(start < end, where, start === end ? `${start} is empty` : `${start}-${end} is reversed`) && inText
    );
  }

  /** The same of words that a machine has found: whole tokens. */
  #wordSpan(where: string, span: Span): boolean {
    if (!this.#span(where, span)) return false;
    if (this.origin === 'person') return true;
    const begins = this.#says(this.#tokenStartingAt.has(span.start), where, `${span.start} is amid a token`);
    return this.#says(this.#tokenEndingAt.has(span.end), where, `${span.end} is amid a token`) && begins;
  }

  /** Spans that follow each other. @returns whether they can be looked at further */
  #apart(where: string, spans: readonly Span[], nameOf = (i: number): string => `${where}[${i}]`): boolean {
    let sound = true;
    for (let i = 1; i < spans.length; i++) {
      const [before, here] = [spans[i - 1], spans[i]];
      const what = `begins at ${here.start}, before ${before.end}, where the one before it ends`;
      sound = this.#says(here.start >= before.end, nameOf(i), what) && sound;
    }
    return sound;
  }

  /** Where people marked them too: in order, none twice. */
  #inOrder(where: string, spans: readonly Span[]): void {
    if (this.origin === 'machine') this.#apart(where, spans);
    else
      for (let i = 1; i < spans.length; i++)
        this.#says(byPlace(spans[i - 1], spans[i]) < 0, `${where}[${i}]`, 'does not come after the one before it');
  }

  #article(): void {
    const { header, dateline, paragraphs } = this.analysis;
    for (const name of ['title', 'date', 'url', 'byline'] as const) {
      const field = header[name];
      this.#says(field?.value !== '', `header.${name}`, 'has no value');
      if (field?.span) this.#span(`header.${name}`, field.span);
    }
    header.problems.forEach(({ span }, i) => span && this.#span(`header.problems[${i}]`, span));
    if (dateline && this.#span('dateline', dateline)) {
      for (const name of ['place', 'agency'] as const) {
        const part = dateline[name];
        if (!part || !this.#wordSpan(`dateline.${name}`, part)) continue;
        this.#says(
          part.start >= dateline.start && part.end <= dateline.end,
          `dateline.${name}`,
          'is outside the dateline',
        );
      }
    }
    paragraphs.forEach((paragraph, p) => {
      const { start, end, textStart } = paragraph;
      this.#span(`paragraphs[${p}]`, paragraph);
      this.#says(textStart >= start && textStart <= end, `paragraphs[${p}].textStart`, `${textStart} is outside it`);
    });
    this.#apart('paragraphs', paragraphs);
  }

  #tokens(): void {
    const { tokens, sentences, paragraphs } = this.analysis;
    const spans = Array.from({ length: tokens.count }, (_, i) => ({ start: tokens.start[i], end: tokens.end[i] }));
    spans.forEach((span, i) => {
      this.#span(`tokens[${i}]`, span);
      this.#says(tokens.tag[i] < TAGS.length, `tokens[${i}].tag`, `${tokens.tag[i]} is no tag`);
    });
    this.#apart('tokens', spans);
    let next = 0;
    for (let s = 0; s < sentences.count; s++) {
      const [from, to, p] = [sentences.firstToken[s], sentences.endToken[s], sentences.paragraph[s]];
      this.#says(from === next, `sentences[${s}]`, `begins with token ${from}, not ${next}`);
      this.#says(to > from, `sentences[${s}]`, 'is empty');
      next = to;
      const isOrdered = s === 0 || p >= sentences.paragraph[s - 1];
      if (!this.#says(isOrdered && p < paragraphs.length, `sentences[${s}].paragraph`, `is ${p}`)) continue;
      const { start, end } = paragraphs[p];
      const within = tokens.start[from] >= start && tokens.end[to - 1] <= end;
      this.#says(within, `sentences[${s}]`, `is outside paragraph ${p}`);
      for (let i = from; i < to; i++)
        this.#says(tokens.sentence[i] === s, `tokens[${i}].sentence`, `is ${tokens.sentence[i]}, not ${s}`);
    }
    this.#says(next === tokens.count, 'sentences', `end with token ${next} of ${tokens.count}`);
  }

  #dates(): void {
    const { dates } = this.analysis;
    dates.forEach((date, d) => {
      this.#wordSpan(`dates[${d}]`, date);
      this.#says(date.value !== '', `dates[${d}].value`, 'is empty');
      if (!date.range || !this.#wordSpan(`dates[${d}].range`, date.range)) return;
      const within = date.range.start <= date.start && date.range.end >= date.end;
      this.#says(within, `dates[${d}].range`, 'does not hold the date');
    });
    this.#inOrder('dates', dates);
  }

  #entities(): void {
    const { entities } = this.analysis;
    const ids = new Set<string>();
    entities.forEach(({ id, name, mentions }, e) => {
      const where = `entities[${e}]`;
      this.#says(!ids.has(id), `${where}.id`, `${id} is there twice`);
      ids.add(id);
      this.#says(name !== '', `${where}.name`, 'is empty');
      mentions.forEach((mention, m) => {
        this.#wordSpan(`${where}.mentions[${m}]`, mention);
        if (mention.antecedent) this.#wordSpan(`${where}.mentions[${m}].antecedent`, mention.antecedent);
        this.#says(mention.entity === id, `${where}.mentions[${m}].entity`, `is ${mention.entity}, not ${id}`);
      });
      this.#inOrder(`${where}.mentions`, mentions);
      if (this.origin === 'machine') {
        this.#says(mentions.length > 0, `${where}.mentions`, 'are none');
        this.#says(id === `e${e + 1}`, `${where}.id`, `is ${id}`);
      }
    });
  }

  #attributions(): void {
    const { attributions, entities } = this.analysis;
    const known = new Set(entities.map(({ id }) => id));
    const ids = new Set<string>();
    attributions.forEach((attribution, a) => {
      const where = `attributions[${a}]`;
      const { id, actor, kind, confidence, content } = attribution;
      this.#says(!ids.has(id), `${where}.id`, `${id} is there twice`);
      ids.add(id);
      this.#says(actor === null || known.has(actor), `${where}.actor`, `${actor} is no entity`);
      this.#says(ATTRIBUTION_KINDS.includes(kind), `${where}.kind`, `is ${kind}`);
      this.#says(confidence >= 0 && confidence <= 1, `${where}.confidence`, `is ${confidence}`);
      if (!this.#says(content.length > 0, `${where}.content`, 'is missing')) return;
      const sound = ROLES.map((role) => {
        const spans = attribution[role];
        const each = spans.map((span, i) => this.#wordSpan(`${where}.${role}[${i}]`, span));
        return this.#apart(`${where}.${role}`, spans) && each.every((is) => is);
      });
      if (this.origin === 'person') return;
      this.#says(id === `a${a + 1}`, `${where}.id`, `is ${id}`);
      const earlier = attributions[a - 1]?.content[0];
      this.#says(!earlier || earlier.start <= content[0].start, where, 'begins before the one before it');
      if (sound.every((is) => is)) this.#pieces(where, attribution);
    });
  }

  /** Where the pieces of an attribution's roles begin, and what is left out between them. */
  #pieces(where: string, attribution: Roles): void {
    const { tokens, sentences } = this.analysis;
    const roleOf = new Map<number, (typeof ROLES)[number]>();
    const framed = new Set<number>(); // sentences with a word of source or cue
    for (const role of ROLES) {
      attribution[role].forEach((span, i) => {
        const [from, to] = this.#range(span);
        for (let token = from; token < to; token++) {
          const other = roleOf.get(token);
          this.#says(!other, `${where}.${role}[${i}]`, `shares "${this.#words[token]}" with the ${other}`);
          roleOf.set(token, role);
          if (role !== 'content') framed.add(tokens.sentence[token]);
        }
        const place = role === 'content' ? (i: number) => sentences.paragraph[tokens.sentence[i]] : (i: number) => tokens.sentence[i]; // prettier-ignore
        this.#says(
          place(from) === place(to - 1),
          `${where}.${role}[${i}]`,
          'reaches into another sentence or paragraph',
        );
        this.#edges(`${where}.${role}[${i}]`, role, attribution.cue.length, from, to);
      });
    }
    const read = { words: this.#words, tokens, quotation: this.#quotation };
    for (const role of ROLES) {
      const isFrame = (token: number): boolean => roleOf.has(token) && roleOf.get(token) !== role;
      attribution[role].forEach((span, i) => {
        const [from] = this.#range(span);
        const sentence = tokens.sentence[from];
        const first = sentences.firstToken[sentence];
        const [, before] = i ? this.#range(attribution[role][i - 1]) : [0, first];
        const follows = i > 0 && before > first;
        if (i === 0) {
          const begins = from === first || framed.has(sentence) || this.#beginsQuotation(from);
          this.#says(begins, `${where}.${role}[0]`, 'begins amid a sentence without source and cue');
          return;
        }
        const gap = { from: follows ? before : first, to: from };
        if (follows && gap.from === gap.to) return;
        const isOpen = follows || framed.has(sentence) ? mayBeLeftOut(read, gap, isFrame, follows) : from === first;
        const words = this.text.slice(tokens.start[gap.from], span.start);
        this.#says(isOpen, `${where}.${role}[${i}]`, `leaves out ${JSON.stringify(words)}`);
      });
    }
  }

  /** How a piece begins and ends. */
  #edges(where: string, role: (typeof ROLES)[number], cues: number, from: number, to: number): void {
    const { tag } = this.analysis.tokens;
    const words = this.#words.slice(from, to);
    if (role === 'cue' && cues === 1 && words.every(isMark)) return;
    this.#says(!words.every(isMark), where, 'has no word');
    if (role === 'content') return;
    const isLoose = (i: number): boolean => LOOSE_MARKS.has(this.#words[i]) && !this.#quotation[i];
    this.#says(!isLoose(from), where, `begins with "${this.#words[from]}"`);
    this.#says(!isLoose(to - 1), where, `ends with "${this.#words[to - 1]}"`);
    this.#says(role === 'cue' || tag[from] !== TAG.POS, where, `begins with "${this.#words[from]}"`);
  }

  #range({ start, end }: Span): [from: number, to: number] {
    return [this.#tokenStartingAt.get(start)!, this.#tokenEndingAt.get(end)! + 1];
  }

  #beginsQuotation(token: number): boolean {
    return this.#quotation[token] > 0 && (token === 0 || this.#quotation[token - 1] !== this.#quotation[token]);
  }

  #claims(): void {
    const { attributions, claims, actors, entities } = this.analysis;
    this.#says(claims.length === attributions.length, 'claims', `are ${claims.length} of ${attributions.length}`);
    claims.forEach((claim, c) => {
      const attribution = attributions[c];
      if (!attribution) return;
      const { text, how, kind, actor } = claimOf(this.text, attribution);
      const same =
        claim.id === attribution.id &&
        [claim.text === text, claim.how === how, claim.kind === kind, claim.actor === actor].every((is) => is);
      this.#says(same, `claims[${c}]`, `is not what ${attribution.id} says`);
    });
    const known = new Set(entities.map(({ id }: Entity) => id));
    let before = Infinity;
    const gathered = actors.reduce((sum, { claims: own }) => sum + own.length, 0);
    actors.forEach(({ entity, claims: own }, i) => {
      this.#says(known.has(entity.id), `actors[${i}]`, `${entity.id} is no entity`);
      this.#says(own.length > 0 && own.length <= before, `actors[${i}]`, `has ${own.length} claims`);
      before = own.length;
      this.#says(
        own.every(({ actor }) => actor === entity.id),
        `actors[${i}]`,
        'has a claim of another',
      );
    });
    const expected = claims.filter(({ actor }) => actor !== null).length;
    this.#says(gathered === expected, 'actors', `have ${gathered} claims of ${expected}`);
  }
}

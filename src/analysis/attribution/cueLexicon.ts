import { wordProperty } from '../text/vocabulary';

/**
 * Verbs and nouns that put words, thoughts or wishes to somebody's account: those that are cues in at least half of their
 * occurrences outside contents in PolNeAR's training articles (Newell, Margolin, Ruths 2018), classed by hand by what
 * follows them, and completed with near synonyms.
 */

/** Take a clause or a quotation, also one that goes before them: "..., the official said". */
const SAYING = `acknowledge add admit allege announce answer argue ask assert assure boast caution charge chant claim
  comment complain concede conclude confirm contend continue counter declare deny describe disclose emphasize estimate
  exclaim explain find hint imply indicate inform insist interject joke lament maintain mention muse note observe
  point predict proclaim promise quip quote read recall recount reiterate remark remember remind repeat reply report
  respond reveal say shout show signal speculate state stipulate stress suggest swear tell testify threaten tweet
  underscore vow warn wonder write yell`;

/** Take a clause, rarely one that goes before them. */
const THINKING = `agree assume believe conclude consider decide doubt expect fear feel foresee guess hope imagine know
  learn realize reckon suppose suspect think understand worry`;

/** Take "to" with a verb, or the thing itself: "wants an end to the expansion". */
const WANTING = `aim decline demand desire hope intend oppose plan pledge prefer promise propose recommend refuse
  request seek support threaten urge vow want wish`;

/** Take the thing that somebody speaks of, for or against. */
const JUDGING = `accuse applaud attack blame blast call champion cite condemn criticize decry defend denounce describe
  dismiss dispute encourage endorse favor label mock oppose praise question rebuke reject slam support tout welcome`;

/** Take as their object who is spoken to: "tell reporters that", "briefing reporters". */
const ADDRESSING = `address assure brief inform notify remind tell update warn`;

/** Take a clause: "assurances that", "accusations that". */
const NOUNS = `accusation admission allegation announcement argument assertion assessment assumption assurance belief
  claim comment complaint conclusion concern confidence confirmation contention conviction declaration denial doubt
  estimate expectation fear feeling hint hope idea impression indication insistence notion opinion pledge prediction
  promise proposal remark report revelation rumor speculation statement suggestion suspicion theory threat view vow
  warning worry`;

/** Roles that a headline's claim ends with: "US open to talks official". */
const SPEAKERS = `adviser advisor agency aide ambassador analyst army commander company diplomat doctor envoy
  expert experts governor government kremlin lawmaker lawyer media military minister ministry mayor monitor officer
  official officials pentagon police poll president prosecutor prosecutors regulator report reports researchers
  sheriff source sources spokesman spokesperson spokeswoman state study survey testimony union witness witnesses`;

export type CueClass = 'saying' | 'thinking' | 'wanting' | 'judging';

const IRREGULAR: Readonly<Record<string, string>> = {
  say: 'say says said saying',
  tell: 'tell tells told telling',
  write: 'write writes wrote written writing',
  think: 'think thinks thought thinking',
  know: 'know knows knew known knowing',
  feel: 'feel feels felt feeling',
  find: 'find finds found finding',
  read: 'read reads reading',
  show: 'show shows showed shown showing',
  swear: 'swear swears swore sworn swearing',
  understand: 'understand understands understood understanding',
  seek: 'seek seeks sought seeking',
  foresee: 'foresee foresees foresaw foreseen foreseeing',
  quip: 'quip quips quipped quipping',
  plan: 'plan plans planned planning',
  slam: 'slam slams slammed slamming',
  admit: 'admit admits admitted admitting',
};

function wordsOf(list: string): string[] {
  return list.trim().split(/\s+/);
}

function formsOf(verb: string): string[] {
  const irregular = Object.hasOwn(IRREGULAR, verb) ? IRREGULAR[verb] : undefined;
  if (irregular) return irregular.split(' ');
  if (/[^aeiou]y$/.test(verb)) return [verb, ...['ies', 'ied', 'ying'].map((end) => verb.slice(0, -1) + end)];
  if (verb.endsWith('e')) return [verb, `${verb}s`, `${verb}d`, `${verb.slice(0, -1)}ing`];
  return [verb, /(s|sh|ch)$/.test(verb) ? `${verb}es` : `${verb}s`, `${verb}ed`, `${verb}ing`];
}

function classesByForm(): ReadonlyMap<string, ReadonlySet<CueClass>> {
  const classes = new Map<string, Set<CueClass>>();
  const lists: Record<CueClass, string> = { saying: SAYING, thinking: THINKING, wanting: WANTING, judging: JUDGING };
  for (const [name, list] of Object.entries(lists) as [CueClass, string][]) {
    for (const form of wordsOf(list).flatMap(formsOf)) {
      classes.set(form, (classes.get(form) ?? new Set<CueClass>()).add(name));
    }
  }
  return classes;
}

/** By a verb's form in lower case, "says": how it takes its content. */
export const CUE_VERBS = classesByForm();

/** Forms of verbs whose object is who is spoken to, lower case. */
export const ADDRESSING_VERBS: ReadonlySet<string> = new Set(wordsOf(ADDRESSING).flatMap(formsOf));

/** Nouns in singular and plural, lower case. */
export const CUE_NOUNS: ReadonlySet<string> = new Set(
  wordsOf(NOUNS).flatMap((noun) => [noun, noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`]),
);

/** Lower case. */
export const HEADLINE_SPEAKERS: ReadonlySet<string> = new Set(wordsOf(SPEAKERS));

/** Lower case. */
export const FIRST_PERSON: ReadonlySet<string> = new Set(
  "i we me us my our mine ours myself ourselves i'm i've".split(' '),
);

const SECOND_PERSON: ReadonlySet<string> = new Set('you your yours yourself yourselves'.split(' '));

/** What the lists know of a word, bits of `WORDS`. */
export const WORD = { cueVerb: 1, sayingVerb: 2, cueNoun: 4, according: 8, firstPerson: 16, secondPerson: 32 } as const;

/** By type: bits of WORD. */
export const WORDS = wordProperty(Uint8Array, (_, lower) => {
  const classes = CUE_VERBS.get(lower);
  return (
    (classes ? WORD.cueVerb : 0) |
    (classes?.has('saying') ? WORD.sayingVerb : 0) |
    (CUE_NOUNS.has(lower) ? WORD.cueNoun : 0) |
    (lower === 'according' ? WORD.according : 0) |
    (FIRST_PERSON.has(lower) ? WORD.firstPerson : 0) |
    (SECOND_PERSON.has(lower) ? WORD.secondPerson : 0)
  );
});

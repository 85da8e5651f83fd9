import type { PartOfDay, Season, Unit } from './meaning';

/**
 * The words that time expressions are made of, in lower case. The lists are those of any English grammar and calendar;
 * plurals are listed because the number matters ("a week", "weeks").
 */

const entries = <V>(list: Record<string, V>): ReadonlyMap<string, V> =>
  new Map(Object.entries(list).flatMap(([words, value]) => words.split(' ').map((word) => [word, value] as const)));
const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** 1 to 12. */
export const MONTHS = entries({
  'january jan jan.': 1,
  'february feb feb.': 2,
  'march mar mar.': 3,
  'april apr apr.': 4,
  may: 5,
  'june jun jun.': 6,
  'july jul jul.': 7,
  'august aug aug.': 8,
  'september sep sep. sept sept.': 9,
  'october oct oct.': 10,
  'november nov nov.': 11,
  'december dec dec.': 12,
});

/** Months that are other words or names too: "he may", "on the march", "Jan Kavan", "April said". */
export const AMBIGUOUS_MONTHS = wordSet('may march mar jan jun dec sep april june august');

/** Monday 1 to Sunday 7. */
export const WEEKDAYS = entries({
  'monday mon. mondays': 1,
  'tuesday tue. tues. tuesdays': 2,
  'wednesday wed. wednesdays': 3,
  'thursday thu. thur. thurs. thursdays': 4,
  'friday fri. fridays': 5,
  'saturday sat. saturdays': 6,
  'sunday sun. sundays': 7,
});

/** Short forms that are other words; only beside a date or a time. */
export const SHORT_WEEKDAYS = entries({ mon: 1, 'tue tues': 2, wed: 3, 'thu thur thurs': 4, fri: 5, sat: 6, sun: 7 });

export interface UnitWord {
  readonly unit: Unit;
  readonly plural: boolean;
  /** A fortnight is two weeks, "trading days" one each. */
  readonly times?: number;
}

const unit = (singular: string, plural: string, name: Unit, times?: number) => [
  ...singular.split(' ').map((word) => [word, { unit: name, plural: false, times }] as const),
  ...plural.split(' ').map((word) => [word, { unit: name, plural: true, times }] as const),
];

export const UNITS: ReadonlyMap<string, UnitWord> = new Map<string, UnitWord>([
  ...unit('second sec sec.', 'seconds secs', 'second'),
  ...unit('minute min min.', 'minutes mins', 'minute'),
  ...unit('hour hr hr.', 'hours hrs', 'hour'),
  ...unit('day', 'days', 'day'),
  ...unit('week', 'weeks', 'week'),
  ...unit('fortnight', 'fortnights', 'week', 2),
  ...unit('weekend', 'weekends', 'weekend'),
  ...unit('month', 'months', 'month'),
  ...unit('quarter', 'quarters', 'quarter'),
  ...unit('year yr yr.', 'years yrs', 'year'),
  ...unit('decade', 'decades', 'decade'),
  ...unit('century', 'centuries', 'century'),
  ...unit('millennium millenium', 'millennia millenniums', 'millennium'),
]);

export const SEASONS = entries<Season>({
  'spring springtime springs': 'SP',
  'summer summertime summers': 'SU',
  'fall autumn autumns': 'FA',
  'winter wintertime winters': 'WI',
});

export const PARTS_OF_DAY = entries<PartOfDay>({
  'morning mornings': 'MO',
  'afternoon afternoons': 'AF',
  'evening evenings': 'EV',
  'night nights nighttime': 'NI',
  'dawn daybreak sunrise': 'MO',
  'dusk sunset nightfall': 'EV',
  'predawn pre-dawn midmorning mid-morning': 'MO',
  'midafternoon mid-afternoon': 'AF',
  'lunchtime lunchtimes': 'MI',
  daytime: 'DT',
});

/** Times of the day that are one clock time. */
export const CLOCK_WORDS = entries<number>({ 'noon midday noontime': 12, midnight: 24 });

export const CARDINALS = entries<number>({
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  'forty fourty': 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
});

/** "two hundred", "a thousand". */
export const MULTIPLES = entries<number>({ hundred: 100, thousand: 1000, million: 1e6, billion: 1e9 });

/** Amounts that nobody counted. */
export const VAGUE_AMOUNTS = wordSet('several few many numerous countless various some');

export const ORDINALS = entries<number>({
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
});

/** "the nineties"; with no century said, of the twentieth. */
export const DECADES = entries<number>({
  twenties: 2,
  thirties: 3,
  forties: 4,
  fifties: 5,
  sixties: 6,
  seventies: 7,
  eighties: 8,
  nineties: 9,
});

/** Which of several, counted from the day of publication. */
export const RELATIONS = entries<-1 | 0 | 1>({
  'last past': -1,
  'this current': 0,
  'next coming upcoming': 1,
});

/** Which of several, counted from the date mentioned last. */
export const NARRATIVE_RELATIONS = entries<-1 | 0 | 1>({
  'previous preceding prior': -1,
  'same that': 0,
  'following subsequent ensuing succeeding': 1,
});

/** How often, by adverb or adjective: the period that comes again. */
export const FREQUENCIES = entries<readonly [amount: number, unit: Unit]>({
  hourly: [1, 'hour'],
  'daily everyday nightly': [1, 'day'],
  weekly: [1, 'week'],
  'biweekly fortnightly': [2, 'week'],
  monthly: [1, 'month'],
  bimonthly: [2, 'month'],
  'semiannually semi-annually': [6, 'month'],
  'yearly annually': [1, 'year'],
  biennially: [2, 'year'],
});

/** "$1987": what stands before an amount of money. */
export const CURRENCIES = wordSet('$ £ € ¥ # us$ c$ a$ au$ hk$ nz$ s$ dlrs usd eur gbp dm rs. rs ff');

/** "flight 370", "room 1987", "Boeing 1900": numbers behind these are names, not years. */
export const NUMBERED = wordSet(
  `flight flights route room apartment apt. suite highway interstate number no. no nos. page pages pp. p. chapter section
  article resolution act bill law case verse line channel model boeing airbus mig su unit building bus train gate box
  psalm paragraph platform lot district highway street precinct ward battalion regiment division squadron class version
  size section proposition article asteroid iso rule code area top fortune russell nikkei s&p ftse cac dax index`,
);

/** Words that a number before them counts, so that it is no year: "2000 people", "1500 meters". */
export const COUNTED = wordSet(
  `people persons men women children troops soldiers workers jobs employees students members refugees police officers
  tons tonnes miles mile feet foot inches meters metres metre meter kilometers kilometres km kilometer acres hectares
  pounds lbs kg kilograms dollars cents euros yen francs marks rubles rupees points shares percent % pct copies homes
  houses units degrees calories barrels gallons megawatts mw watts volts horsepower hp cc rpm mph kph votes seats
  passengers delegates villagers families residents civilians fighters rebels guests hours minutes days weeks months
  years yards square cubic million billion thousand hundred times dead deaths victims casualties patients protesters
  demonstrators reservists inmates prisoners stores restaurants companies pages words lire pesos strong`,
);

/** Directly before a year: "in 1987", "since 1987". */
export const BEFORE_YEAR = wordSet(
  `in since by until till from during to through before after of the early late mid between and or for circa ca. around
  about fiscal year summer winter spring fall autumn pre post c. that its their his her our this a`,
);

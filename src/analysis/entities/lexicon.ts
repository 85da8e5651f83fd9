/**
 * Words that say what kind of thing a noun phrase speaks of. Written for this project from general knowledge of news
 * English; singular forms, plurals are recognised from them.
 */
import { wordProperty } from '../text/vocabulary';

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter(Boolean));

/** Stand before a person's name and are no part of it: "Mr", "President". Without the point. */
export const HONORIFICS = words(`mr mrs ms miss dr prof sir lord lady dame madam rev fr br sr hon st saint`);

const MALE =
  words(`mr sir lord king prince duke baron count emperor pope cardinal bishop archbishop father brother son husband
  uncle nephew grandfather grandson boy man gentleman guy dad boyfriend widower stepfather fisherman policeman businessman chairman
  spokesman congressman salesman fireman cameraman gunman statesman nobleman monk priest waiter actor king fiancé lad sheikh imam
  ayatollah sultan frenchman englishman irishman dutchman fr grandpa stepson groom`);
const FEMALE =
  words(`mrs ms miss lady dame madam queen princess duchess baroness countess empress nun mother sister daughter wife aunt
  niece grandmother granddaughter girl woman mom mum girlfriend widow stepmother policewoman businesswoman chairwoman
  spokeswoman congresswoman actress waitress fiancée heroine goddess hostess frenchwoman grandma stepdaughter bride mistress`);

/** Who can speak: offices, trades, kin. */
const PERSON = words(`
  accountant activist actor adviser advisor advocate agent aide ally ambassador analyst anchor apologist archbishop architect artist
  assistant astronaut athlete attacker attorney aunt author baby baker banker baron bishop blogger bodyguard boss boy boyfriend broadcaster
  broker brother builder businessman businessperson businesswoman buyer campaigner candidate captain cardinal caretaker celebrity ceo cfo chair
  chairman chairperson chairwoman champion chancellor chef chief child citizen civilian clerk cleric client coach coach co-founder colleague
  collector colonel columnist comedian commander commentator commissioner competitor composer congressman congresswoman conservative consultant
  consumer contractor convict coordinator coroner correspondent councillor councilman councilwoman counsel counsellor counselor counterpart
  creator critic curator customer dad dancer daughter dealer defendant defender defector delegate democrat demonstrator deputy designer
  detainee detective developer dictator diplomat director dissident doctor donor driver economist editor educator emperor employee employer engineer
  entrepreneur envoy ex-wife ex-husband executive expert eyewitness fan farmer father fighter filmmaker firefighter fisherman founder friend
  fugitive general gentleman girl girlfriend goalkeeper governor graduate grandfather grandmother guard guardian guest guide gunman guy hacker head
  hero heir historian host hostage hunter husband immigrant individual informant inmate inspector insider instructor insurgent interpreter
  interviewer inventor investigator investor jihadist journalist judge juror justice kid killer king lady landlord lawmaker lawyer leader lecturer
  legislator liberal lieutenant lobbyist lord lover magistrate maker man manager marine master mayor mechanic mediator medic member mentor
  merchant migrant militant minister mom monarch monk mother motorist mp mum musician nationalist negotiator neighbor neighbour nephew newcomer
  niece novelist nun nurse observer offender officer official operative operator opponent organiser organizer owner painter parent
  parliamentarian participant partner passenger pastor patient patriarch peacekeeper pedestrian performer person philosopher photographer physician
  physicist pilgrim pilot pioneer player plaintiff poet policeman policewoman politician pollster pope predecessor premier presenter president priest
  prime-minister prince princess principal prisoner producer professor programmer prosecutor protester protestor psychiatrist psychologist publicist
  publisher pupil queen rabbi rapper reader realtor rebel recruit referee refugee relative reporter representative republican researcher resident
  retiree rider rival ruler runner sailor salesman scholar scientist secretary seller senator sergeant sheriff shareholder shooter singer sister
  skipper socialist soldier solicitor son source speaker specialist spokesman spokesperson spokeswoman spouse spy staffer statesman strategist
  striker student successor suicide-bomber superintendent supervisor supporter surgeon survivor suspect teacher teammate technician teen teenager
  tenant terrorist therapist thief tourist trader trainer translator traveler traveller treasurer trooper trustee tsar tutor tycoon uncle undersecretary
  user veteran vet victim villager viewer visitor volunteer voter waiter waitress warlord warrior widow wife winner witness woman worker worshipper
  writer youngster youth czar whistleblower pundit publican reformer regulator loyalist separatist extremist hardliner moderate surrogate nominee
  incumbent challenger contender frontrunner running-mate billionaire millionaire chieftain elder sheikh imam ayatollah mullah monk settler
  mathematician biologist chemist linguist anthropologist sociologist archaeologist astronomer author magician gamer learner scout poster
`);

/** Groups of people named by one word: plural in meaning. */
const PEOPLE =
  words(`people men women children police troops authorities staff crowd crowds family families public population audience
  personnel folks forces residents locals others everyone everybody someone somebody anyone anybody nobody thousands millions hundreds media
  jury electorate crew faculty clergy team-mates`);
/** Of these, one person each. */
const ANYBODY = words('someone somebody anyone anybody nobody everyone everybody');

/** Who can speak as a body. */
const ORGANISATION = words(`
  administration agency airline alliance army assembly association authority ban bank board brand broadcaster brigade bureau business cabinet
  camp campaign carmaker automaker charity church club coalition college commission committee company conglomerate congress consortium
  corporation council court delegation department division embassy enterprise establishment faction federation firm force foundation franchise
  government group guild industry institute institution insurer investigation junta label lab laboratory league legislature lender
  lobby magazine maker management manufacturer media military militia ministry mission movement museum navy network newspaper ngo 
  opposition orchestra organisation organization outlet panel paper parent parliament party police press programme publication publisher
  regime regulator retailer school secretariat senate start-up startup state-media subsidiary supplier syndicate
  team think-tank treasury tribunal troupe union university website white-judiciary airforce carrier operator producer giant
  startup watchdog service squad
`);

const PLACE = words(`
  airport area arena avenue base bay beach border bridge building camp campus canal capital castle cathedral cave cemetery center centre
  church city coast coastline colony constituency continent country county desert district downtown embassy enclave factory farm field
  forest frontier garden globe gulf hall harbor harbour headquarters highway hill home homeland hospital hotel house island jail kingdom
  lake land location mainland mall market metropolis monastery monument mosque mountain municipality museum nation neighborhood
  neighbourhood ocean office palace parish park peninsula place plain planet plant plateau port prefecture prison province quarter region republic
  resort restaurant river road room runway sea shop shore shrine site square stadium state station store street suburb synagogue
  temple territory theater theatre tower town valley venue village warehouse waters world zone
`);

/** Places with a government of their own. */
export const STATES = words(`country nation state republic kingdom`);
export const CITIES = words(`city town capital metropolis village`);

const LAW =
  words(`accord act agreement amendment bill charter constitution convention law legislation pact protocol treaty truce ceasefire
  resolution`);

/** Heads of names: "the Dayton Accords". */
export const LAW_HEADS =
  words(`accord accords act agreement agreements amendment amendments charter code constitution convention conventions
  pact protocol treaty statute`);
export const EVENT_HEADS =
  words(`war wars cup championship championships olympics games open festival summit conference tour tournament race prix
  marathon expo fair ceremony convention revolution uprising massacre battle bombing bombings attacks hurricane cyclone typhoon storm earthquake
  election elections primary primaries referendum holocaust crisis spring awards day christmas easter ramadan hajj thanksgiving
  series bowl derby masters grandprix congress rally debate debates final finals playoffs intifada`);
export const FACILITY_HEADS =
  words(`airport bridge building stadium hall street avenue road tower towers palace mosque church cathedral
  hospital hotel square park museum theatre theater temple prison jail station house center centre arena library school terminal plaza
  mall tunnel dam highway boulevard lane gardens garden monument memorial cemetery castle fort base dome ground pier plant reactor shrine synagogue
  courthouse academy gate wall tube`);
/** Of these, the ones that nobody is called by and no body: what stands before one is its name, "the Emperor Norton Bridge". */
export const STRUCTURES = words(`airport bridge stadium street avenue road tower square tunnel tube highway boulevard`);
export const PLACE_HEADS =
  words(`river mountain mountains mount sea ocean gulf bay lake valley island islands isle desert peninsula strait straits canal coast
  cape hill hills forest plateau basin delta falls creek canyon glacier volcano reef archipelago beach region territory zone strip
  east west north south`);
export const WORK_HEADS =
  words(`times post herald tribune gazette journal magazine weekly telegraph mirror observer chronicle bible quran koran
  symphony opera album movie film novel`);

/** A name of several words that ends so is an organisation's: "Harrow School", "the Labrador Court". */
export const ORGANISATION_HEADS =
  words(`college university school academy institute institution club corporation company association
  society commission committee council court ministry department agency bureau union party league federation foundation library
  libraries bank airlines airways inc corp ltd group authority organization organisation alliance congress parliament senate
  bulletin newspaper army navy police orchestra`);
/** Of these, the ones that are nothing else, whatever stands before them. */
export const UNMISTAKABLE_ORGANISATIONS =
  words(`college university academy institute institution company association society commission
  committee council ministry agency bureau federation foundation library libraries airlines airways inc corp ltd authority organization
  organisation parliament senate orchestra corporation`);
/** Heads of what is called like an organisation and is none: "the National Nutrition Study", "Digital Humanities". */
export const NO_ORGANISATION_HEADS = words(`study survey report index humanities`);
/** Heads of times that look like places: "the Middle Ages", "the Bronze Age". */
export const ERA_HEADS = words(`age ages era`);
/** Ranks that go by the name of a place, "2nd Earl of Clare": a person's name. */
export const PEERS = words(
  `duke duchess earl marquess marquis viscount viscountess baron baroness countess prince princess`,
);
/** Stand behind a person's name and a comma: "Mark Tedeschi, QC". */
export const POST_NOMINALS = words(`qc kc sc mp msp mep md phd esq jr sr obe cbe mbe kbe dbe cpa rn`);
/** Parts of a text or building that go by a number: "Article III", "Tab 4". */
export const NUMBERED_PARTS =
  words(`article section chapter figure table tab exhibit appendix annex page paragraph clause
  rule item volume part schedule count verse act scene gate terminal room floor platform lane seat`);
/** Begin the name of an event: "Cyclone Phailin". */
export const STORMS = words(`cyclone hurricane typhoon storm superstorm operation`);
/** "the Municipality of Culion", "the Bay of Bengal": a place, whatever comes behind. */
export const PLACE_BEGINNINGS =
  words(`municipality city town village province state republic kingdom county district island bay gulf cape
  strait isle lake mount river valley sea`);

/** What a person's name with one of these is: a body of its own, "the Biden administration". */
export const BODIES = words(
  `administration campaign government presidency cabinet foundation organization organisation team regime camp`,
);

/** Say that somebody else is meant than whoever was spoken of before: "another official". */
export const OTHERS =
  words(`another other others second third fourth fifth different separate fellow more additional one several some many few most
  two three four five six seven eight nine ten dozens`);

/** `thing`: a document, "report"; only sources are looked at as such. */
export type NounClass = 'person' | 'organisation' | 'place' | 'law' | 'thing';
export interface Noun {
  readonly class: NounClass;
  readonly plural: boolean;
  /** The singular, "official" for "officials". */
  readonly lemma: string;
}

/** What a common noun speaks of; lower case, without a possessive ending. A person before an organisation before a place. */
export function nounOf(lower: string): Noun | undefined {
  if (PEOPLE.has(lower)) return { class: 'person', plural: !ANYBODY.has(lower), lemma: IRREGULAR.get(lower) ?? lower };
  const direct = classOf(lower);
  if (direct) return { class: direct, plural: false, lemma: lower };
  const singular = singularOf(lower);
  const found = singular && classOf(singular);
  return found ? { class: found, plural: true, lemma: singular } : undefined;
}

/** Nouns by word type: 0 for a word that is none, else 1 and its place in `NOUNS`. */
export const NOUN = wordProperty(Uint16Array, (_, lower) => {
  const noun = nounOf(lower);
  if (!noun) return 0;
  const known = NOUNS.findIndex(({ lemma, plural }) => lemma === noun.lemma && plural === noun.plural);
  return known < 0 ? NOUNS.push(noun) : known + 1;
});
/** Those met so far; no more than there are in the lists above, twice. */
export const NOUNS: Noun[] = [];

/** Things that news gives as a source. */
const DOCUMENTS =
  words(`account analysis article assessment audit blog book brief bulletin complaint data document dossier email
  editorial essay estimate evidence figure filing finding forecast indictment interview investigation journal lawsuit leak letter
  memo memorandum message note notice paper petition poll post projection readout record report research review rumor rumour ruling
  search source speech statement statistic study summary survey testimony transcript tweet verdict website witness-statement`);

/** What a source's head speaks of when it is nobody: a document; undefined for other things ("the talks"). */
export function documentOf(lower: string): Noun | undefined {
  if (DOCUMENTS.has(lower)) return { class: 'thing', plural: false, lemma: lower };
  const singular = singularOf(lower);
  return DOCUMENTS.has(singular) ? { class: 'thing', plural: true, lemma: singular } : undefined;
}

function classOf(lemma: string): NounClass | undefined {
  if (PERSON.has(lemma) || MALE.has(lemma) || FEMALE.has(lemma)) return 'person';
  if (ORGANISATION.has(lemma)) return 'organisation';
  if (PLACE.has(lemma)) return 'place';
  if (LAW.has(lemma)) return 'law';
  return undefined;
}

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['men', 'man'],
  ['women', 'woman'],
  ['children', 'child'],
  ['people', 'person'],
  ['wives', 'wife'],
]);

function singularOf(lower: string): string {
  const irregular = IRREGULAR.get(lower);
  if (irregular) return irregular;
  if (lower.endsWith('men')) return lower.slice(0, -3) + 'man';
  if (lower.endsWith('women')) return lower.slice(0, -5) + 'woman';
  if (!lower.endsWith('s') || lower.endsWith('ss')) return '';
  if (lower.endsWith('ies')) return lower.slice(0, -3) + 'y';
  const stem = lower.slice(0, -1);
  if (lower.endsWith('es') && !classOf(stem)) return lower.slice(0, -2);
  return stem;
}

export type Gender = 'male' | 'female' | 'unknown';

/** What a noun or title says of a person's sex; lower case. */
export function genderOf(lemma: string): Gender {
  if (FEMALE.has(lemma) || lemma.endsWith('woman')) return 'female';
  if (MALE.has(lemma) || lemma.endsWith('man')) return lemma === 'woman' ? 'female' : 'male';
  return 'unknown';
}

/**
 * Forms of words that no rule makes. The irregular verbs, plurals and comparisons are those that any English grammar
 * lists (Quirk et al., A Comprehensive Grammar of the English Language, ch. 3 and 5, is the fullest); spellings that the
 * rules of lemma.ts miss were added from the lemmas of the GUM corpus's train part.
 */

/** Infinitive, then its irregular forms. */
const VERBS = `
be:is,are,was,were,been,being,am,'s,'re,'m,ai,s,re,m have:has,had,having,'ve,'d,ve do:does,did,done,doing go:goes,went,gone
say:said,says make:made get:got,gotten take:took,taken come:came see:saw,seen know:knew,known think:thought find:found
give:gave,given tell:told become:became leave:left feel:felt put:put bring:brought begin:began,begun keep:kept hold:held
write:wrote,written stand:stood hear:heard let:let,letting mean:meant set:set,setting meet:met run:ran,running pay:paid
sit:sat,sitting speak:spoke,spoken lie:lay,lain,lying,lied lead:led read:read grow:grew,grown lose:lost fall:fell,fallen
send:sent build:built understand:understood draw:drew,drawn break:broke,broken spend:spent cut:cut,cutting rise:rose,risen
drive:drove,driven buy:bought wear:wore,worn choose:chose,chosen seek:sought throw:threw,thrown catch:caught deal:dealt
win:won,winning forget:forgot,forgotten lay:laid sell:sold fight:fought teach:taught eat:ate,eaten sing:sang,sung
strike:struck,stricken hang:hung shake:shook,shaken ride:rode,ridden feed:fed shoot:shot drink:drank,drunk hit:hit,hitting
arise:arose,arisen fly:flew,flown spread:spread sleep:slept cost:cost beat:beaten light:lit bind:bound
hide:hid,hidden swear:swore,sworn swim:swam,swum sweep:swept bend:bent tear:tore,torn steal:stole,stolen stick:stuck
freeze:froze,frozen burst:burst wake:woke,woken shut:shut,shutting blow:blew,blown bear:bore,born,borne forgive:forgave,forgiven
forbid:forbade,forbidden withdraw:withdrew,withdrawn undergo:underwent,undergone,undergoes overcome:overcame
undertake:undertook,undertaken mistake:mistook,mistaken overtake:overtook,overtaken foresee:foresaw,foreseen
oversee:oversaw,overseen uphold:upheld withhold:withheld withstand:withstood mislead:misled rebuild:rebuilt
overthrow:overthrew,overthrown retell:retold foretell:foretold undo:undid,undone,undoes redo:redid,redone outdo:outdid,outdone
rewrite:rewrote,rewritten repay:repaid overrun:overran reset:reset offset:offset upset:upset broadcast:broadcast
forecast:forecast cast:cast bet:bet hurt:hurt quit:quit split:split shed:shed thrust:thrust bid:bade,bidden rid:rid
dig:dug,digging spin:spun sting:stung swing:swung cling:clung fling:flung wring:wrung slide:slid bite:bit,bitten
breed:bred bleed:bled flee:fled speed:sped creep:crept weep:wept kneel:knelt leap:leapt dream:dreamt learn:learnt
burn:burnt spell:spelt spill:spilt dwell:dwelt lend:lent grind:ground wind:wound spring:sprang,sprung sink:sank,sunk
shrink:shrank,shrunk stink:stank,stunk ring:rang,rung weave:wove,woven strive:strove,striven shine:shone
die:dying,died,dies tie:tying,tied,ties vie:vying,vied,vies defy:defies prove:proven show:shown sew:sewn sow:sown
mow:mown saw:sawn hew:hewn swell:swollen melt:molten abide:abode awake:awoke,awoken beget:begot,begotten behold:beheld
bespeak:bespoke beset:beset bust:bust clothe:clad forgo:forwent,forgone,forgoes forsake:forsook,forsaken tread:trod,trodden
slay:slew,slain smite:smote,smitten spit:spat,spitting slit:slit string:strung wed:wed wet:wet knit:knit thrive:throve
outrun:outran override:overrode,overridden oversleep:overslept overhear:overheard misread:misread
misunderstand:misunderstood partake:partook,partaken remake:remade resell:resold rethink:rethought reread:reread
outgrow:outgrew,outgrown foreshadow:foreshadowed agree:agreed,agreeing see:seeing flee:fleeing free:freed,freeing
underlie:underlying,underlies,underlay,underlain guarantee:guaranteed,guaranteeing disagree:disagreed,disagreeing decree:decreed referee:refereed oversee:overseeing
need:needed,needing heed:heeded seed:seeded proceed:proceeded exceed:exceeded succeed:succeeded weed:weeded speed:speeded
panic:panicked,panicking traffic:trafficked,trafficking mimic:mimicked,mimicking picnic:picnicked frolic:frolicked
can:ca,could will:wo,'ll,would,ll shall:sha,should may:might go:gon want:wan sing:singing bring:bringing ring:ringing cling:clinging
swing:swinging sting:stinging fling:flinging spring:springing string:stringing wring:wringing
dye:dyed,dyeing eye:eyed,eyeing singe:singeing age:aged,ageing focus:focuses,focussed bias:biases gas:gases,gassed
bus:buses,bussed quiz:quizzes,quizzed
`;

/** A noun, then its irregular plurals. */
const NOUNS = `
man:men woman:women child:children person:people foot:feet tooth:teeth goose:geese mouse:mice louse:lice ox:oxen
life:lives wife:wives knife:knives leaf:leaves half:halves self:selves shelf:shelves wolf:wolves thief:thieves
loaf:loaves calf:calves elf:elves scarf:scarves hoof:hooves yourself:yourselves
medium:media criterion:criteria phenomenon:phenomena bacterium:bacteria curriculum:curricula memorandum:memoranda
stratum:strata crisis:crises analysis:analyses basis:bases thesis:theses hypothesis:hypotheses diagnosis:diagnoses
emphasis:emphases oasis:oases axis:axes parenthesis:parentheses synthesis:syntheses index:indices appendix:appendices
matrix:matrices vertex:vertices nucleus:nuclei stimulus:stimuli alumnus:alumni fungus:fungi cactus:cacti focus:foci
syllabus:syllabi larva:larvae alga:algae vertebra:vertebrae formula:formulae antenna:antennae
congressman:congressmen congresswoman:congresswomen spokesman:spokesmen spokeswoman:spokeswomen chairman:chairmen
businessman:businessmen businesswoman:businesswomen policeman:policemen policewoman:policewomen fireman:firemen
gunman:gunmen fisherman:fishermen salesman:salesmen statesman:statesmen lawman:lawmen Englishman:englishmen
frenchman:frenchmen serviceman:servicemen servicewoman:servicewomen craftsman:craftsmen countryman:countrymen
grandchild:grandchildren series:series species:species means:means headquarters:headquarters news:news politics:politics thanks:thanks
remains:remains clothes:clothes corpus:corpora schoolchild:schoolchildren data:data
series:series species:species aircraft:aircraft police:police movie:movies cookie:cookies zombie:zombies rookie:rookies
selfie:selfies calorie:calories genie:genies pie:pies tie:ties lie:lies die:dies
bus:buses virus:viruses campus:campuses census:censuses bonus:bonuses status:statuses gas:gases lens:lenses bias:biases
atlas:atlases iris:irises canvas:canvases caucus:caucuses chorus:choruses circus:circuses consensus:consensuses
quiz:quizzes ally:allies ache:aches headache:headaches cache:caches niche:niches avalanche:avalanches axe:axes
`;

/** An adjective or adverb, then its irregular comparative and superlative. */
const ADJECTIVES = `
good:better,best bad:worse,worst far:farther,farthest,further,furthest more:more most:most
less:less least:least
`;

export const IRREGULAR_VERBS = formsOf(VERBS);
export const IRREGULAR_NOUNS = formsOf(NOUNS);
export const COMPARED = formsOf(ADJECTIVES);

/** Present forms and modals that are not their own infinitive. */
export const PRESENT: ReadonlyMap<string, string> = new Map(
  "am:be,are:be,is:be,'m:be,'re:be,'s:be,m:be,re:be,ai:be,'ve:have,ve:have,'ll:will,ll:will,'d:would,wan:want,ca:can,wo:will,sha:shall"
    .split(',')
    .map((pair) => pair.split(':') as [string, string]),
);

/** Stems that take "-es" for another reason than their last letter: "goes", "heroes". */
export const ENDS_IN_ES = words(`
  go do veto echo hero potato tomato torpedo cargo embargo undergo forego volcano mosquito tornado negro
`);

/** The last two letters of stems whose verb ends in a silent e: "influenc", "argu". */
export const STEM_ENDINGS = words(`
  nc rc uc ac ic ec oc dg lg tl gl fl kl bl cl dl pl zl ag rg eg ug iz yz az oz us as is os ns ys ps
  ud id od at ut ot it cr ur ir ar ir ok ak ik uk um am ap ip yp ib ob ub lv rv ov av ev iv uv nu gu lu su cu qu eu
  in un an al ul il ol uf if af im om
`);

/** Stems that end like those but take no e. */
export const KEEPS_STEM = words(`
  aid avoid raid load plead head spread dread read lead shroud blood wood cloud crowd flood applaud laud
  heat repeat treat float seat beat defeat sweat eat cheat combat squat format retreat threat boat coat great
  debut rout output input shout scout spout tout sprout doubt pout out about reput put cut shut
  pilot riot pivot boot root loot shoot foot hoot scoot spot knot
  orbit limit await exploit visit recruit edit inhabit credit suit spirit deposit wait exhibit prohibit inhibit benefit
  submit solicit audit merit profit posit inherit vomit forfeit transit rabbit
  market interpret tweet target greet meet
  pair repair despair impair chair air stair tour pour favour honour labour colour hear appear tear disappear wear gear
  fear soar clear near bear swear smear roar steer murmur
  monitor favor honor color sponsor labor mirror anchor author tutor harbor humor error factor
  maintain obtain constrain contain explain join remain complain abstain ordain attain train coin gain drain rain
  restrain strain sustain retain entertain pertain detain stain campaign reclaim mean clean lean bargain loan moan
  question reason commission station mention occasion imprison abandon audition function reposition begin
  aim exclaim acclaim claim proclaim disclaim stream dream scream seem deem redeem beam team steam maim
  doom loom zoom bloom room accustom custom bottom
  detail fail unveil prevail email mail sail hail tail trail nail bail jail assail curtail avail
  signal deal reveal spiral appeal heal steal conceal seal equal rival total trial medal pedal
  school cool drool fool pool tool feel fuel peel label travel steel haul foul boil coil foil spoil toil soil oil
  break speak freak leak peak sneak weak soak cloak look overlook book cook hook
  heap reap leap cheap keep sleep weep group soup loop scoop develop envelop worship gallop gossip
  focus bias discus canvas bus gas beef brief aux roof proof
  add odd egg err purr butt call fall pull sell tell fill kill roll spell smell yell bill drill chill spill thrill
  poll stall install recall fulfill enroll pass miss
  bring sing ring swing cling sting hang bang gang long belong prolong ping wrong among
  visit happen open listen strengthen threaten heighten weaken worsen lessen widen broaden deepen tighten
  lib cab climb absorb perform inform edit veto echo
  admin robin martin spin win pin sin thin chin plan ban scan span tan man van can fan pan
  pan ruin cousin bulletin penguin
  am exam program cram slam spam swim trim slim skim dim
  pal goal local
  wrap trap snap map clap slap strap zap nap cap tap ship slip trip strip whip skip clip drip equip tip dip grip
  shop stop drop chop crop
  bar star war scar occur stir spur blur incur recur
  sob rob rub grab stab job club
`);

/** Stems that take an e though they end like those that take none. */
export const TAKES_E = words(`
  chang arrang exchang plung infring challeng rang impinge impinge lung lounge hing cring aveng reveng scaveng estrang aveng
  explor stor scor restor ignor ador bor deplor implor postpon condon ston hon phon clon zon aton
  breath bath cloth sooth loath teeth seeth tast past hast wast
  tast bast wast paste hast compet complet delet deplet interven conven interfer adher persever cohere revere sever
  hop cop scop slop grop elop dy ey conced supersed reced preced interced imped
  collaps elaps laps glimps brows cours interspers immers dispers revers rehears endors curs nurs convers
  creat recreat procreat delineat permeat nauseat leas releas increas decreas eas ceas pleas appeas teas purchas
  becom welcom com overcom
  persuad trad fad invad upgrad degrad downgrad evad wad blockad parad
  requir acquir inquir requit quot squar scar caus paus us hous arous rous espous accus excus
  rais prais apprais surpris pois nois rous loos choos leav weav heav cleav reliev achiev believ receiv deceiv perceiv
  conceiv griev seiz freez squeez sneez breez
  issu argu valu continu rescu pursu queu tissu sue
  judg acknowledg pledg budg edg hedg
  fre agre se fle guarante disagre overse decre
  settl battl struggl handl trampl
  fin lin defin combin determin examin imagin refin declin confin min undermin streamlin shin din outlin underlin
  tun prun immun
  nam fram blam sham tim chim assum presum consum resum
  mak tak wak shak bak fak rak strik lik hik spik provok jok smok evok invok revok chok pok
  shap escap reshap tap vap wip typ swip grip hyp
  scrib brib prob describ prescrib subscrib inscrib ascrib transcrib glob tub
  compil exil fil smil pil reconcil profil fil rul schedul ridicul sol consol whil scal inhal exhal
  chaf straf knif
  engag wag stag rag pag cag dar car shar spar prepar declar compar fir hir wir tir admir inspir expir retir aspir conspir
  measur ensur injur
`);

function formsOf(list: string): ReadonlyMap<string, string> {
  const forms = new Map<string, string>();
  for (const entry of list.trim().split(/\s+/)) {
    const [lemma, others] = entry.split(':');
    for (const form of others.split(',')) if (!forms.has(form)) forms.set(form, lemma);
  }
  return forms;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/**
 * Words that keep their point. Put together from the abbreviations that the Associated Press style asks for (titles,
 * months, states, company forms) and from those found in the GUM corpus; without their points, by how they behave.
 */

/** Stand before a name: no sentence ends at them. */
export const TITLES = words(`
  Mr Mrs Ms Mx Messrs Mme Mlle Dr Prof Rev Fr Sr Hon St Ste Gen Lt Col Maj Capt Cpt Cmdr Cdr Adm Sgt Cpl Pvt Brig Cmd
  Sen Sens Rep Reps Gov Govs Pres Amb Supt Det Insp Atty Msgr Bros Mt Ft
`);

/** Keep their point when capitalised: months, days, states, company forms. */
export const CAPITALISED = words(`
  Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri
  Ala Ariz Ark Calif Cal Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn
  Tenn Tex Va Vt Wash Wis Wyo Ont Que
  Inc Ltd Corp Co Cos Bros Jr Sr Esq Dept Univ Assn Assoc Ave Blvd Rd Hwy Bldg Govt Natl Intl Ph Ed Eds Def Min Sec
  Russ Ger Wm Geo Chas
`);

/** Keep their point however written. */
export const ANYWHERE = words(`
  etc vs al cf viz ca approx est esp incl dept govt div misc ext tel
`);

/** Keep their point only before a number: "No. 5", "Art. 5", "p. 12", but "He said no." */
export const BEFORE_NUMBER = words(`
  no nos p pp art arts fig figs sec secs ch chap vol vols op par para v c r sat sun jun jul mar may s d b
`);

/** With points inside, longer than single letters: "Ph.D.". In lower case, without the last point. */
export const DOTTED = words('ph.d m.sc b.sc m.phil d.phil ed.d ll.b ll.m');

/** The units that are split from the number they are written to: "8pm" is "8", "pm". */
export const UNITS = words('am pm km kg cm mm m bn mn tn mph kph ft lb lbs sq gmt mw kw gb mb');

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

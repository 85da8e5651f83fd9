/**
 * What no package on the registry holds under a free licence, put together by hand for the gazetteer: everyday names of
 * countries, irregular demonyms, well-known organisations with their acronyms, regions, treaties.
 */

/** Names in everyday use beside those of ISO 3166. */
export const COUNTRY_NAMES: Readonly<Record<string, readonly string[]>> = {
  AE: ['U.A.E.', 'Emirates'],
  BN: ['Brunei'],
  BO: ['Bolivia'],
  BA: ['Bosnia'],
  CD: ['DR Congo', 'DRC'],
  CI: ['Ivory Coast'],
  CN: ['PRC', 'Mainland China'],
  CZ: ['Czechia'],
  FK: ['Falkland Islands', 'Falklands'],
  FM: ['Micronesia'],
  GB: ['Britain', 'U.K.', 'UK', 'Great Britain'],
  KP: ['North Korea', 'DPRK', 'N. Korea'],
  KR: ['South Korea', 'S. Korea'],
  LA: ['Laos'],
  MD: ['Moldova'],
  MK: ['Macedonia'],
  MM: ['Burma'],
  NL: ['Holland'],
  PS: ['Palestinian Territories'],
  RU: ['Russia'],
  SY: ['Syria'],
  SZ: ['Swaziland'],
  TL: ['East Timor'],
  TR: ['Turkey'],
  TT: ['Trinidad'],
  TZ: ['Tanzania'],
  US: ['U.S', 'America', 'U.S.A'],
  VA: ['Vatican', 'Vatican City', 'Holy See'],
};

/** Adjectives and names of people that the nationality package leaves out or spells otherwise. */
export const DEMONYMS: Readonly<Record<string, readonly string[]>> = {
  AE: ['Emirati', 'Emiratis'],
  AF: ['Afghan', 'Afghans'],
  AR: ['Argentine', 'Argentines', 'Argentinian', 'Argentinians'],
  BA: ['Bosnian', 'Bosnians'],
  CD: ['Congolese'],
  CH: ['Swiss'],
  CN: ['Chinese'],
  CZ: ['Czech', 'Czechs'],
  DK: ['Danish', 'Dane', 'Danes'],
  DO: ['Dominican', 'Dominicans'],
  EC: ['Ecuadorian', 'Ecuadorians'],
  ES: ['Spanish', 'Spaniard', 'Spaniards'],
  FI: ['Finnish', 'Finn', 'Finns'],
  FR: ['French', 'Frenchman', 'Frenchmen', 'Frenchwoman'],
  GB: ['British', 'Briton', 'Britons', 'Brit', 'Brits', 'UK-based'],
  HR: ['Croatian', 'Croat', 'Croats'],
  HU: ['Hungarian'],
  IE: ['Irish', 'Irishman', 'Irishmen'],
  IL: ['Israeli', 'Israelis'],
  IQ: ['Iraqi', 'Iraqis'],
  IS: ['Icelander', 'Icelanders'],
  JP: ['Japanese'],
  KG: ['Kyrgyz'],
  KZ: ['Kazakh', 'Kazakhs'],
  KP: ['North Koreans'],
  KR: ['South Koreans'],
  NL: ['Dutch', 'Dutchman', 'Dutchmen'],
  NZ: ['Kiwi', 'Kiwis'],
  PH: ['Philippine', 'Filipino', 'Filipinos', 'Filipina'],
  PL: ['Polish', 'Pole', 'Poles'],
  PS: ['Palestinian', 'Palestinians'],
  PT: ['Portuguese'],
  RS: ['Serbian', 'Serb', 'Serbs'],
  SA: ['Saudi', 'Saudis'],
  SE: ['Swedish', 'Swede', 'Swedes'],
  SI: ['Slovenian', 'Slovene', 'Slovenes'],
  SK: ['Slovak', 'Slovaks'],
  SO: ['Somali', 'Somalis', 'Somalian'],
  SD: ['Sudanese'],
  SY: ['Syrian', 'Syrians'],
  TJ: ['Tajik', 'Tajiks'],
  TM: ['Turkmen'],
  TR: ['Turkish', 'Turk', 'Turks'],
  US: ['American', 'Americans'],
  UZ: ['Uzbek', 'Uzbeks'],
  YE: ['Yemeni', 'Yemenis'],
};

/** Adjectives and people of regions, religions, parties and the like, tied to no one state. */
export const GROUPS = `African, Africans, Arab, Arabs, Arabic, Asian, Asians, European, Europeans, Western, Latino, Latinos, Hispanic,
Hispanics, Scottish, Scot, Scots, Welsh, English, Englishman, Englishmen, Catalan, Catalans, Basque, Basques, Kurd,
Kurds, Kurdish, Tibetan, Tibetans, Uighur, Uighurs, Uyghur, Uyghurs, Rohingya, Chechen, Chechens, Balkan, Nordic,
Scandinavian, Caribbean, Korean, Koreans, Soviet, Soviets, Muslim, Muslims, Islamic, Islamist, Islamists, Christian,
Christians, Catholic, Catholics, Protestant, Protestants, Jewish, Jew, Jews, Hindu, Hindus, Buddhist, Buddhists,
Sikh, Sikhs, Shiite, Shiites, Shia, Sunni, Sunnis, Orthodox, Mormon, Mormons, Evangelical, Evangelicals, Jesuit,
Anglican, Republican, Republicans, Democrat, Democrats, Democratic, Tory, Tories, Labourite, Communist, Communists,
Socialist, Socialists, Nazi, Nazis, Zionist, Liberal, Conservative, Libertarian, Libertarians, Marxist, Marxists,
Maoist, Maoists, Texan, Texans, Californian, Californians, Hutu, Hutus, Tutsi, Tutsis, Zulu, Zulus, Afrikaner,
Afrikaners, Gypsy, Roma, Bedouin, Slav, Slavic, Flemish, Persian, Persians, Hebrew, Byzantine, Roman,
African-American, African-Americans, Asian-American, Mexican-American, Native-American, Anglo-American,
Latin-American`;

/** Organisations known by an acronym: "acronym = full name | other full name". */
export const ACRONYMS = `NATO = North Atlantic Treaty Organization | North Atlantic Treaty Organisation
UN = United Nations
EU = European Union
WHO = World Health Organization | World Health Organisation
IMF = International Monetary Fund
WTO = World Trade Organization | World Trade Organisation
IAEA = International Atomic Energy Agency
OSCE = Organization for Security and Cooperation in Europe | Organization for Security and Co-operation in Europe
OECD = Organisation for Economic Co-operation and Development | Organization for Economic Cooperation and Development
OPEC = Organization of the Petroleum Exporting Countries
ASEAN = Association of Southeast Asian Nations
ICC = International Criminal Court
ICJ = International Court of Justice
UNESCO = United Nations Educational, Scientific and Cultural Organization
UNICEF = United Nations Children's Fund
UNHCR = United Nations High Commissioner for Refugees
ECB = European Central Bank
ESA = European Space Agency
IOC = International Olympic Committee
AU = African Union
FBI = Federal Bureau of Investigation
CIA = Central Intelligence Agency
NSA = National Security Agency
NASA = National Aeronautics and Space Administration
NOAA = National Oceanic and Atmospheric Administration
EPA = Environmental Protection Agency
FDA = Food and Drug Administration
CDC = Centers for Disease Control and Prevention
SEC = Securities and Exchange Commission
FAA = Federal Aviation Administration
FCC = Federal Communications Commission
IRS = Internal Revenue Service
DOJ = Department of Justice | Justice Department
DHS = Department of Homeland Security | Homeland Security Department
FEMA = Federal Emergency Management Agency
DNC = Democratic National Committee
RNC = Republican National Committee
GOP = Republican Party
NRA = National Rifle Association
ACLU = American Civil Liberties Union
AP = Associated Press
AFP = Agence France-Presse
BBC = British Broadcasting Corporation
ABC = American Broadcasting Company
CNN = Cable News Network
NHS = National Health Service
RAF = Royal Air Force
USAF = United States Air Force
GM = General Motors
GE = General Electric
IBM = International Business Machines
EADS = European Aeronautic Defence and Space Company
PLO = Palestine Liberation Organization
IRA = Irish Republican Army
KGB = Committee for State Security
FSB = Federal Security Service
IDF = Israel Defense Forces
PKK = Kurdistan Workers Party | Kurdistan Workers' Party
ANC = African National Congress
BJP = Bharatiya Janata Party
FIFA = Fédération Internationale de Football Association
UEFA = Union of European Football Associations`;

/** Organisations that are written about by a name that does not look like one. */
export const ORGANISATIONS = `Reuters, Interfax, TASS, Itar-Tass, Xinhua, Bloomberg, Kyodo, Al-Qaeda, Al Qaeda, Hamas, Hezbollah, Taliban,
Fatah, Kremlin, Pentagon, Congress, Senate, Parliament, Bundestag, Knesset, Duma, Downing Street, White House, Supreme Court,
House of Representatives, House of Commons, House of Lords, State Department, Treasury, Foreign Office, Foreign Ministry,
Defense Ministry, Defence Ministry, Interior Ministry, Finance Ministry, Security Council, General Assembly, European Commission,
European Parliament, Federal Reserve, World Bank, Red Cross, Red Crescent, Amnesty International, Human Rights Watch, Greenpeace,
Interpol, Europol, Islamic State, Boko Haram, Al-Shabaab, Scotland Yard, Wall Street, Associated Press, Agence France-Presse,
New York Times, Washington Post, Wall Street Journal, Financial Times, Guardian, Fox News, NBC News, CBS News, ABC News, CNN, MSNBC,
Politico, Breitbart, Republican Party, Democratic Party, Labour Party, Conservative Party, Green Party, Liberal Democrats`;

/** Places that are neither states nor cities. */
export const PLACES = `Europe, Asia, Africa, America, Americas, North America, South America, Latin America, Central America, Antarctica,
Oceania, Middle East, Far East, Near East, Southeast Asia, South East Asia, East Asia, South Asia, Central Asia, Eastern Europe,
Western Europe, Central Europe, Scandinavia, Balkans, Caucasus, Caribbean, Baltics, Benelux, Maghreb, Sahel, Horn of Africa,
Sub-Saharan Africa, West Africa, East Africa, Persian Gulf, Gulf of Mexico, Mediterranean, Mediterranean Sea, Black Sea, Baltic Sea,
North Sea, Red Sea, South China Sea, Caspian Sea, Atlantic, Pacific, Atlantic Ocean, Pacific Ocean, Indian Ocean, Arctic, Arctic Ocean,
Suez Canal, Panama Canal, English Channel, Strait of Hormuz, Gaza Strip, West Bank, Golan Heights, Sinai, Donbas, Donbass, Kashmir,
Siberia, Alps, Himalayas, Andes, Rockies, Urals, Sahara, Amazon, Nile, Danube, Rhine, Volga, Mekong, Midwest, Bay Area, Silicon Valley`;

/** Regions with a government of their own, and states that are no more. */
export const REGIONS = `Scotland, Wales, England, Northern Ireland, Catalonia, Bavaria, Flanders, Wallonia, Lombardy, Tuscany, Sicily, Sardinia,
Corsica, Brittany, Normandy, Kosovo, Hong Kong, Macau, Puerto Rico, Soviet Union, USSR, U.S.S.R., Yugoslavia, Czechoslovakia,
East Germany, West Germany, Gaza, Crimea, Chechnya, Kurdistan, Tibet, Xinjiang, Darfur, Helmand, Basque Country, Bosnia, Korea,
D.C., Washington D.C., District of Columbia, Calif., Conn., Fla., Ill., Mass., Mich., Minn., N.C., N.H., N.J., N.M., N.Y., Pa., R.I., S.C.,
Tenn., Tex., Va., Vt., Wash., Wis.`;

/** Treaties and acts that go by a name without "treaty" or "act". */
export const LAWS = `Obamacare, Magna Carta, First Amendment, Second Amendment, Geneva Conventions, Geneva Convention, Bill of Rights,
Kyoto Protocol, Paris Agreement, Paris Accord, Dayton Accords, Oslo Accords, Minsk Protocol, Minsk Agreements, New START, NAFTA,
Schengen Agreement, Good Friday Agreement, Constitution`;

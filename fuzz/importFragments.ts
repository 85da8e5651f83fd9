import type { FormatId } from '../src/formats/formats';

// What the target `importers` puts files together from, and breaks them with.

// prettier-ignore
export const NUMBERS = [
  '-1', '0', '1', '5', '900000000', '2147483648', '9007199254740993', '1e9', '1.5', 'NaN', '', '00', '999999999999',
];

// prettier-ignore
export const PIECES = [
  ...[
    '\t', '\n', '\r\n', ' ', '\0', '\u2028', '\ufeff', '\ud800', '"', "'", '\\', '|', ';', ',', ':', '*', '_', '#',
    '[', ']', '{', '}', '<', '>', '&', '/',
  ],
  ...[
    'null', 'true', '[]', '{}', '""', '-', '__proto__', 'constructor', '_\t_', '*[1]', '->1-1', 'B-PER', 'I-PER',
    'Spans=B:1:mention:e1:name', 'T1', 'E1', '<a>', '</a>', '<!--', '&x;',
  ],
];

// prettier-ignore
export const JUNK = [
  '', 'E999', 'T', 'garbage', 'T998\tPERSON 5 3\tx', 'E997\tContent:T9999', '#', 'A5\t',
  'T996\tORG 900000000 900000004\tabcd', '1-1\t5-3\tx', '1\tx\tNN\t9\t3', 'null', '{"start":-1}', '[]', '7',
];

export const TEXT = 'Talks go on\n20220108\n\n“We will,” Ann 😀 Lee of\nReuters said on Monday. Ann Lee said so.\n';

// prettier-ignore
export const LINES: Partial<Record<FormatId, readonly string[]>> = {
  brat: [
    ...[
      'T1\tPerson 33 42\tAnn 😀 Lee', 'T2\tORG 46 53\tReuters', 'T3\tCue 54 58\tsaid', 'T4\tContent 22 32\t“We will,”',
      'T5\tDATE 62 68\tMonday', 'T6\tPerson 33 36;39 42\tAnn Lee', 'T7\tPerson 33 33\t', 'T8\tOrg 9 5\tx',
      'T9\tORG 0 900000000\tTalks',
    ],
    ...[
      'E1\tContent:T4 Source:T1 Cue:T3 Actor:T1', 'E2\tContent:T4 Source:T6 Source2:T2', 'E1', 'E3\t',
      'E4\tContent:E1', 'E5\tSay:T4', 'E6\tContent:T99 Cue:T1',
    ],
    ...[
      'A1\tSpeech E1 direct', 'A2\tMentionKind T1 pronoun', 'A3\tNegation E1', 'A4', 'M1\tSpeech T1 x',
      'R1\tAntecedent Arg1:T2 Arg2:T1', 'R2\tCoref Arg1:T1 Arg2:T2', 'R3\tx', '*\tCoref T1 T2', '*\tEquiv T1 T6 T99',
      '*',
    ],
    ...[
      '#1\tAnnotatorNotes T1\t{"name":"Ann Lee","aliases":[]}', '#2\tAnnotatorNotes E1\tlooks right',
      '#3\tAnnotatorNotes T5\t{"value":"2022-01-10"}', '#4\tAnnotatorNotes R1\tx',
      '#5\tAnnotatorNotes T1\t{"name":7}', '#', '#6\tAnnotatorNotes\t', 'N1\tReference T2 Wikidata:Q1\tx', '%%', '\t',
      '\0',
    ],
  ],
  webanno: [
    '#FORMAT=WebAnno TSV 3.3',
    ...[
      '#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value',
      '#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceRelation|referenceType',
      '#T_SP=de.tudarmstadt.ukp.dkpro.core.api.semantics.type.SemArg|', '#T_SP=x|y', '#T_SP=',
    ],
    ...[
      '', '#Text=Talks go on', '#Text=', '1-1\t0-5\tTalks\t*[1]\tPER[1]\t',
      '1-2\t6-8\tgo\t*[1]\tPER[1]\t*->1-1\tPERSON[1]\t', '1-3\t9-11\ton\t_\tDATE\t*->1-2\tx[1]\t',
      '1-1.1\t0-0\t\t*\tORG\t', '1-4\t5-3\tx\t', '1-5\t900000000-900000005\tTalks\t_\tORG\t_\t_\t',
      '2-1\t12-20\t20220108\t_\tDATE=2022-01-08\t',
    ],
  ],
  conll: [
    ...[
      '# global.columns = ID FORM XPOS START END NE TIMEX SOURCE CUE CONTENT MISC', '# global.columns = ID FORM NE',
      '# newdoc id = a.txt', '# offsets = bytes', '# sha256 = x', '-DOCSTART- -X- O O', '',
    ],
    ...[
      '# entity = {"id":"e1","type":"PERSON","name":"Ann"}',
      '# attribution = {"id":"a1","actor":"e1","kind":"direct"}', '# entity = {', '#',
    ],
    ...[
      '1\tTalks\tNN\t0\t5\tB-ORG\tO\tO\tO\tO\tSpans=B:1:mention:e1:name,B:2:content:a1',
      '2\tgo\tNN\t6\t8\tI-ORG\tO\tO\tO\tO\tSpans=I:1,I:2', '3\ton\tNN\t9\t11\tO\tB-DATE\tO\tB-CUE\tO\t_',
      '4\tx\tNN\t11\t9\tO\tO\tO\tO\tO\t_',
      '5\tTalks\tNN\t900000000\t900000005\tB-ORG\tO\tO\tO\tO\tSpans=B:7:date:DATE:x',
      '6\tx\tNN\t\t\t_\t_\t_\t_\t_\t_',
    ],
    ...[
      'Ann NNP B-NP B-PER', 'Lee NNP I-NP I-PER', 'said VBD O O', 'Monday NNP O B-DATE',
      '1\tAnn\tann\tPROPN\tNNP\t_\t0\troot\t_\tNER=B-PER',
    ],
  ],
  csv: [
    'actor,kind,claim,verdict,file,id,claim_offsets,source_offsets,offsets,sha256',
    ...[
      'Ann,direct,x,true,a.txt,a1,"[23,32)","[33,42)",UTF-16,', '"Ann,direct', ',,,,,,,,,',
      'Ann,said,x,,a.txt,a2,"[5,3)",,,', 'Ann,direct,x,,a.txt,a3,"[0,900000000)",,,', 'Ann,direct,x,,,a1,23-32,,,',
      'x', '', '"', '=1+1,,,,,,"[0,5)","[5,9) [0,7)",,',
    ],
  ],
  tei: [
    ...[
      '<TEI>', '</TEI>', '<text><body>', '</body></text>', '<standOff>', '</standOff>', '<p>', '</p>', 'Talks go on',
      '<persName ref="#p1" xml:id="m1">Ann</persName>', '<date when="2022-01-08">Monday</date>',
      '<date>Monday</date>', '<said who="#p1">We will</said>', '<anchor xml:id="x1"/>', '<anchor xml:id="x2"/>',
    ],
    ...[
      '<listPerson><person xml:id="p1"><persName>Ann Lee</persName><note type="role">x</note></person></listPerson>',
      '<spanGrp type="attribution" xml:id="g1" corresp="#p1"><span type="content" target="#m1"/><span type="source" from="#x1" to="#x2"/></spanGrp>',
      '<spanGrp type="crossing"><span type="date" from="#x1" to="#x2"/></spanGrp>', '<spanGrp><span/></spanGrp>',
      '<interp type="verdict" inst="#g1">true</interp>', '<idno type="file">a.txt</idno>', '<a>', '&amp;', '&x;',
      '<!-- -->', '<![CDATA[x]]>',
    ],
  ],
};

/** Without it nothing is read. */
export const FIXED_HEAD: Partial<Record<FormatId, readonly string[]>> = {
  webanno: ['#FORMAT=WebAnno TSV 3.3', '#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value'],
  csv: ['actor,kind,claim,verdict,file,id,claim_offsets,source_offsets,offsets,sha256'],
  tei: ['<TEI>'],
};

// JSON of the keys and values that the JSON formats know, in any shape.
// prettier-ignore
export const KEYS = [
  ...[
    'text', 'file', 'sha256', 'offsets', 'model', 'entities', 'dates', 'attributions', 'id', 'type', 'name',
    'aliases', 'mentions', 'start', 'end', 'kind', 'antecedent', 'value', 'range', 'source', 'cue', 'content',
    'actor', 'judgement', 'verdict', 'note', 'label', 'labels', 'spans', 'start_offset', 'end_offset',
  ],
  ...[
    'items', 'target', 'selector', 'exact', 'prefix', 'suffix', 'role', 'body', 'purpose', 'motivation', 'timexType',
    'entity', 'entityType', 'speaker', 'attribution', 'version', 'rows', 'tags', '@graph', 'itemReviewed',
    'appearance', 'identifier', 'propertyID', 'reviewRating', 'alternateName', '__proto__', 'constructor',
  ],
];

// prettier-ignore
export const VALUES: readonly unknown[] = [
  ...[
    null, true, 0, 1, 5, 23, 32, -1, 900_000_000, 1.5, 1e300, '', 'x',
    TEXT,
    'Ann', 'Talks', 'We will', 'Monday', 'PERSON', 'DATE', 'ORG', 'name', 'direct', 'content', 'source', 'UTF-16',
    'code points', 'a1', 'e1',
  ],
  ...[
    'TextQuoteSelector', 'TextPositionSelector', 'Annotation', 'tagging', 'commenting', 'assessing', 'offsets UTF-16',
    '[0,5)', '[5,3)', '[0,900000000)', 'a.txt', [0, 5, 'PERSON'], [33, 42, 'DATE'], [5, 3, 'ORG'],
    { start: 0, end: 5 }, { start: 0, end: 5, label: 'ORG' },
    { start_offset: 0, end_offset: 900_000_000, label: 'x' },
  ],
  { type: 'TextQuoteSelector', exact: 'Ann', prefix: '“We will,” ', suffix: '' },
  { type: 'TextPositionSelector', start: 33, end: 36 },
  { target: { selector: [{ type: 'TextQuoteSelector', exact: 'Monday' }] }, body: { value: 'DATE' } },
  { id: 'e1', type: 'PERSON', name: 'Ann', mentions: [{ start: 33, end: 36 }] },
  { id: 'a1', content: [{ start: 23, end: 32 }], cue: [{ start: 30, end: 40 }], actor: 'e1' },
  {
    id: 'a1',
    content: [
      { start: 9, end: 12 }, { start: 0, end: 5 },
    ],
    judgement: { verdict: 'true' },
  },
  { entity: 'e1', entityType: 'PERSON', name: 'Ann' },
  { attribution: 'a1', target: { role: 'content', selector: { type: 'TextQuoteSelector', exact: 'We will' } } },
  {
    attribution: 'a1',
    speaker: 'e2',
    target: { role: 'content', selector: { type: 'TextQuoteSelector', exact: 'Talks' } },
  },
];

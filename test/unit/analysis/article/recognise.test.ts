import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { recognise } from '../../../../src/analysis/article/recognise';

const URL = 'https://a.example/2022/01/08/ministers-meet-in-geneva/';
const NEWS = [
  'GENEVA (Reuters) - Ministers met on Monday to talk about the border, a spokeswoman said.',
  'They will meet again next week in Vienna, according to two officials.',
  'Nothing has been decided yet.',
].join('\n');
/** Sentences, but nobody says anything. */
const NOTES =
  'We looked at the plan for the spring and moved two tasks.\nThe printer is broken again, as it was last week.';
const TITLE = 'Ministers meet in Geneva to talk about the border';

describe('recognise says yes', () => {
  const cases: [name: string, text: string][] = [
    ['title, date, URL, sentences', `${TITLE}\n20220108\n${URL}\n${NEWS}`],
    ['byte order mark, CRLF and blank lines', `\ufeff\r\n${TITLE}\r\n\r\n20220108\r\n\r\n${URL}\r\n\r\n${NEWS}`],
    ['ISO date', `${TITLE}\n2022-01-08\n${URL}\n${NEWS}`],
    ['written-out date', `${TITLE}\nJanuary 8, 2022\n${URL}\n${NEWS}`],
    ['written-out date, day first', `${TITLE}\n8 January 2022\n${URL}\n${NEWS}`],
    ['a by-line', `${TITLE}\nBy Ann Lee\nJan. 8, 2022\n${URL}\n${NEWS}`],
    ['no URL', `${TITLE}\n20220108\n${NEWS}`],
    ['no URL, written-out date', `${TITLE}\nJanuary 8, 2022\n${NEWS}`],
    ['no date', `${TITLE}\n${URL}\n${NEWS}`],
    ['a date that is none, with URL', `${TITLE}\n20221399\n${URL}\n${NEWS}`],
    ['a URL that is none', `${TITLE}\n20220108\nhtp:/foo\n${NEWS}`],
    ['half-written: title and date', `${TITLE}\n20220108\n`],
    ['half-written: title, date, URL', `${TITLE}\n20220108\n${URL}`],
    ['half-written: a bad date and a URL', `${TITLE}\n20221399\n${URL}\n`],
    ['half-written: the first words', `${TITLE}\n20220108\n${URL}\nMinisters met on`],
    ['front matter', `---\ntitle: ${TITLE}\ndate: 2022-01-08\nurl: ${URL}\n---\n\n${NEWS}`],
    ['front matter with source, no date', `---\ntitle: ${TITLE}\nsource: ${URL}\n---\n\n${NEWS}`],
    ['front matter with quotes, CRLF', `---\r\ntitle: "${TITLE}"\r\ndate: 2022-01-08\r\n---\r\n${NEWS}`],
    ['a title in figures', `5 dead, 12 hurt: what we know\n20220108\n${URL}\n${NEWS}`],
    ['a title in quotation marks', `"We will not yield"\n20220108\n${URL}\n${NEWS}`],
    ['short lines between sentences', `${TITLE}\n20220108\n${URL}\n${NEWS}\nImage: Ann Lee.\nBackground\n${NEWS}`],
    ['labels', `Title: ${TITLE}\nDate: 20220108\nURL: ${URL}\n\n${NEWS}`],
  ];
  for (const [name, text] of cases) it(name, () => assert.equal(recognise(text), true));

  for (const folder of ['seeds', 'seeds/wikinews']) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
      const text = readFileSync(join(folder, file), 'utf8');
      it(`${folder}/${file}`, () => assert.equal(recognise(text), true));
      it(`${folder}/${file}, cut anywhere behind its header`, () => {
        const header = text.split('\n').slice(0, 3).join('\n').length;
        for (let end = header; end < header + 600; end += 7)
          assert.equal(recognise(text.slice(0, end)), true, `${end}`);
      });
    }
  }
});

describe('recognise says no', () => {
  const cases: [name: string, text: string][] = [
    ['nothing', ''],
    ['blank lines', '\n\n \r\n'],
    ['a title alone', TITLE],
    ['prose without a header', `${TITLE}\n${NEWS}`],
    ['prose', NEWS],
    [
      'prose with a date within a sentence',
      `${TITLE}\nOn January 8, 2022 ministers met in Geneva, officials said.\n${NEWS}`,
    ],
    ['TypeScript', `import { x } from './x';\n// 2022-01-08\n// ${URL}\nexport function f(): void {\n  return;\n}\n`],
    [
      'Python with a docstring',
      `"""Tools for dates."""\n__version__ = '1.0'\nimport sys\n\ndef main():\n    print("said")\n`,
    ],
    ['a shell script', `#!/bin/sh\n# ${URL}\nset -e\necho "20220108"\n`],
    ['C header', `#ifndef X_H\n#define X_H\n/* 2022-01-08 */\nint x(void);\n#endif\n`],
    ['HTML', `<!doctype html>\n<title>${TITLE}</title>\n<p>20220108</p>\n<a href="${URL}">${NEWS}</a>\n`],
    ['JSON', `{\n  "title": "${TITLE}",\n  "date": "20220108",\n  "url": "${URL}"\n}\n`],
    ['JSON lines', `{"date":"20220108","url":"${URL}"}\n{"date":"20220109","url":"${URL}"}\n`],
    ['YAML settings', `title: Site\ndate: 2022-01-08\nurl: ${URL}\ntheme: plain\n`],
    ['TOML', `[package]\nname = "x"\ndate = 2022-01-08\nurl = "${URL}"\n`],
    ['CSV', `title,date,url\n${TITLE},20220108,${URL}\nOther,20220109,${URL}\n`],
    ['a column of dates', 'date\n20220108\n20220109\n20220110\n20220111\n'],
    ['tab-separated', `title\tdate\n${TITLE}\t20220108\n`],
    [
      'a log',
      `2022-01-08 10:15:00 INFO server started\n2022-01-08 10:15:01 WARN ${URL} said no\n2022-01-08 10:15:02 INFO done\n`,
    ],
    [
      'a log under a heading',
      `Nightly build of the server\n2022-01-08\n10:15:00 started\n10:15:01 fetched ${URL}\n10:15:02 done\n`,
    ],
    ['a to-do list', 'Things to do on Monday\n2022-01-08\n- call the plumber\n- [ ] buy milk\n- write to Ann\n'],
    ['a to-do list with compact date', 'Things to do on Monday\n20220108\n[ ] call the plumber\n[x] buy milk\n'],
    ['a shopping list', 'Shopping\n20220108\nmilk\nbread\neggs\n'],
    [
      'a README',
      `# hearsay\n\n${URL}\n\nA tool that shows who said what. See the documentation.\n\n\`\`\`sh\nnpm install\n\`\`\`\n`,
    ],
    [
      'a README with badges',
      `# Left pad\n[![build](https://ci.example/x.svg)](https://ci.example/)\n\nPads strings on the left, as the manual said.\n`,
    ],
    [
      'a plain README with home page',
      `Frobnicate the network cards quickly\nhttps://frob.example/\n\nThe driver reported errors on some cards before this release.\n`,
    ],
    ['a change log', `Changelog\n2022-01-08\n* Fixed a bug that users reported.\n* Added ${URL}\n`],
    [
      'a change log with link',
      `Version 1.2.0 of the tool is out\n2022-01-08\nhttps://git.example/x/compare/1.1.0...1.2.0\n- Fixed the menu\n- Faster start\n`,
    ],
    ['keep-a-changelog', `# Changelog\n\n## [1.2.0] - 2022-01-08\n\n### Added\n\n- A menu, as users told us.\n`],
    [
      'Debian change log',
      `hearsay (1.0-1) unstable; urgency=low\n\n  * Initial release.\n\n -- Ann Lee <ann@a.example>  Sat, 08 Jan 2022 10:15:00 +0000\n`,
    ],
    [
      'packaging notes',
      `This package was debianized by Ann Lee <ann@a.example> on\nSat, 08 Jan 2022 10:15:00 -0400.\n\nIt was downloaded from ${URL}\n`,
    ],
    [
      'mail',
      `From: Ann Lee <ann@a.example>\nTo: Bo Ek <bo@a.example>\nSubject: Geneva\nDate: Sat, 08 Jan 2022 10:15:00 +0000\n\n${NEWS}`,
    ],
    [
      'mail, subject first',
      `Subject: ${TITLE}\nDate: Sat, 08 Jan 2022 10:15:00 +0000\nFrom: ann@a.example\nMessage-ID: <1@a.example>\n\n${NEWS}`,
    ],
    [
      'a letter',
      `Ministry of the Interior\nJanuary 8, 2022\n\nDear Mr Ek,\n\nThank you for what you said in your statement about the border last week.\n`,
    ],
    [
      'SubRip subtitles',
      '1\n00:00:01,000 --> 00:00:04,000\nHe said it would not happen.\n\n2\n00:00:05,000 --> 00:00:07,000\nIt did.\n',
    ],
    ['WebVTT subtitles', 'WEBVTT\n\n00:01.000 --> 00:04.000\nHe said it would not happen.\n'],
    [
      'a poem',
      'The border in winter\nby Ann Lee\n8 January 1916\n\nI met them at the close of day\nwith snow upon the wire,\nand none of them had words to say\nor wood to make a fire.\n',
    ],
    ['a diary', `My days in the mountain hut\n8 January 2022\n${NOTES}`],
    [
      'meeting notes',
      `Weekly meeting of the team\n2022-01-08\nPresent: Ann, Bo\nAgenda: printer\n- printer is broken\n- Ann said she would call\n`,
    ],
    ['notes in prose', `Weekly meeting of the team\n2022-01-08\n${NOTES}`],
    ['notes with a link', `Links on the border talks\n${URL}\n${NOTES}`],
    [
      'bookmarks',
      `${TITLE}\n${URL}\nAnother title of a story\nhttps://b.example/another-title-of-a-story\nA third one about it\nhttps://c.example/a-third-one-about-it\n`,
    ],
    [
      'dated bookmarks',
      `${TITLE}\n20220108\n${URL}\nAnother story\n20220109\nhttps://b.example/x\nA third\n20220110\nhttps://c.example/y\n`,
    ],
    [
      'a commit message',
      `Fix the border of the table\n\nhttps://git.example/issues/123\n\nThe reviewer said that the border was missing in print.\n`,
    ],
    [
      'an RFC-like text',
      'Network Working Group                A. Lee\nRequest for Comments: 1\nJanuary 8, 2022\n\n   Status of this Memo\n   This memo is informational.\n',
    ],
    ['a calendar entry', 'BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART:20220108\nEND:VEVENT\n'],
    ['a diff', 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-20220108\n+20220109\n'],
    [
      'a licence',
      'MIT License\n\nCopyright (c) 2022 Ann Lee\n\nPermission is hereby granted, free of charge, to any person.\n',
    ],
    [
      'front matter of documentation',
      '---\ntitle: Getting started\nsidebar_position: 1\n---\n\nInstall the tool first, as the guide said.\n',
    ],
    [
      'front matter of a page with a list',
      '---\ntitle: Changes in this version\ndate: 2022-01-08\n---\n\n- One\n- Two\n- Three\n',
    ],
    ['no front matter but a rule', `---\n${NEWS}`],
    ['date and URL without title', `20220108\n${URL}\n${NEWS}`],
    ['an address as title', `${URL}\n20220108\n${NEWS}`],
    ['SQL', `SELECT title, date FROM articles WHERE url = '${URL}';\nSELECT 20220108;\n`],
    ['LaTeX', `\\documentclass{article}\n\\title{${TITLE}}\n\\date{January 8, 2022}\n\\begin{document}\n${NEWS}\n`],
    ['binary with NUL', `${TITLE}\n20220108\n${URL}\n\0\0\0`],
    ['binary without', `${TITLE}\n20220108\n${URL}\n${'\u0001\u0002\u0007\ufffd'.repeat(50)}`],
    ['one endless line', 'word '.repeat(2000)],
    ['base64', 'TWFueSBoYW5kcyBtYWtlIGxpZ2h0IHdvcmsu'.repeat(50)],
  ];
  for (const [name, text] of cases) it(name, () => assert.equal(recognise(text), false));
});

describe('recognise', () => {
  it('accepts any string', () => {
    const lines = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('20220108', URL, '---', 'title: x', TITLE, NEWS, '- x')),
      { maxLength: 10 },
    );
    fc.assert(fc.property(lines, (lines) => assert.equal(typeof recognise(lines.join('\n')), 'boolean')));
  });
});

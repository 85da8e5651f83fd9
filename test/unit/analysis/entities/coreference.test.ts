import assert from 'node:assert/strict';
import { chainsIn } from './reading';

describe('coreference', () => {
  const cases: [text: string, ...chains: string[]][] = [
    // names
    ['Vladimir Putin spoke. Putin left.', 'Vladimir Putin = Putin'],
    ['The North Atlantic Treaty Organization met. NATO agreed.', 'North Atlantic Treaty Organization = NATO'],
    ['The US left. The United States said so. U.S. troops stayed.', 'US = United States = U.S.'],
    ['Bill Clinton spoke. Then Hillary Clinton spoke.'],
    ['Aung San Suu Kyi left. Suu Kyi said no.', 'Aung San Suu Kyi = Suu Kyi'],
    // states and their capitals stay apart
    ['Russia denied it. Moscow said nothing.'],
    // pronouns
    ['Angela Merkel said she was tired.', 'Angela Merkel = she'],
    ['Russia says it feels threatened.', 'Russia = it'],
    ['John met Mary. She smiled.', 'Mary = She'],
    ['There were assurances from Joe Biden to Vladimir Putin that he would not attack.', 'Joe Biden = he'],
    ['It is clear that Russia left.'],
    ['"I am tired," Angela Merkel said.', 'I = Angela Merkel'],
    // a thing without a name
    ['The report was published on Monday. It says the talks failed.', 'The report = It'],
    ['Ministers signed the deal in Paris. It runs for ten years.', 'the deal = It'],
    ['The bridge collapsed on Sunday. Police said it was old.', 'The bridge = it'],
    // I and we in a claim are its source
    ['We are ready, the official said. I want peace, Putin said.', 'We = the official', 'I = Putin'],
    // nominals
    ['They signed the Kyoto Protocol. Canada left the accord.', 'Kyoto Protocol = the accord'],
    ['An official said no. The official agreed.', 'An official = The official'],
    ['A U.S. official spoke. A Russian official left.'],
    ['An official spoke. Another official left.'],
    ['Two officials spoke. A second official left.'],
    ['Najib Razak, the Prime Minister, spoke.', 'Najib Razak = the Prime Minister'],
  ];
  for (const [text, ...chains] of cases) {
    it(text, async () => assert.deepEqual(await chainsIn(text), chains));
  }
});

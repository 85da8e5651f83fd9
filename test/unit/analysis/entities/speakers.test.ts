import assert from 'node:assert/strict';
import { analyse } from '../../../../src/analysis/pipeline';
import { KeptParagraphs } from '../../../../src/analysis/text/keptParagraphs';
import { testModels } from '../../../support/models';
import { read } from './reading';

/** Who says what stands after `said` in the last sentence that has a claim: "Ann Hill", "(chairman)" for somebody without a name. */
async function speakerIn(text: string): Promise<string> {
  const { attributions, entities } = await read(text);
  const { actor } = attributions.at(-1) ?? { actor: null };
  const entity = entities.find(({ id }) => id === actor);
  return entity ? (entity.named ? entity.name : `(${entity.name})`) : 'nobody';
}

describe('who said it', () => {
  const cases: [text: string, speaker: string][] = [
    // a name beside an office
    ['Executive director Tom Hall said the shop would close.', 'Tom Hall'],
    ['Alia Marsh, executive director of the council, said no.', 'Alia Marsh'],
    ['The head of the union, Ann Hill, said the strike would go on.', 'Ann Hill'],
    ['One of the protesters, Tom Dale, 42, said it was over.', 'Tom Dale'],
    ['The host, Harbour Trust board member Ann Hill, said the pipeline was a mistake.', 'Ann Hill'],
    ['Another witness, former envoy to Peru Ann Hill, said the call was wrong.', 'Ann Hill'],
    ['“It was a surprise,” said study co-author Ann Hill, a research fellow.', 'Ann Hill'],
    // a title that was used before
    ['Prime Minister Scott Morris arrived on Monday. The prime minister said he would resign.', 'Scott Morris'],
    ['The first witness was police chief Ann Hill. The first witness said the door was open.', 'Ann Hill'],
    // relative pronouns
    ['Anna Hall, who said the bridge was safe, left the room.', 'Anna Hall'],
    // unnamed: by the head of the source
    ['Two people briefed on the talks said they had failed.', '(Two people)'],
    ['A United Nations report said the road was closed.', '(United Nations report)'],
    ['The national UPS contract says that officers get leave.', '(national UPS contract)'],
    ['A document Hill prepared for her lawyers says that the will was lost.', '(document)'],
    ['Several said the road was closed.', '(Several)'],
    // names that no list has
    ['WHO says plague is always fatal.', 'WHO'],
    ['Mrs May said the deal was dead.', 'May'],
    // who was spoken of
    ['Angela Merkel met reporters in Berlin. She said the talks had failed.', 'Angela Merkel'],
    ['Tom Dale arrived late. He said the train had broken down. He said he was sorry.', 'Tom Dale'],
    ['The report was published on Monday. It says the talks failed.', '(report)'],
  ];
  for (const [text, speaker] of cases) it(text, async () => assert.equal(await speakerIn(text), speaker));

  it('a source in capitals is read by its own paragraph: an edit of the one beside it changes nothing', async () => {
    const models = await testModels();
    const texts = ['It was over.\nWHO says no.\nIt rained.', 'IT IS OVER\nWHO says no.\nIt rained.'];
    for (const [before, after] of [texts, [...texts].reverse()]) {
      const kept = new KeptParagraphs();
      analyse(before, { models, form: 'body', kept });
      const again = analyse(after, { models, form: 'body', kept });
      assert.deepEqual(again.entities, analyse(after, { models, form: 'body' }).entities);
    }
  });

  it('an office in the title is nobody who is only named in the article', async () => {
    const text = 'Talks will go on: official\nThe senior official said Ann Hill would not come.';
    const { attributions, entities } = await read(text);
    const named = entities.filter(({ named: isNamed }) => isNamed).map(({ id }) => id);
    assert.ok(attributions.length > 0);
    assert.ok(attributions.every(({ actor }) => actor === null || !named.includes(actor)));
  });
});

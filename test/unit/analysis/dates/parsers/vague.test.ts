import { vague } from '../../../../../src/analysis/dates/parsers/vague';
import { parserCases } from '../cases';

describe('dates/parsers/vague', () => {
  parserCases(vague, [
    'It is [now|PRESENT_REF] clear.',
    'It is [right now|PRESENT_REF] clear.',
    'The [current|PRESENT_REF] state.',
    '[Recently|PAST_REF] it fell.',
    'In [the past|PAST_REF] it fell.',
    'In [the near future|FUTURE_REF] it will fall.',
    'It will [one day|FUTURE_REF] fall.',
    'It fell for one day after the vote.',
    'Over the past two years.',
    '[Long ago|PAST_REF] and [some time ago|PAST_REF], in [recent times|PAST_REF], it rose.',
  ]);
});

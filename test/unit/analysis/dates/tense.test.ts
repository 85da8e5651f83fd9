import { datesCases } from './cases';

describe('dates/tense', () => {
  datesCases([
    'With talks set to start on [Monday|2022-01-10], he left.',
    'An official said on [Saturday|2022-01-08] that it was over.',
    'On [Monday|2022-01-03], the court ruled against them.',
    'The court will rule on [Monday|2022-01-10].',
    'He said it would rule on [Monday|2022-01-10].',
    'The talks begin [Monday|2022-01-10].',
    'The talks are scheduled for [Monday|2022-01-10].',
    'They had been due to meet [Monday|2022-01-03].',
    'It has been closed since [Monday|2022-01-03].',
    "It follows [Monday|2022-01-03]'s ruling.",
    'They planned a rally on [Thursday|2022-01-13].',
    'The deadline was extended until [Thursday|2022-01-13].',
    'They began to meet on [Monday|2022-01-03].',
    'They filed a suit to stop it, but in [March|2021-03] a judge ruled against them.',
    'It must be paid by [March 1|2022-03-01].',
    'It agreed under a [June|2021-06] deal to sell.',
    'He could not be reached on [Wednesday|2022-01-05] there.',
    'He could be reached on [Wednesday|2022-01-12] there.',
    "They would get around [Wednesday|2022-01-05]'s ruling that it must end.",
    "It will be told at [Wednesday|2022-01-12]'s hearing.",
    'Until [Thursday|2022-01-06], they had not called him.',
    'He and Arafat meet [Monday|2022-01-10] there.',
  ]);
});

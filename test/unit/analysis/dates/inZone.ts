/** Run by dates.test.ts in a process of its own, under another time zone: prints an article with its dates marked. */
import { readFileSync } from 'node:fs';
import { analyse } from '../../../../src/analysis/pipeline';
import { testModels } from '../../../support/models';
import { marked } from './cases';

const text = readFileSync(process.argv[2], 'utf8');
void testModels().then((models) => process.stdout.write(marked(text, analyse(text, { models }).dates)));

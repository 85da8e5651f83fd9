/** Run by dates.test.ts in a process of its own, under another time zone: prints an article with its dates marked. */
import { readFileSync } from 'node:fs';
import { testModels } from '../../../support/models';
import { datesOfArticle, marked } from './cases';

const text = readFileSync(process.argv[2], 'utf8');
void testModels().then((models) => process.stdout.write(marked(text, datesOfArticle(text, models))));

/** Run by dates.test.ts in a process of its own, under another time zone: prints what `datesInZone` says. */
import { testModels } from '../../../support/models';
import { datesInZone } from './cases';

void testModels().then((models) => process.stdout.write(JSON.stringify(datesInZone(models))));

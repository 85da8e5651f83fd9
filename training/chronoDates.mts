/**
 * What chrono-node finds, as TIMEX3, to compare with: `npx tsx training/evaluateDates.mts --chrono`. It knows points only.
 */
import * as chrono from 'chrono-node';
import type { TimeExpression } from '../src/analysis/analysis';

/** @param date ISO date of publication, at noon of which the text is read */
export function chronoDates(text: string, date: string | undefined): TimeExpression[] {
  const reference = date ? new Date(`${date}T12:00:00`) : undefined;
  return chrono.parse(text, reference).flatMap(({ index, text: words, start, end }) => {
    const first = expression(index, index + words.length, start);
    if (!end) return [first];
    // A range is one result of chrono's; the gold has its two ends
    const half = index + Math.floor(words.length / 2);
    return [{ ...first, end: half }, { ...expression(half, index + words.length, end) }];
  });
}

const two = (value: number | null) => String(value).padStart(2, '0');

function expression(start: number, end: number, parsed: chrono.ParsedComponents): TimeExpression {
  const isKnown = (component: chrono.Component) => parsed.isCertain(component);
  const [year, month, day] = [parsed.get('year'), parsed.get('month'), parsed.get('day')];
  if (isKnown('hour')) {
    const time = `${two(parsed.get('hour'))}:${two(parsed.get('minute'))}`;
    return { start, end, type: 'TIME', value: `${year}-${two(month)}-${two(day)}T${time}` };
  }
  const isDay = isKnown('day') || isKnown('weekday');
  const value = isDay ? `${year}-${two(month)}-${two(day)}` : isKnown('month') ? `${year}-${two(month)}` : `${year}`;
  return { start, end, type: 'DATE', value };
}

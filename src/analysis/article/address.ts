import { dayNumber, isoDate, monthNamed } from './calendar';

/** Longer ones are no address that a browser would open. */
const LONGEST_ADDRESS = 2_000;

/** An absolute web address (http or https, a host with a dot), and nothing else. */
export function isWebAddress(words: string): boolean {
  return webAddress(words) !== undefined;
}

/** The publisher's host, `wdsm710.com` for `https://www.wdsm710.com/2022/...`; undefined when it is no web address. */
export function publisherOf(url: string): string | undefined {
  return webAddress(url)?.hostname.replace(/^www\d?\./, '');
}

/** Path of a web address, `/2022/01/08/title`; undefined when it is no web address. */
export function pathOf(url: string): string | undefined {
  return webAddress(url)?.pathname;
}

function webAddress(words: string): URL | undefined {
  if (words.length > LONGEST_ADDRESS || !/^https?:\/\/[^\s/\\<>"]/i.test(words) || /[\s<>"]/.test(words))
    return undefined;
  try {
    const url = new URL(words);
    return /[^.]\.[^.]/.test(url.hostname) ? url : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The dates that an address states of its own, ISO, in the forms that publishers use: `/2022/01/08/`, `/2022/jan/08/`,
 * `/20220108`, `/2022-01-08`, `...-2022-01-08/`. Dates of single digits glued to other words are left alone, they are
 * numbers of articles as often.
 */
export function datesInAddress(url: string): string[] {
  const path = pathOf(url);
  if (!path) return [];
  const found: (string | undefined)[] = [];
  for (const match of path.matchAll(/\/(\d{4})\/(\d{1,2}|[a-z]{3,9})\/(\d{1,2})(?=\/|$)/gi)) {
    const month = /\d/.test(match[2]) ? Number(match[2]) : monthNamed(match[2]);
    if (month !== undefined) found.push(plausible(Number(match[1]), month, Number(match[3])));
  }
  for (const segment of path.split('/')) {
    const match =
      /^(\d{4})(\d{2})(\d{2})(?=$|[-_.])/.exec(segment) ??
      /^(\d{4})-(\d{2})-(\d{2})(?=$|[-_.])/.exec(segment) ??
      /[-_](\d{4})-(\d{2})-(\d{2})(?:\.[a-z]{3,5})?$/.exec(segment);
    if (match) found.push(plausible(Number(match[1]), Number(match[2]), Number(match[3])));
  }
  return found.filter((date) => date !== undefined);
}

/** News has had addresses since the nineties; other digits are numbers of articles. */
function plausible(year: number, month: number, day: number): string | undefined {
  return year >= 1990 && year < 2100 && dayNumber(year, month, day) !== undefined
    ? isoDate(year, month, day)
    : undefined;
}

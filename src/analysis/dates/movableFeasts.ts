import { civilOf, dayOf } from './calendar';

/**
 * Feasts of other calendars, as days of calendar.ts. The Hebrew and the Orthodox reckonings are exact; the Islamic one is
 * the tabular calendar, which sightings of the moon move by a day; the Chinese and Hindu feasts are days of a new moon
 * (Meeus, Astronomical Algorithms, ch. 49: within a quarter of an hour of it in these centuries).
 */

/** Easter Sunday of the Orthodox churches (Meeus' Julian computus), in the Gregorian calendar. */
export function orthodoxEasterOf(year: number): number {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const month = Math.floor((d + e + 114) / 31);
  const julianDay = ((d + e + 114) % 31) + 1;
  return dayOf(year, month, julianDay) + Math.floor(year / 100) - Math.floor(year / 400) - 2;
}

/** 1 Tishri, the Hebrew New Year, that falls into a Gregorian year (Dershowitz and Reingold's elapsed days). */
export function roshHashanahOf(year: number): number {
  const hebrew = year + 3761;
  const months = Math.floor((235 * hebrew - 234) / 19);
  const parts = 12_084 + 13_753 * months;
  let day = 29 * months + Math.floor(parts / 25_920);
  if ((3 * (day + 1)) % 7 < 3) day++;
  const [before, own, after] = [-1, 0, 1].map((by) => newYearDelay(hebrew + by));
  const correction = after - own === 356 ? 2 : own - before === 382 ? 1 : 0;
  return HEBREW_EPOCH + day + correction;
}

/** Days elapsed to a Hebrew year, before the rules that keep years from having 356 or 382 days. */
function newYearDelay(hebrew: number): number {
  const months = Math.floor((235 * hebrew - 234) / 19);
  const day = 29 * months + Math.floor((12_084 + 13_753 * months) / 25_920);
  return (3 * (day + 1)) % 7 < 3 ? day + 1 : day;
}

/** The day before 1 Tishri of year 1, 7 October 3761 BC in the Julian calendar. */
const HEBREW_EPOCH = dayOf(-3760, 9, 7);

/** 15 Nisan, the first day of Passover: 163 days before the next Hebrew year. */
export function passoverOf(year: number): number {
  return roshHashanahOf(year) - 163;
}

/** 25 Kislev, the first day of Hanukkah; the months before it vary with the year's length. */
export function hanukkahOf(year: number): number {
  const [start, next] = [roshHashanahOf(year), roshHashanahOf(year + 1)];
  const isLong = (next - start) % 10 === 5; // 355 or 385 days: Marheshvan has 30
  return start + 83 + (isLong ? 1 : 0);
}

/** The first days of an Islamic month (1 to 12) within a Gregorian year; there can be two. */
export function islamicDaysOf(year: number, month: number, day: number): number[] {
  const guess = Math.floor((year - 622) * (33 / 32));
  return [guess - 1, guess, guess + 1, guess + 2]
    .map((islamic) => ISLAMIC_EPOCH + islamicDay(islamic, month, day))
    .filter((found) => civilOf(found).year === year);
}

function islamicDay(year: number, month: number, day: number): number {
  return day + Math.ceil(29.5 * (month - 1)) + (year - 1) * 354 + Math.floor((3 + 11 * year) / 30) - 1;
}

/** 1 Muharram of year 1: 16 July 622 in the Julian calendar. */
const ISLAMIC_EPOCH = dayOf(622, 7, 19);

/** The Chinese New Year: the second new moon behind that of the month of the winter solstice, in Beijing. */
export function lunarNewYearOf(year: number): number {
  const solstice = Math.floor(winterSolstice(year - 1) + CHINA);
  let k = lunationNear(solstice);
  while (Math.floor(newMoon(k) + CHINA) > solstice) k--;
  const newYear = Math.floor(newMoon(k + 2) + CHINA);
  // A leap month behind the solstice's (2034) makes it the third
  return newYear < dayOf(year, 1, 21) ? Math.floor(newMoon(k + 3) + CHINA) : newYear;
}

/** Diwali: the evening before or of the new moon between mid-October and mid-November, in India. */
export function diwaliOf(year: number): number {
  const earliest = dayOf(year, 10, 17);
  const evening = (k: number) => Math.floor(newMoon(k) + INDIA - 18 / 24);
  let k = lunationNear(earliest) - 1;
  while (evening(k) < earliest) k++;
  return evening(k);
}

const CHINA = 8 / 24;
const INDIA = 5.5 / 24;
const LUNATION = 29.530588861;

/** The number of a new moon at most a month behind a day. */
function lunationNear(day: number): number {
  return Math.ceil((day - dayOf(2000, 1, 6)) / LUNATION) + 1;
}

/** The winter solstice in days and fractions of calendar.ts (Meeus, ch. 27, without the terms below a quarter of an hour). */
function winterSolstice(year: number): number {
  const y = (year - 2000) / 1000;
  return 2_451_900.05952 + 365_242.74049 * y - 0.06223 * y * y - JULIAN_DAY_1970;
}

/** New moon number `k` since 6 January 2000, in days and fractions of calendar.ts, UTC. */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const mean = 2_451_550.09766 + LUNATION * k + 0.00015437 * t * t;
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const sun = radians(2.5534 + 29.1053567 * k);
  const moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t);
  const latitude = radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t);
  const e = 1 - 0.002516 * t;
  const shift =
    -0.4072 * Math.sin(moon) +
    0.17241 * e * Math.sin(sun) +
    0.01608 * Math.sin(2 * moon) +
    0.01039 * Math.sin(2 * latitude) +
    0.00739 * e * Math.sin(moon - sun) -
    0.00514 * e * Math.sin(moon + sun) +
    0.00208 * e * e * Math.sin(2 * sun);
  const DYNAMICAL = 65 / 86_400; // Terrestrial Time is about a minute ahead of UTC
  return mean + shift - DYNAMICAL - JULIAN_DAY_1970;
}

const JULIAN_DAY_1970 = 2_440_587.5;

/**
 * Chose the split, before anything was labelled: what is for measuring (dev), what is labelled twice, and which of
 * PolNeAR's training articles get actors. `articles.json` says each news article's genre and, where several articles
 * tell the same story, which: a story is on one side only.
 *
 *     npx tsx training/labels/split.mts        writes split.json; the same articles give the same split
 *
 * Dev: the stories in order of genre, year, and length; of every k articles one is drawn, so that all genres,
 * years and lengths have their share. The first seed counts that gives exactly 40 articles and no publisher twice
 * outside a story. PolNeAR: from each publisher equally many, drawn by seed, of a length that one sitting can take.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { randomFrom, shuffle } from '../random.mjs';
import { newsRecords, newsText, polnearRecords, type NewsRecord } from './files.mjs';

const DEV = 40;
const TWICE = 10; // of dev, and as many of train
const PER_PUBLISHER = 23;
const [LEAST_CLAIMS, MOST_CLAIMS, MOST_LENGTH] = [8, 40, 8000];
const SEED = 16;

interface Article {
  readonly genre: string;
  readonly story?: string;
}

interface Story {
  readonly genre: string;
  readonly year: string;
  readonly length: number;
  readonly files: string[];
}

const local = (name: string): URL => new URL(name, import.meta.url);
const articles = JSON.parse(readFileSync(local('articles.json'), 'utf8')) as Record<string, Article>;

/** `BBC-V2.txt` and `bbc-com-news-….txt` are both of "bbc". */
const publisherOf = (file: string): string => file.toLowerCase().split(/[-.]/)[0];

function storiesOf(records: readonly NewsRecord[]): Story[] {
  const stories = new Map<string, Story>();
  for (const { file, date } of [...records].sort((a, b) => (a.file < b.file ? -1 : 1))) {
    const { genre, story = file } = articles[file];
    const known = stories.get(story);
    if (known) known.files.push(file);
    else
      stories.set(story, { genre, year: (date ?? '2019').slice(0, 4), length: newsText(file).length, files: [file] });
  }
  return [...stories.values()];
}

/** One story of every `k` articles, at random. */
function oneOfEvery(k: number, stories: readonly Story[], random: () => number): Story[] {
  let block = 0;
  let next = random() * k;
  let count = 0;
  return stories.filter(({ files }) => {
    count += files.length;
    const taken = count > next;
    while (next < count) next = (++block + random()) * k;
    return taken;
  });
}

function chooseDev(stories: readonly Story[], all: number): { seed: number; dev: string[] } {
  for (let seed = 0; seed < 1e6; seed++) {
    const chosen = oneOfEvery(all / DEV, stories, randomFrom(seed));
    const dev = chosen.flatMap(({ files }) => files);
    const publishers = chosen.flatMap(({ files }) => [...new Set(files.map(publisherOf))]);
    if (dev.length === DEV && new Set(publishers).size === publishers.length) return { seed, dev };
  }
  throw new Error('No seed gives such a choice.');
}

const records = newsRecords();
const key = ({ genre, year, length }: Story): string => `${genre} ${year} ${String(length).padStart(6, '0')}`;
const stories = storiesOf(records).sort((a, b) => (key(a) < key(b) ? -1 : 1));
const { seed, dev } = chooseDev(stories, records.length);
const train = stories.flatMap(({ files }) => files).filter((file) => !dev.includes(file));
const random = randomFrom(SEED);
const draw = (files: readonly string[], count: number): string[] =>
  shuffle([...files], random)
    .slice(0, count)
    .sort();
const twice = [...draw(dev, TWICE), ...draw(train, TWICE)];
const suitable = polnearRecords('train').filter(
  ({ text, record }) =>
    text.length <= MOST_LENGTH &&
    record.attributions.length >= LEAST_CLAIMS &&
    record.attributions.length <= MOST_CLAIMS,
);
const publishers = [...new Set(suitable.map(({ record }) => String(record.publisher)))].sort();
const polnear = publishers.flatMap((publisher) =>
  draw(
    suitable.filter(({ record }) => record.publisher === publisher).map(({ record }) => record.file),
    PER_PUBLISHER,
  ),
);
const reason =
  `dev: stories in order of genre, year and length, one of every ${(records.length / DEV).toFixed(1)} articles, seed ${seed} (the first with exactly ` +
  `${DEV} articles and no publisher twice); twice: drawn from dev and from the rest; polnear: ${PER_PUBLISHER} per ` +
  `publisher, up to ${MOST_LENGTH} characters and ${LEAST_CLAIMS} to ${MOST_CLAIMS} attributions. See split.mts.`;
writeFileSync(local('split.json'), `${JSON.stringify({ reason, dev: dev.sort(), twice, polnear }, null, 2)}\n`);
console.log(`dev ${dev.length}, train ${train.length}, twice ${twice.length}, PolNeAR ${polnear.length}`);

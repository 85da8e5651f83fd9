import { stat } from 'node:fs/promises';
import path from 'node:path';
import { reviewFolder } from '../node/reviewFolder';
import type { Sidecar } from '../review/sidecar';
import { type Finding, ReviewStore, SIDECAR_SUFFIX, sidecarOfName } from '../review/store';
import type { TextInput } from './inputs';
import type { Messages } from './messages';

/** The folder that holds sidecars, in the folder that holds the articles, unless another is given. */
export const REVIEW_FOLDER = '.hearsay';

export interface SidecarPlace {
  /** The folder that has the folder of sidecars. */
  readonly root: string;
  /** Nothing is written outside of it, and no link below it is followed. */
  readonly bounds: string;
  /** The sidecar, relative to the working folder. */
  readonly file: string;
}

/**
 * Where people's decisions about an article are kept, `.hearsay/news/talks.txt.jsonld` for `news/talks.txt`: in the
 * nearest folder above the article that has a `.hearsay`, where the editor has put it; where there is none, in the
 * working folder, or beside an article that is elsewhere.
 * @param reviews the folder's name or relative path, as the setting `hearsay.review.folder` has it
 */
export async function sidecarPlace(article: string, reviews: string): Promise<SidecarPlace> {
  const absolute = path.resolve(article);
  let root: string | undefined;
  for (let folder = path.dirname(absolute); ; folder = path.dirname(folder)) {
    if (await isFolder(path.join(folder, reviews))) root = folder;
    if (root !== undefined || folder === path.dirname(folder)) break;
  }
  const inside = !path.relative('.', absolute).startsWith('..') && !path.isAbsolute(path.relative('.', absolute));
  root ??= inside ? path.resolve('.') : path.dirname(absolute);
  const file = path.relative('.', path.join(root, reviews, path.relative(root, absolute))) + SIDECAR_SUFFIX;
  // A folder that a person names with --reviews may be a link; `.hearsay` may have come with the articles.
  return { root, bounds: reviews === REVIEW_FOLDER ? root : path.join(root, reviews), file };
}

/** The article that a sidecar, or a numbered one beside it, is about, by its path; undefined for any other file. */
export function articleOfSidecar(file: string, reviews: string): string | undefined {
  const normal = path.sep + path.normalize(file);
  const inside = path.sep + path.normalize(reviews) + path.sep;
  const at = normal.lastIndexOf(inside);
  if (at < 0 || !file.endsWith(SIDECAR_SUFFIX)) return undefined;
  const { dir, base } = path.parse(path.join(normal.slice(1, at + 1), normal.slice(at + inside.length)));
  return path.join(dir, sidecarOfName(base)).slice(0, -SIDECAR_SUFFIX.length);
}

export function storeAt({ bounds, file }: SidecarPlace): ReviewStore {
  const folder = reviewFolder(bounds, path.resolve(path.dirname(file)));
  const name = path.basename(file);
  return new ReviewStore(folder, name, name.slice(0, -SIDECAR_SUFFIX.length));
}

/**
 * What people decided about an input; undefined for what is no file: standard input, a record.
 * @param messages are told what was found about the files
 * @throws Error with a sentence when none of it can be read, or what the file system fails with
 */
export async function reviewOf(
  { form, name }: Pick<TextInput, 'form' | 'name'>,
  reviews: string,
  messages: Messages,
): Promise<Sidecar | undefined> {
  if (form !== 'article' || name === '-') return undefined;
  const place = await sidecarPlace(name, reviews);
  const { review, isWhole, findings } = await storeAt(place).read();
  const folder = path.dirname(place.file);
  if (!isWhole && !review.decisions.length)
    throw new Error(findings.map((finding) => findingWords(finding, folder)).join('; '));
  reportFindings(findings, folder, messages);
  return review;
}

/** Says what was found about the files of a review that are in `folder`. */
export function reportFindings(findings: readonly Finding[], folder: string, messages: Messages): void {
  for (const finding of findings) {
    const words = findingWords(finding, folder);
    if (finding.kind === 'damaged') messages.fail(words);
    else messages.say(words);
  }
}

/** @param folder that the files are in */
function findingWords(finding: Finding, folder: string): string {
  const at = (name: string) => path.join(folder, name);
  if (finding.kind === 'recovered') {
    const { files, into, decisions } = finding;
    return `${at(into)}: ${decisions === 1 ? '1 decision' : `${decisions} decisions`} taken over from ${files.map(at).join(', ')}`;
  }
  const { file, reason, isNewer, instead } = finding;
  const where = instead === undefined ? '' : `; new decisions go into ${at(instead)}`;
  return `${at(file)}: ${reason}; it is left as it is${where}; ${isNewer ? 'update Hearsay to read it' : 'repair or delete it'}`;
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

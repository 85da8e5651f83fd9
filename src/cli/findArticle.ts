import { stat } from 'node:fs/promises';
import path from 'node:path';
import { isBelow } from '../node/inside';
import { articleOfSidecar } from './sidecars';

/**
 * Where the article is that a file of annotations is about: in the folder given; else where a sidecar's place says, as the
 * file names it, or beside the file.
 * @param reviews the folder of sidecars: see `sidecarPlace`
 * @param anywhere false: what the file names must be in the folder given, or in the working folder. Where an article is, there
 *   its sidecar is written, and that is not for a file to choose.
 * @throws Error with a sentence when at none of these
 */
export async function findArticle(
  named: string | undefined,
  file: string,
  folder: string | undefined,
  reviews: string,
  { anywhere }: { readonly anywhere: boolean },
): Promise<string> {
  const stem = path.basename(file).replace(/(\.claimreview|\.tei)?\.[^.]*$/, '');
  const names = named === undefined ? [`${stem}.txt`, `${stem}.md`, stem] : [named];
  const ofSidecar = folder === undefined ? articleOfSidecar(file, reviews) : undefined;
  const places = names.flatMap((name) => {
    const base = path.basename(name);
    if (folder !== undefined) return [path.join(folder, name), path.join(folder, base)];
    return [...(ofSidecar === undefined ? [] : [ofSidecar]), name, path.join(path.dirname(file), base)];
  });
  const within = folder ?? '.';
  let outside: string | undefined;
  for (const place of places) {
    if (!(await isFile(place))) continue;
    const isNamedByFile = named !== undefined && place !== ofSidecar && place !== path.join(path.dirname(file), path.basename(named)); // prettier-ignore
    if (anywhere || !isNamedByFile || isBelow(within, place)) return place;
    outside ??= place;
  }
  if (outside !== undefined)
    throw new Error(
      `it is about ${path.resolve(outside)}, which is outside of ${path.resolve(within)}; name the article's folder with --articles`,
    );
  throw new Error(`there is no article ${names[0]} where it should be; name its folder with --articles`);
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

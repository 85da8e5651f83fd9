import { stat } from 'node:fs/promises';
import path from 'node:path';
import { articleOfSidecar } from './sidecars';

/**
 * Where the article is that a file of annotations is about: in the folder given; else where a sidecar's place says, as the
 * file names it, or beside the file.
 * @param reviews the folder of sidecars: see `sidecarPath`
 * @throws Error with a sentence when at none of these
 */
export async function findArticle(
  named: string | undefined,
  file: string,
  folder: string | undefined,
  reviews: string,
): Promise<string> {
  const stem = path.basename(file).replace(/(\.claimreview|\.tei)?\.[^.]*$/, '');
  const names = named === undefined ? [`${stem}.txt`, `${stem}.md`, stem] : [named];
  const ofSidecar = folder === undefined ? articleOfSidecar(file, reviews) : undefined;
  const places = names.flatMap((name) => {
    const base = path.basename(name);
    if (folder !== undefined) return [path.join(folder, name), path.join(folder, base)];
    return [...(ofSidecar === undefined ? [] : [ofSidecar]), name, path.join(path.dirname(file), base)];
  });
  for (const place of places) if (await isFile(place)) return place;
  throw new Error(`there is no article ${names[0]} where it should be; say with --articles in which folder it is`);
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

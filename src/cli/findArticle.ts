import { stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Where the article is that a file of annotations is about: as the file names it, beside the file or one folder up (a
 * sidecar's place), or in the folder given.
 * @throws Error with a sentence when at none of these
 */
export async function findArticle(
  named: string | undefined,
  file: string,
  folder: string | undefined,
): Promise<string> {
  const stem = path.basename(file).replace(/(\.claimreview|\.tei)?\.[^.]*$/, '');
  const names = named === undefined ? [`${stem}.txt`, `${stem}.md`, stem] : [named];
  const places = names.flatMap((name) => {
    const base = path.basename(name);
    return folder === undefined
      ? [name, path.join(path.dirname(file), base), path.join(path.dirname(file), '..', base)]
      : [path.join(folder, name), path.join(folder, base)];
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

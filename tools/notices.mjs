// The licences of everything that ships inside the bundles, as their texts ask for.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/** Texts for what has none in its package, and for what is no package: `NAME.txt`. */
const KEPT = 'licences';
const LICENCE = /^(licen[cs]e|copying|notice)([-.].*)?$/i;

/**
 * The packages that esbuild has put into the bundles.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @returns {string[]} names in order, `@noble/hashes`
 */
export function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.entries(output.inputs)),
  );
  const names = inputs.flatMap(([file, { bytesInOutput }]) => {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
    return name !== undefined && bytesInOutput > 0 ? [name] : [];
  });
  return [...new Set(names)].sort();
}

/**
 * ThirdPartyNotices.txt: for each package its name, version, licence and the licence's text.
 * @param {string} root the project's folder
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @returns {Promise<string>}
 * @throws Error that names a package without a text
 */
export async function thirdPartyNotices(root, metafiles) {
  const kept = new Set(await readdir(path.join(root, KEPT)));
  const sections = [];
  for (const name of bundledPackages(metafiles)) {
    const folder = path.join(root, 'node_modules', name);
    const { version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    const own = (await readdir(folder)).filter((file) => LICENCE.test(file)).sort();
    const texts = own.map((file) => path.join(folder, file));
    if (kept.delete(`${name}.txt`)) texts.push(path.join(root, KEPT, `${name}.txt`));
    if (!texts.length) throw new Error(`${name} has no licence text; put it into ${KEPT}/${name}.txt`);
    sections.push(await section(`${name} ${version} (${license})`, texts));
  }
  for (const file of [...kept].sort())
    sections.push(await section(path.parse(file).name, [path.join(root, KEPT, file)]));
  return ['Hearsay contains the following works of others.\n', ...sections].join('\n');
}

async function section(title, files) {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const rule = '='.repeat(80);
  return [rule, title, rule, '', ...texts.map((text) => `${text.replaceAll('\r\n', '\n').trim()}\n`)].join('\n');
}

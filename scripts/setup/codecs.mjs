import { copyFile, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { inProject } from '../lib/paths.mjs';
import { exists, replaceFolder, sha256File, writeFileAtomic } from '../lib/files.mjs';

/** Package and path inside it of each WebAssembly codec the program loads itself, by bytes. */
const codecs = [
  ['@jsquash/jpeg', 'codec/enc/mozjpeg_enc.wasm'],
  ['@jsquash/jpeg', 'codec/dec/mozjpeg_dec.wasm'],
  ['@jsquash/png', 'codec/pkg/squoosh_png_bg.wasm'],
  ['@jsquash/webp', 'codec/dec/webp_dec.wasm'],
];

const target = inProject('resources', 'built', 'codecs');

/** Where the codecs come from; changes when a package is updated. */
export async function describeCodecs() {
  const versions = await Promise.all(
    codecs.map(async ([name]) => {
      const text = await readFile(inProject('node_modules', name, 'package.json'), 'utf8');
      return JSON.parse(text).version;
    }),
  );
  return codecs.map(([name, path], index) => `${name}@${versions[index]}/${path}`).join('\n');
}

/** The image codecs, copied out of their packages so that window, worker and terminal load the same bytes. */
export const codecsStep = {
  name: 'codecs',
  title: 'Image codecs',
  key: describeCodecs,
  ready: async () => exists(join(target, 'manifest.json')),
  async run({ log }) {
    await replaceFolder(target, async (folder) => {
      const files = [];
      for (const [packageName, path] of codecs) {
        const source = inProject('node_modules', packageName, path);
        const name = basename(path);
        await copyFile(source, join(folder, name));
        files.push({ name, package: packageName, sha256: await sha256File(source) });
        log(name);
      }
      await writeFileAtomic(join(folder, 'manifest.json'), `${JSON.stringify({ files }, null, 2)}\n`);
    });
  },
};

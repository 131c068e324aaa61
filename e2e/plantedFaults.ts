import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleId } from '../src/shared/domain/ids';
import type { SampleId } from '../src/shared/domain/ids';
import type { Program } from './fixtures';

export interface PlantedFaults {
  readonly blurred: readonly SampleId[];
  readonly faceless: readonly SampleId[];
  /** Groups of pictures that are one picture; the first of each is the original and the sharpest. */
  readonly doubles: readonly (readonly SampleId[])[];
}

/** What happens to a stored picture. `from`: of that other sample, stored once more at a lower quality. */
type Change =
  | { readonly kind: 'blur' | 'corner'; readonly sample: SampleId }
  | { readonly kind: 'copy'; readonly sample: SampleId; readonly from: SampleId };

/** Spoils pictures of a set of at least eight identities with six samples each, before anything is scored. */
export async function plantFaults({ electron, libraryDir }: Program, setId: string): Promise<PlantedFaults> {
  const blurred = [sampleId(1, 2), sampleId(5, 1), sampleId(6, 4)];
  const faceless = [sampleId(3, 4), sampleId(7, 0)];
  const doubles = [
    [sampleId(2, 0), sampleId(2, 5)],
    [sampleId(4, 1), sampleId(4, 2), sampleId(4, 3)],
  ];
  const changes: Change[] = [
    ...blurred.map((sample) => ({ kind: 'blur', sample }) as const),
    ...faceless.map((sample) => ({ kind: 'corner', sample }) as const),
    ...doubles.flatMap(([from, ...copies]) => copies.map((sample) => ({ kind: 'copy', sample, from: from }) as const)),
  ];
  const fileOf = await filesBySample(join(libraryDir, 'sets', setId, 'images'));
  const work = changes.map((change) => ({
    kind: change.kind,
    file: fileOf(change.sample),
    from: fileOf(change.kind === 'copy' ? change.from : change.sample),
  }));
  const pictures = await electron.evaluate(
    ({ nativeImage }, all) =>
      all.map(({ kind, from }) => {
        const image = nativeImage.createFromPath(from);
        const { width, height } = image.getSize();
        const side = Math.round(width / 5);
        const changed =
          kind === 'blur'
            ? image.resize({ width: side }).resize({ width, height })
            : kind === 'corner'
              ? image.crop({ x: 0, y: 0, width: side, height: side }).resize({ width, height })
              : image;
        return changed.toJPEG(kind === 'copy' ? 70 : 92).toString('base64');
      }),
    work,
  );
  const hashes = new Map<string, string>();
  for (const [at, { file }] of work.entries()) {
    const bytes = Buffer.from(pictures[at] ?? '', 'base64');
    hashes.set(sha256(await readFile(file)), sha256(bytes));
    await writeFile(file, bytes);
  }
  await changeHashes(join(libraryDir, 'sets', setId, 'samples'), hashes);
  return { blurred, faceless, doubles };
}

async function filesBySample(images: string): Promise<(sample: SampleId) => string> {
  const identities = (await readdir(images)).sort();
  const files = await Promise.all(identities.map(async (name) => (await readdir(join(images, name))).sort()));
  return (sample) => {
    const [, identity = '', index = ''] = /^i(\d+)s(\d+)$/.exec(sample) ?? [];
    return join(images, identities[Number(identity)] ?? '', files[Number(identity)]?.[Number(index)] ?? '');
  };
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The table of samples names the hash of each picture, as text of one length; a picture with another one counts as unreadable. */
async function changeHashes(tables: string, hashes: ReadonlyMap<string, string>): Promise<void> {
  for (const name of await readdir(tables)) {
    const file = join(tables, name);
    const bytes = await readFile(file);
    for (const [before, after] of hashes) {
      const at = bytes.indexOf(before);
      if (at >= 0) bytes.write(after, at);
    }
    await writeFile(file, bytes);
  }
}

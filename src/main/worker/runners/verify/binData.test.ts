import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { NetworkConfig } from '@shared/domain/training';
import { initCodecs, type ImageCodecs } from '../../../engine/image/codecs';
import { decodeImage } from '../../../engine/image/decodeImage';
import { FORMAT_FIXTURES } from '../../../formats/packs/packs.testing';
import { openVerificationBin } from '../../../formats/verification/verificationReader';
import { openVerificationWriter } from '../../../formats/verification/verificationWriter';
import type { JobContext } from '../../../jobs/jobContext';
import { temporaryFolder } from '../../../platform/temporaryFolder.testing';
import { binData } from './binData';

const GOLDEN = join(FORMAT_FIXTURES, 'verification_py2_protocol2.bin');
const context: JobContext = {
  signal: { aborted: false },
  progress: () => undefined,
  metric: () => undefined,
  log: () => undefined,
};
const network = NetworkConfig.parse({ inputWidth: 112, inputHeight: 112 });
let codecs: ImageCodecs;

beforeAll(async () => {
  codecs = await initCodecs(join(process.cwd(), 'resources', 'built', 'codecs'));
});

/** A .bin of letters as pictures: pairs like `aa`, `ab`. */
async function written(pairs: readonly string[], isSame: readonly boolean[]): Promise<string> {
  const file = join(await temporaryFolder(), 'letters.bin');
  const writer = openVerificationWriter(file, pairs.length * 2);
  for (const letter of pairs.join('')) writer.add(Buffer.from(letter));
  await writer.finish(isSame);
  return file;
}

describe('verification on a .bin', () => {
  it('gives the network the pictures of the file, in its pairs', async () => {
    const data = await binData(GOLDEN, { network, codecs, context });
    expect(data.images.count).toBe(8);
    expect(data.pairs.map(({ a, b, genuine, fold }) => [a, b, genuine, fold])).toEqual([
      [0, 1, true, 0],
      [2, 3, false, 1],
      [4, 5, true, 2],
      [6, 7, false, 3],
    ]);
    const bin = await openVerificationBin(GOLDEN);
    const third = await decodeImage(codecs, await bin.image(3), 'image 3');
    expect(third).toMatchObject({ widthPx: 112, heightPx: 112 });
    expect(Buffer.compare(await data.images.readRgb(3), third.rgb)).toBe(0);
  });

  it('cuts folds as KFold does: 23 pairs give three of three and seven of two', async () => {
    const same = Array.from({ length: 23 }, (_, i) => i % 2 === 0);
    const pairs = same.map((_, i) => String.fromCharCode(65 + i, 97 + i));
    const { pairs: drawn } = await binData(await written(pairs, same), { network, codecs, context });
    const sizes = Array.from({ length: 10 }, (_, fold) => drawn.filter((pair) => pair.fold === fold).length);
    expect(sizes).toEqual([3, 3, 3, 2, 2, 2, 2, 2, 2, 2]);
    expect(drawn.map(({ fold }) => fold)).toEqual([...drawn.map(({ fold }) => fold)].sort((a, b) => a - b));
  });

  it('counts people as far as pictures and answers tell', async () => {
    // a, b and d are one person: a = b, and b = d. c and e are two more.
    const file = await written(['ab', 'bd', 'ac', 'ce'], [true, true, false, false]);
    const { pairs, cautions } = await binData(file, { network, codecs, context });
    expect(new Set(pairs.flatMap(({ personA, personB }) => [personA, personB])).size).toBe(3);
    for (const { genuine, personA, personB } of pairs) expect(personA === personB).toBe(genuine);
    expect(cautions[0]).toMatch(/names nobody/);
  });

  it('says so when answers contradict each other, and refuses what cannot be judged', async () => {
    const torn = await binData(await written(['ab', 'ab', 'cd'], [true, false, false]), { network, codecs, context });
    expect(torn.cautions.join(' ')).toMatch(/contradict/);
    for (const { genuine, personA, personB } of torn.pairs) expect(personA === personB).toBe(genuine);
    const oneKind = binData(await written(['ab', 'cd'], [true, true]), { network, codecs, context });
    await expect(oneKind).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MapId } from '@shared/domain/maps';
import { mapDir, mapPointsFile } from './mapFolders';
import { encodePoints, readMapPoints, writeMapPoints, type MapPoints } from './mapPoints';

const ID = MapId.parse('map_0123456789abcdef');
const points: MapPoints = {
  x: Float32Array.from([0.5, -1, 3]),
  y: Float32Array.from([2, 0, -0.25]),
  set: Int32Array.from([0, 1, 1]),
  identityIndex: Int32Array.from([7, 0, 1]),
  sampleIndex: Int32Array.from([3, 0, 9]),
};

describe('the points of a map', () => {
  let library: string;
  beforeEach(async () => {
    library = await mkdtemp(join(tmpdir(), 'outis-map-'));
    await mkdir(mapDir(library, ID), { recursive: true });
  });
  afterEach(() => rm(library, { recursive: true }));

  const broken = (bytes: Uint8Array | string) => writeFile(mapPointsFile(library, ID), bytes);
  const refusal = (why: RegExp) =>
    expect(readMapPoints(library, ID, 2)).rejects.toMatchObject({
      code: 'corrupt-data',
      message: expect.stringMatching(why) as string,
      place: mapPointsFile(library, ID),
      remedy: 'Make the map again.',
    });

  it('come back as they were written', async () => {
    await writeMapPoints(library, ID, points);
    expect(await readMapPoints(library, ID, 2)).toEqual(points);
  });

  it('are refused where the file was cut off, is no table, or has any bit of its metadata turned', async () => {
    const whole = encodePoints(points, 'file');
    await broken(whole.subarray(0, whole.length - 20));
    await refusal(/cannot be used/);
    await broken('not a table');
    await refusal(/cannot be used/);
    const turned = Uint8Array.from(whole);
    turned[12] ^= 0x40;
    await broken(turned);
    await refusal(/cannot be used/);
  });

  it('are refused where one lies nowhere or in a set that the map does not have', async () => {
    await broken(encodePoints({ ...points, x: Float32Array.from([0.5, NaN, 3]) }, 'file'));
    await refusal(/point 1 lies nowhere/);
    await broken(encodePoints({ ...points, set: Int32Array.from([0, 1, 2]) }, 'file'));
    await refusal(/point 2 lies nowhere/);
  });

  it('say that they are not there', async () => {
    await expect(readMapPoints(library, ID, 2)).rejects.toMatchObject({ code: 'not-found' });
  });
});

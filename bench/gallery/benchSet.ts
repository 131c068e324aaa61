import { readFile } from 'node:fs/promises';
import { sampleId } from '../../src/shared/domain/ids';
import type { SetId } from '../../src/shared/domain/ids';
import type { SampleRow } from '../../src/shared/domain/sample';
import { SetInfo } from '../../src/shared/domain/setInfo';
import { sha256Hex } from '../../src/main/platform/hash';
import { newSetId } from '../../src/main/platform/newId';
import { openLibrary } from '../../src/main/storage/libraryFolder';
import { createSet } from '../../src/main/storage/setStore';
import { openSetWriter } from '../../src/main/storage/setWriter';
import { scattered } from './scattered';

const BATCH = 10_000;
/** As many number columns as a rendered set has that a person may filter by. */
const COLUMNS = [
  'yawDeg',
  'pitchDeg',
  'rollDeg',
  'ageYears',
  'lightLevel',
  'lightDirectionality',
  'exposureStops',
] as const;

export interface BenchSet {
  readonly samples: number;
  readonly samplesPerIdentity: number;
  /** JPEG that every sample shows. */
  readonly picture: string;
}

export const benchSetName = 'Bench';

/** A library with one set: rows of a real table over one shared picture. What is measured is the window, not the disk's small files. */
export async function makeBenchSet(library: string, set: BenchSet): Promise<SetId> {
  const opened = await openLibrary(library, {});
  const setId = newSetId();
  const identities = Math.ceil(set.samples / set.samplesPerIdentity);
  await createSet(
    library,
    SetInfo.parse({
      schema: 1,
      id: setId,
      name: benchSetName,
      kind: 'syn',
      createdAt: new Date().toISOString(),
      counts: { identities: 0, samples: 0, sizeBytes: 0 },
      state: 'partial',
      recipe: { identities, samples: set.samplesPerIdentity },
      fingerprint: { generator: 'bench', version: '1', assetsSha256: '', encoderSha256: '', sha256: '' },
    }),
  );
  const bytes = await readFile(set.picture);
  const file = { path: 'images/shared.jpg', bytes };
  const sha256 = sha256Hex(bytes);
  const writer = await openSetWriter(library, setId);
  for (let from = 0; from < set.samples; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, set.samples - from) }, (_unused, i) =>
      rowAt(from + i, set.samplesPerIdentity, { path: file.path, sha256, sizeBytes: bytes.length }),
    );
    await writer.commitBatch(from / BATCH, rows, [file]);
  }
  await writer.finish();
  await opened.close();
  return setId;
}

function rowAt(
  index: number,
  samplesPerIdentity: number,
  file: { readonly path: string; readonly sha256: string; readonly sizeBytes: number },
): SampleRow {
  const identityIndex = Math.floor(index / samplesPerIdentity);
  const sampleIndex = index % samplesPerIdentity;
  return {
    id: sampleId(identityIndex, sampleIndex),
    identityIndex,
    sampleIndex,
    identityName: String(identityIndex + 1).padStart(5, '0'),
    file: file.path,
    sha256: file.sha256,
    widthPx: 112,
    heightPx: 112,
    sizeBytes: file.sizeBytes,
    partnerIndex: -1,
    weight: 1,
    source: '',
    numbers: Object.fromEntries(COLUMNS.map((name, column) => [name, 100 * scattered(index, column)])),
  };
}

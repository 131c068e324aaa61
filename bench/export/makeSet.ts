import { randomBytes } from 'node:crypto';
import { sampleId } from '../../src/shared/domain/ids';
import type { SampleRow } from '../../src/shared/domain/sample';
import { SetInfo } from '../../src/shared/domain/setInfo';
import { sha256Hex } from '../../src/main/platform/hash';
import { newSetId } from '../../src/main/platform/newId';
import { openLibrary } from '../../src/main/storage/libraryFolder';
import { createSet } from '../../src/main/storage/setStore';
import { openSetWriter } from '../../src/main/storage/setWriter';

/** Start of a JPEG, an empty scan, and noise: what marking looks at, in the size of a face of 112 × 112 pixels. */
const jpegOf = (length: number): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2]), randomBytes(length)]);

export interface MadeSet {
  readonly setId: ReturnType<typeof newSetId>;
  readonly bytes: number;
}

/** A library with one set of small files, as the generator would have left it. */
export async function makeSet(library: string, identities: number, samples: number): Promise<MadeSet> {
  const opened = await openLibrary(library);
  const setId = newSetId();
  const name = 'bench';
  const counts = { identities: 0, samples: 0, sizeBytes: 0 };
  const fingerprint = { generator: 'graphics', version: '1', assetsSha256: '', encoderSha256: '', sha256: '' };
  const common = { schema: 1, id: setId, name, createdAt: new Date().toISOString(), counts, state: 'partial' };
  await createSet(library, SetInfo.parse({ ...common, kind: 'syn', recipe: { identities, samples }, fingerprint }));
  const writer = await openSetWriter(library, setId);
  let bytes = 0;
  for (let identity = 0; identity < identities; identity++) {
    const made = Array.from({ length: samples }, (_, sample) => imageOf(identity, sample));
    for (const { file } of made) bytes += file.bytes.length;
    await writer.commitBatch(
      identity,
      made.map(({ row }) => row),
      made.map(({ file }) => file),
    );
  }
  await writer.finish();
  await opened.close();
  return { setId, bytes };
}

function imageOf(identity: number, sample: number) {
  const bytes = jpegOf(4000 + ((identity * 37 + sample * 101) % 2500));
  const identityName = String(identity + 1).padStart(5, '0');
  const row: SampleRow = {
    id: sampleId(identity, sample),
    identityIndex: identity,
    sampleIndex: sample,
    identityName,
    file: `images/${identityName}/${String(sample).padStart(4, '0')}.jpg`,
    sha256: sha256Hex(bytes),
    widthPx: 112,
    heightPx: 112,
    sizeBytes: bytes.length,
    partnerIndex: -1,
    weight: 1,
    source: '',
    numbers: {},
  };
  return { row, file: { path: row.file, bytes } };
}

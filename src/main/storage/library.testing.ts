import type { RenderFactors } from '@shared/domain/coefficients';
import type { ConsentRecord } from '@shared/domain/consent';
import { type DeclaredSynthetic, declarationOf } from '@shared/domain/declaredSynthetic';
import type { SetId } from '@shared/domain/ids';
import { sampleId } from '@shared/domain/ids';
import type { SampleRow } from '@shared/domain/sample';
import { SetInfo } from '@shared/domain/setInfo';
import { sha256Hex } from '../platform/hash';
import { newSetId } from '../platform/newId';
import { appendRegister } from './consentRegister';
import { createSet } from './setStore';
import { openSetWriter, type BatchFile } from './setWriter';

/** What is said of somebody else's synthetic set. */
export const DIGIFACE: DeclaredSynthetic = {
  by: 'kim',
  source: 'DigiFace-1M README, Microsoft',
  how: 'rendered',
};

export interface SetRequest {
  readonly kind?: 'syn' | 'real';
  readonly name?: string;
  readonly identities: number;
  readonly samples: number;
  /** Partner of a sample, or −1. */
  readonly partnerOf?: (identity: number, sample: number) => number;
  /** Subjects of a real set; synthetic ones are numbered. */
  readonly names?: readonly string[];
  /** An imported set that shows nobody, as somebody says. */
  readonly declaredSynthetic?: DeclaredSynthetic;
  readonly batches?: number;
  readonly sizeBytes?: number;
  readonly finish?: boolean;
  /** Saved with each sample; nothing is, where left out. */
  readonly factorsOf?: (identity: number, sample: number) => RenderFactors;
}

const synName = (identity: number): string => String(identity + 1).padStart(5, '0');

/** The frame of a JPEG: start, an empty scan. Enough for a program that looks at segments and not at pixels. */
const JPEG_HEAD = [0xff, 0xd8, 0xff, 0xda, 0, 2];

function bytesOf(identity: number, sample: number, sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes).fill((identity * 31 + sample * 7) & 127);
  bytes.set([...JPEG_HEAD, identity & 255, identity >> 8, sample & 255, sample >> 8]);
  return bytes;
}

export function infoOf(id: SetId, request: SetRequest): SetInfo {
  const { kind = 'syn', identities, samples } = request;
  const common = {
    schema: 1,
    id,
    name: request.name ?? `Set ${id}`,
    createdAt: '2026-01-02T03:04:05.000Z',
    counts: { identities: 0, samples: 0, sizeBytes: 0 },
    state: 'partial',
    kind,
  };
  const own =
    kind === 'syn'
      ? {
          recipe: { identities, samples },
          fingerprint: { generator: 'graphics', version: '1', assetsSha256: 'a', encoderSha256: 'b', sha256: 'c' },
        }
      : {
          source: {
            folder: '/nowhere',
            consentFile: null,
            consentSha256: null,
            alignerFingerprint: 'test',
            refusedCount: 0,
            ...declarationOf({ kind, ...request }),
          },
        };
  return SetInfo.parse({ ...common, ...own });
}

export function rowOf(
  identity: number,
  sample: number,
  request: SetRequest = { identities: 1, samples: 1 },
): { row: SampleRow; file: BatchFile } {
  const name = request.names?.[identity] ?? synName(identity);
  const bytes = bytesOf(identity, sample, request.sizeBytes ?? 64);
  const partnerIndex = request.partnerOf?.(identity, sample) ?? -1;
  const path = `images/${synName(identity)}/${String(sample).padStart(4, '0')}.jpg`;
  const row: SampleRow = {
    id: sampleId(identity, sample),
    identityIndex: identity,
    sampleIndex: sample,
    identityName: name,
    file: path,
    sha256: sha256Hex(bytes),
    widthPx: 112,
    heightPx: 112,
    sizeBytes: bytes.length,
    partnerIndex,
    weight: partnerIndex === -1 ? 1 : 0.65,
    source: request.kind === 'real' ? `${name}/${sample}.pgm` : '',
    numbers: { yawDeg: sample * 1.5 },
  };
  return { row, file: { path, bytes } };
}

/** Writes a set with made-up bytes through the real writer. */
export async function addSet(libraryPath: string, request: SetRequest): Promise<SetId> {
  const id = newSetId();
  await createSet(libraryPath, infoOf(id, request));
  const writer = await openSetWriter(libraryPath, id);
  const all = Array.from({ length: request.identities * request.samples }, (_, i) =>
    rowOf(Math.floor(i / request.samples), i % request.samples, request),
  );
  const perBatch = Math.max(1, Math.ceil(all.length / (request.batches ?? 2)));
  for (let batch = 0; batch * perBatch < all.length; batch++) {
    const some = all.slice(batch * perBatch, (batch + 1) * perBatch);
    await writer.commitBatch(
      batch,
      some.map(({ row }) => row),
      some.map(({ file }) => file),
      some.flatMap(({ row }) => request.factorsOf?.(row.identityIndex, row.sampleIndex) ?? []),
    );
  }
  if (request.finish !== false) await writer.finish();
  return id;
}

/** A record that allows everything from 2020 on. */
export const consentRecord = (subject: string, change: Partial<ConsentRecord> = {}): ConsentRecord => ({
  subject,
  status: 'given',
  purposes: ['training', 'evaluation', 'export', 'display'],
  date: '2020-01-01',
  document: 'form 1',
  ...change,
});

export const giveConsent = (libraryPath: string, setId: SetId, records: readonly ConsentRecord[]): Promise<number> =>
  appendRegister(
    libraryPath,
    records.map((record) => ({ who: 'tester', setId, source: null, sourceSha256: null, record })),
  );

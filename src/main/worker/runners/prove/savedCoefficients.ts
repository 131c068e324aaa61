import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { RecordBatchReader } from 'apache-arrow';
import { coefficientsOf, type RenderFactors } from '@shared/domain/coefficients';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import type { ProveReport } from '@shared/domain/report';
import { type CancelSignal, throwIfCancelled } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { ioFailure } from '../../../platform/ioFailure';
import { existingInside } from '../../../storage/libraryPaths';
import { isFileSoundInParts } from '../../../storage/coefficients/arrowGuard';
import { samplesOf } from '../../../storage/coefficients/factorTable';

type Difference = ProveReport['different'][number];

/** What an export says of the factors of its samples. */
export interface SavedCoefficients<T> {
  readonly byId: ReadonlyMap<string, T>;
  /** Why the file cannot be believed; then `byId` is empty. */
  readonly faults: readonly Difference[];
}

const FILE = 'coefficients.arrow';

/**
 * Reads coefficients.arrow of an export part by part, keeping of each wanted sample what `keep` makes of its factors.
 * @param wanted ids of samples @returns null where the export has none
 * @throws Failure io, cancelled
 */
export async function readSavedCoefficients<T>(
  exportDir: string,
  named: DatasetInfo['coefficients'],
  wanted: ReadonlySet<string>,
  keep: (factors: RenderFactors) => T,
  signal: CancelSignal,
): Promise<SavedCoefficients<T> | null> {
  if (named === null) return null;
  const fault = (reason: string): SavedCoefficients<T> => ({
    byId: new Map(),
    faults: [{ path: FILE, reason }],
  });
  try {
    const path = await existingInside(exportDir, FILE);
    if ((await hashOf(path, signal)) !== named.sha256)
      return fault('it is not the file that was exported: its SHA-256 is not the one in dataset.json');
    const byId = await readParts(path, wanted, keep, signal);
    return byId === null ? fault('it is not a complete Arrow table') : { byId, faults: [] };
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'not-found') return fault('the file is missing');
    throw thrown;
  }
}

async function hashOf(path: string, signal: CancelSignal): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) {
      throwIfCancelled(signal);
      hash.update(chunk as Buffer); // a read stream without an encoding yields buffers
    }
  } catch (thrown) {
    throw ioFailure(thrown, 'read the coefficients of the export', path);
  }
  return hash.digest('hex');
}

async function readParts<T>(
  path: string,
  wanted: ReadonlySet<string>,
  keep: (factors: RenderFactors) => T,
  signal: CancelSignal,
): Promise<Map<string, T> | null> {
  const kept = new Map<string, T>();
  const handle = await open(path, 'r');
  try {
    // The hash in dataset.json says only that the file fits the export, and not that whoever made both meant well.
    if (!(await isFileSoundInParts(handle, () => throwIfCancelled(signal)))) return null;
    const reader = await RecordBatchReader.from(handle);
    for await (const batch of reader) {
      throwIfCancelled(signal);
      for (const { id, factors } of samplesOf(batch)) if (wanted.has(id)) kept.set(id, keep(factors));
    }
    return kept;
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    return null; // whatever a damaged table makes the Arrow reader stumble over means nothing to a person
  } finally {
    await handle.close();
  }
}

/** One short name for all factors of a sample, whatever the order of their keys: a million of them fit in memory. */
export const factorsDigest = (factors: RenderFactors): string =>
  createHash('sha256')
    .update(canonical(coefficientsOf(factors)))
    .digest('base64');

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${key}:${canonical(inner)}`)
    .join()}}`;
}

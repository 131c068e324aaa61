import type { PrivacyReport, PrivacySpec } from '@shared/domain/privacy';
import type { CancelSignal } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { Rng } from '@shared/lib/rng';
import { chooseLines, readDatasetInfo } from '../prove/readExport';

export interface ExportedSamples {
  readonly exported: NonNullable<PrivacyReport['exported']>;
  /** Ids of the set's samples in it. */
  readonly ids: ReadonlySet<string>;
}

/** Which samples of the set an export holds; null where the whole set is meant. @throws Failure not-found, corrupt-data, invalid-input, io */
export async function exportedSamples(spec: PrivacySpec, signal: CancelSignal): Promise<ExportedSamples | null> {
  const { exportDir, setId } = spec;
  if (exportDir === null) return null;
  const { info } = await readDatasetInfo(exportDir);
  if (info.syn?.setId !== setId)
    throw new Failure({
      code: 'invalid-input',
      message: `The export “${info.name}” was not made from this set.`,
      place: exportDir,
      remedy: `Name the set that it was made from: ${info.syn?.setName ?? 'it has no synthetic part'}.`,
    });
  const { lines, manifestSha256 } = await chooseLines(exportDir, null, new Rng(spec.seed), signal);
  const ids = new Set(lines.map(({ sampleId }) => sampleId));
  return { exported: { name: info.name, manifestSha256 }, ids };
}

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DatasetInfo, type ManifestLine } from '@shared/domain/exportManifest';
import type { CancelSignal } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import type { Rng } from '@shared/lib/rng';
import { sha256Hex } from '../../../platform/hash';
import { ioFailure } from '../../../platform/ioFailure';
import { MANIFEST_FILE, ManifestReader } from '../../../storage/exportFolder/manifestLines';

/** An export's own description is small; anything larger is not one. */
const MAX_DATASET_BYTES = 10_000_000;

export interface ReadDataset {
  readonly info: DatasetInfo;
  /** SHA-256 of dataset.json as it lies there. */
  readonly sha256: string;
}

/** @throws Failure not-found, corrupt-data, unsupported-version, io */
export async function readDatasetInfo(exportDir: string): Promise<ReadDataset> {
  const place = join(exportDir, 'dataset.json');
  let bytes: Buffer;
  try {
    const { size } = await stat(place);
    if (size > MAX_DATASET_BYTES) throw damaged(place, `it has ${size} bytes`);
    bytes = await readFile(place);
  } catch (thrown) {
    throw ioFailure(thrown, 'read the description of the export', place);
  }
  const parsed = DatasetInfo.safeParse(parseJson(bytes.toString('utf8'), place));
  if (!parsed.success) throw damaged(place, z.prettifyError(parsed.error));
  return { info: parsed.data, sha256: sha256Hex(bytes) };
}

export interface ChosenLines {
  /** SHA-256 of manifest.jsonl as it lies there. */
  readonly manifestSha256: string;
  readonly syntheticCount: number;
  readonly realCount: number;
  /** Every path that the manifest names, of real pictures too. */
  readonly paths: ReadonlySet<string>;
  /** In the order of the manifest. */
  readonly lines: readonly ManifestLine[];
}

/**
 * Draws `count` of the manifest's synthetic lines with equal chance (reservoir sampling, Vitter's algorithm R), in one pass over a
 * file of any length. @param count null for all of them
 * @throws Failure not-found, corrupt-data naming the line, io, cancelled
 */
export async function chooseLines(
  exportDir: string,
  count: number | null,
  rng: Rng,
  signal: CancelSignal,
): Promise<ChosenLines> {
  const manifest = new ManifestReader(exportDir);
  const chosen: { readonly at: number; readonly line: ManifestLine }[] = [];
  const paths = new Set<string>();
  let syntheticCount = 0;
  let realCount = 0;
  for await (const { line, fault, number } of manifest.entries(signal)) {
    if (line === null) throw damaged(`${join(exportDir, MANIFEST_FILE)}, line ${number}`, fault);
    paths.add(line.path);
    if (line.origin !== 'syn') {
      realCount++;
      continue;
    }
    const at = syntheticCount++;
    if (count === null || at < count) chosen.push({ at, line });
    else {
      const slot = rng.below(syntheticCount);
      if (slot < count) chosen[slot] = { at, line };
    }
  }
  const lines = chosen.sort((a, b) => a.at - b.at).map(({ line }) => line);
  return { manifestSha256: manifest.sha256 ?? '', syntheticCount, realCount, paths, lines };
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw damaged(place, thrown instanceof Error ? thrown.message : 'it is not JSON');
  }
}

const damaged = (place: string, why: string): Failure =>
  new Failure({
    code: 'corrupt-data',
    message: `The export cannot be read: ${why}`,
    place,
    remedy: 'Name the folder of an export of Outis, or make the export again.',
  });

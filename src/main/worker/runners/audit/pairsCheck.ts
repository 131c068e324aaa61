import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditTopicResult } from '@shared/domain/audit/auditReport';
import { IMAGES_FOLDER } from '@shared/domain/exportLayout';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import { toFailureDetail } from '@shared/lib/failure';
import { MAX_PAIRS_FILE_BYTES, type PairsFile, parsePairsFile } from '../../../formats/images/pairsFile';
import { PairIndex, resolvePairs, type ResolvedPair } from '../../../formats/images/resolvePairs';
import { ioFailure } from '../../../platform/ioFailure';
import { Findings } from './findings';
import type { ManifestIndex } from './manifestIndex';

/** Do the pairs name images that are there, of one class where they say so, and is no class in two folds? */
export async function checkPairs(
  exportDir: string,
  { pairs, format }: DatasetInfo,
  index: ManifestIndex,
): Promise<AuditTopicResult> {
  const findings = new Findings('pairs');
  if (pairs === null) return findings.result('The export has no verification pairs.');
  if (format !== 'folder')
    return findings.result(`The pairs of ${format} are held by the signature only.`, 'not-checked');
  const file = await readPairs(join(exportDir, pairs.file), pairs.file, findings);
  if (file === null) return findings.result(`${pairs.file} could not be read`);
  const below: string[] = [];
  for (let line = 0; line < index.count; line++) below.push(index.pathOf(line).slice(IMAGES_FOLDER.length + 1));
  const { resolved, missing } = resolvePairs(file.pairs, new PairIndex(below));
  for (const { line, wanted } of missing)
    findings.add(`${pairs.file}, line ${line}`, `${wanted} is not among the images of the manifest`);
  const expected = pairs.folds * pairs.pairsPerFold * 2;
  if (file.foldCount !== pairs.folds || file.pairs.length !== expected)
    findings.add(
      pairs.file,
      `it has ${file.pairs.length} pairs in ${file.foldCount} folds, dataset.json says ${expected} in ${pairs.folds}`,
    );
  checkClasses(resolved, pairs.file, index, findings);
  return findings.result(`${resolved.length} pairs in ${file.foldCount} folds hold for the classes of their images`);
}

function checkClasses(resolved: readonly ResolvedPair[], file: string, index: ManifestIndex, findings: Findings): void {
  const foldOf = new Map<number, number>();
  const labelOf = (path: string): number => index.labelOf(index.find(`${IMAGES_FOLDER}/${path}`, '') ?? -1);
  for (const { left, right, genuine, fold, line } of resolved) {
    const labels = [labelOf(left), labelOf(right)];
    if ((labels[0] === labels[1]) !== genuine)
      findings.add(
        `${file}, line ${line}`,
        `it says ${genuine ? 'the same' : 'different'} identity, the manifest says otherwise`,
      );
    for (const label of labels) {
      const known = foldOf.get(label) ?? fold;
      foldOf.set(label, known);
      if (known !== fold)
        findings.add(`${file}, line ${line}`, `class ${label} is in folds ${known + 1} and ${fold + 1}`);
    }
  }
}

async function readPairs(path: string, name: string, findings: Findings): Promise<PairsFile | null> {
  try {
    const { size } = await stat(path);
    if (size <= MAX_PAIRS_FILE_BYTES) return parsePairsFile(await readFile(path), name);
    findings.add(name, `it has ${size} bytes, which no pairs file has`);
  } catch (thrown) {
    const { message, place } = toFailureDetail(ioFailure(thrown, 'read the pairs', name));
    findings.add(place ?? name, message);
  }
  return null;
}

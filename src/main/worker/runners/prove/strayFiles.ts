import { ADDED_LATER, SIGNATURE_FILE } from '@shared/domain/exportSignature';
import type { ProveReport } from '@shared/domain/report';
import type { CancelSignal } from '@shared/lib/abort';
import { shortened } from '../../../storage/exportFolder/shortened';
import { filesOfExport } from '../../../storage/signature/exportTree';

/** What an export has besides the files of its manifest. */
const COMPANIONS = new Set([
  'README.txt',
  'dataset.json',
  'manifest.jsonl',
  'pairs.txt',
  'people.txt',
  'verification.bin',
  'identities.json',
  'coefficients.arrow',
  'croissant.json',
  'audit.jsonl',
  SIGNATURE_FILE,
  ...ADDED_LATER,
  'DATACARD.md',
  'DATACARD.pdf',
]);
type Difference = ProveReport['different'][number];

/**
 * Holds the folder against the manifest by names alone: a picture that no line names was not rendered by anybody, and one that a
 * line names must be there even where it was not drawn for rendering. Links count as files and are not followed.
 * @throws Failure not-found, io, cancelled
 */
export async function strayFiles(
  exportDir: string,
  named: ReadonlySet<string>,
  signal: CancelSignal,
): Promise<Difference[]> {
  const present = new Set(await filesOfExport(exportDir, signal));
  const isOurs = (path: string): boolean => named.has(path) || COMPANIONS.has(path);
  return [
    ...shortened(
      [...present].filter((path) => !isOurs(path)),
      'it lies in the export, and the manifest does not name it',
    ),
    ...shortened(
      [...named].filter((path) => !present.has(path)),
      'the file is missing',
    ),
  ];
}

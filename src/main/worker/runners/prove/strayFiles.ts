import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { ADDED_LATER, SIGNATURE_FILE } from '@shared/domain/exportSignature';
import type { ProveReport } from '@shared/domain/report';
import { type CancelSignal, throwIfCancelled } from '@shared/lib/abort';
import { ioFailure } from '../../../platform/ioFailure';

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
/** What a desktop leaves in every folder that it shows; no picture hides behind these names. */
const LEFT_BY_DESKTOPS = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);
/** Entries of one kind that a report names; the last one counts the rest. */
const MAX_NAMED = 20;

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
  const present = new Set<string>();
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    throwIfCancelled(signal);
    const place = join(exportDir, folder);
    try {
      for await (const entry of await opendir(place)) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) folders.push(path);
        else present.add(path);
      }
    } catch (thrown) {
      throw ioFailure(thrown, 'list the files of the export', place);
    }
  }
  const isOurs = (path: string): boolean =>
    named.has(path) || COMPANIONS.has(path) || LEFT_BY_DESKTOPS.has(path.slice(path.lastIndexOf('/') + 1));
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

function shortened(paths: readonly string[], reason: string): Difference[] {
  const sorted = [...paths].sort();
  const first = sorted.slice(0, MAX_NAMED).map((path) => ({ path, reason }));
  const next = sorted[MAX_NAMED];
  if (next === undefined) return first;
  return [...first, { path: next, reason: `${reason}; so it is with ${sorted.length - MAX_NAMED - 1} more` }];
}

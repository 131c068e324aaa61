import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { LaidOutFile } from '@shared/domain/exportLayout';
import type { ManifestLine } from '@shared/domain/exportManifest';
import type { SampleRow } from '@shared/domain/sample';
import { throwIfCancelled, type CancelSignal } from '@shared/lib/abort';
import type { DraftPart } from '../../../storage/exportParts';
import type { WrittenImages } from './writtenImages';

const LINES_AT_ONCE = 2000;

function lineOf(file: LaidOutFile<SampleRow>, part: DraftPart, written: WrittenImages, index: number): ManifestLine {
  const { sample } = file;
  const entry = written.entry(index);
  const sha256 = written.sha256(index);
  const record = part.kind === 'real' ? part.source.consentOf(sample.identityName) : null;
  return {
    path: written.path(index),
    ...(entry === null ? {} : { entry }),
    sha256,
    sizeBytes: written.sizeBytes(index),
    ...(sha256 === sample.sha256 ? {} : { unmarkedSha256: sample.sha256 }),
    origin: file.origin,
    label: file.label,
    identity: sample.identityName,
    setId: part.request.setId,
    sampleId: sample.id,
    identityIndex: sample.identityIndex,
    sampleIndex: sample.sampleIndex,
    partner: file.partner,
    consent: record === null ? null : { subject: record.subject, date: record.date, document: record.document },
  };
}

/**
 * Writes manifest.jsonl, one line per image in order of label, whatever order a pack has, and flushes it.
 * @returns SHA-256 of the whole file. Errors of the file system pass through.
 */
export async function writeManifest(
  path: string,
  files: readonly LaidOutFile<SampleRow>[],
  parts: readonly DraftPart[],
  written: WrittenImages,
  signal: CancelSignal,
): Promise<string> {
  const byKind = new Map(parts.map((part) => [part.kind, part]));
  const hash = createHash('sha256');
  const handle = await open(path, 'w');
  try {
    for (let start = 0; start < files.length; start += LINES_AT_ONCE) {
      throwIfCancelled(signal);
      let text = '';
      for (const [nth, file] of files.slice(start, start + LINES_AT_ONCE).entries()) {
        const part = byKind.get(file.origin);
        if (part === undefined) throw new Error(`no part is ${file.origin}`);
        text += `${JSON.stringify(lineOf(file, part, written, start + nth))}\n`;
      }
      hash.update(text);
      await handle.writeFile(text);
    }
    await handle.datasync();
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  ADDED_LATER,
  byPath,
  ExportSignature,
  listText,
  SIGNATURE_FILE,
  signedText,
} from '@shared/domain/exportSignature';
import { type CancelSignal, throwIfCancelled } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { isSignatureValid, keyIdOf } from '../../platform/ed25519';
import { sha256Hex, sha256OfFile } from '../../platform/hash';
import { ioFailure } from '../../platform/ioFailure';
import { shortened } from '../exportFolder/shortened';
import { readJsonAs } from '../jsonFile';
import { existingInside } from '../libraryPaths';
import { filesOfExport } from './exportTree';

export interface SignatureFinding {
  /** File of the export. */
  readonly path: string;
  readonly reason: string;
}

export interface SignatureReport {
  /** Null where the export has no signature, or one that cannot be read. */
  readonly signature: ExportSignature | null;
  /** What speaks against it; none: every file that is signed is what it was, and no file is there besides these and the manifest's. */
  readonly findings: readonly SignatureFinding[];
}

const MAX_SIGNATURE_BYTES = 64_000_000;
const MAX_LINE_CHARS = 20_000;
const UNSIGNED = 'the export is not signed';
/** True for the one finding about an export that carries no signature at all. */
export const isUnsigned = ({ reason }: SignatureFinding): boolean => reason === UNSIGNED;

/**
 * Checks SIGNATURE.json of anybody's export: the signature itself, each signed file's hash and size, and the folder's names against
 * signature and manifest. It does not read images: their hashes are in the manifest, which is signed.
 * @param knownKeys ids of keys that are trusted; without them the signature says only that one and the same hand signed all of it
 * @throws Failure not-found when there is no such folder; io, cancelled
 */
export async function verifySignature(
  exportDir: string,
  signal: CancelSignal,
  knownKeys: readonly string[] | null = null,
): Promise<SignatureReport> {
  const present = new Set(await filesOfExport(exportDir, signal));
  if (!present.has(SIGNATURE_FILE)) return { signature: null, findings: [{ path: SIGNATURE_FILE, reason: UNSIGNED }] };
  const signature = await readSignature(exportDir);
  if (typeof signature === 'string')
    return { signature: null, findings: [{ path: SIGNATURE_FILE, reason: signature }] };
  const findings = [...signatureFaults(signature, knownKeys)];
  for (const { path, sha256, sizeBytes } of signature.files) {
    throwIfCancelled(signal);
    if (!present.has(path)) findings.push({ path, reason: 'the file is signed, and missing' });
    else if (!(await isUnchanged(exportDir, path, sha256, sizeBytes, signal)))
      findings.push({ path, reason: 'the file is not the one that was signed' });
  }
  findings.push(...(await nameFaults(exportDir, signature, present, signal)));
  return { signature, findings };
}

async function readSignature(exportDir: string): Promise<ExportSignature | string> {
  try {
    const place = await existingInside(exportDir, SIGNATURE_FILE);
    const { size } = await stat(place);
    if (size > MAX_SIGNATURE_BYTES) return `it has ${size} bytes, more than a signature can have`;
    return await readJsonAs(place, ExportSignature);
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code === 'io') throw thrown;
    return thrown.message;
  }
}

function* signatureFaults(
  signature: ExportSignature,
  knownKeys: readonly string[] | null,
): Generator<SignatureFinding> {
  const { files, root, publicKey, keyId } = signature;
  const fault = (reason: string): SignatureFinding => ({ path: SIGNATURE_FILE, reason });
  if (keyIdOf(publicKey) !== keyId) yield fault('its key id is not that of its key');
  if (sha256Hex(listText(files)) !== root) yield fault('its root is not that of its list of files');
  if (files.some((file, index) => index > 0 && byPath(files[index - 1] ?? file, file) >= 0))
    yield fault('its list of files is not in order, or names one twice');
  if (!isSignatureValid(publicKey, Buffer.from(signedText(root)), signature.signature))
    yield fault('the signature was not made with its key over this list');
  if (knownKeys !== null && !knownKeys.includes(keyId))
    yield fault(`it was signed with the key ${keyId}, which is not known here`);
}

async function isUnchanged(
  exportDir: string,
  path: string,
  sha256: string,
  sizeBytes: number,
  signal: CancelSignal,
): Promise<boolean> {
  try {
    // A link that leads out of the export is not a file of it.
    const place = await existingInside(exportDir, path);
    const { size } = await stat(place);
    return size === sizeBytes && (await sha256OfFile(place, signal)) === sha256;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'invalid-input') return false;
    throw ioFailure(thrown, 'read a file of the export', join(exportDir, path));
  }
}

/** Only where it lies is looked at here; the whole line is the manifest check's. */
const Placed = z.looseObject({ path: z.string().max(4096) });

async function nameFaults(
  exportDir: string,
  { files }: ExportSignature,
  present: ReadonlySet<string>,
  signal: CancelSignal,
): Promise<SignatureFinding[]> {
  const named = new Set([SIGNATURE_FILE, ...ADDED_LATER, ...files.map(({ path }) => path)]);
  const missing: string[] = [];
  if (present.has('manifest.jsonl')) {
    for await (const path of manifestPaths(join(exportDir, 'manifest.jsonl'), signal)) {
      if (!present.has(path) && !named.has(path)) missing.push(path);
      named.add(path);
    }
  }
  const extra = [...present].filter((path) => !named.has(path));
  return [
    ...shortened(extra, 'it lies in the export, and neither signature nor manifest names it'),
    ...shortened(missing, 'the manifest names it, and it is missing'),
  ];
}

/** Paths of a manifest whose lines may be anything; memory stays flat. */
async function* manifestPaths(path: string, signal: CancelSignal): AsyncGenerator<string> {
  const pathOf = (line: string): string | null => {
    const parsed = Placed.safeParse(line.length > MAX_LINE_CHARS ? null : parsedOrNull(line));
    return parsed.success ? parsed.data.path : null;
  };
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
    throwIfCancelled(signal);
    const lines = (rest + String(chunk)).split('\n');
    // A line that is too long is none of ours, and neither is its end.
    rest = (lines.pop() ?? '').slice(0, MAX_LINE_CHARS + 1);
    for (const line of lines) {
      const found = pathOf(line);
      if (found !== null) yield found;
    }
  }
  const last = pathOf(rest);
  if (last !== null) yield last;
}

function parsedOrNull(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null; // a line that is none names no file; its hash has told already that the manifest was changed
  }
}

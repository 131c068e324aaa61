/**
 * Export against `cp -r` and `tar` on the same small files:
 * `npm run bench -- export [identities] [samples] [rounds] [folder] [formats, comma-separated]`.
 * The export does more than either: it reads the tables, checks every byte against its SHA-256, marks each image with its origin, hashes what
 * it has marked, and writes manifest, pairs and papers. So there is a second yardstick: `sha256sum` of every file and then `cp` or `tar`.
 * Each export has a process of its own, as in the program; it and its yardsticks are taken in the same minute, with all files in the system's
 * cache. Packs are flushed to the disk on both sides (`tar … && sync FILE`), image files on neither.
 */
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import type { ExportFormat } from '../src/shared/domain/exportFormat';

// This file is bench, process of one export and its thread at once. Each imports only what it needs, as the built program's scripts do.
const thisFile = fileURLToPath(import.meta.url);
const args = process.argv.slice(2);

if (!isMainThread) {
  await import('../src/main/worker/imageWorker');
} else if (args[0] === '--once') {
  const { exportOnce } = await import('./export/exportOnce');
  const [, library = '', setId = '', samples = '', format = ''] = args;
  process.stdout.write(JSON.stringify(await exportOnce({ library, setId, samples, format, threadScript: thisFile })));
} else {
  const { compareExports } = await import('./export/compareExports');
  const [identities = 1000, samples = 20, rounds = 3] = args.slice(0, 3).map(Number);
  const formats = (args[4] ?? 'folder,webdataset,recordio').split(',') as ExportFormat[];
  await compareExports({ identities, samples, rounds, formats, parent: args[3] ?? tmpdir(), script: thisFile });
}

/**
 * Export against `cp -r` on the same small files: `npm run bench -- export [identities] [samples] [rounds] [folder]`.
 * The export does more than cp: it reads the tables, checks every byte against its SHA-256 and writes manifest and pairs.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExportSpec } from '../src/shared/domain/jobs';
import { sampleId } from '../src/shared/domain/ids';
import type { SampleRow } from '../src/shared/domain/sample';
import { SetInfo } from '../src/shared/domain/setInfo';
import { sha256Hex } from '../src/main/platform/hash';
import { newJobId, newSetId } from '../src/main/platform/newId';
import { openLibrary } from '../src/main/storage/libraryFolder';
import { runDir, setDir } from '../src/main/storage/libraryPaths';
import { createSet } from '../src/main/storage/setStore';
import { openSetWriter } from '../src/main/storage/setWriter';
import { createExportRunner } from '../src/main/worker/runners/export';

const [identities = 1000, samples = 20, rounds = 3] = process.argv.slice(2, 5).map(Number);
const root = await mkdtemp(join(process.argv[5] ?? tmpdir(), 'outis-bench-'));
const library = join(root, 'library');
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const seconds = (from: number): number => (performance.now() - from) / 1000;

async function makeSet(): Promise<{ setId: ReturnType<typeof newSetId>; bytes: number }> {
  const setId = newSetId();
  const name = 'bench';
  const counts = { identities: 0, samples: 0, sizeBytes: 0 };
  const fingerprint = { generator: 'bench', version: '1', assetsSha256: '', encoderSha256: '', sha256: '' };
  const common = { schema: 1, id: setId, name, createdAt: new Date().toISOString(), counts, state: 'partial' };
  await createSet(library, SetInfo.parse({ ...common, kind: 'syn', recipe: { identities, samples }, fingerprint }));
  const writer = await openSetWriter(library, setId);
  let total = 0;
  for (let identity = 0; identity < identities; identity++) {
    const identityName = String(identity + 1).padStart(5, '0');
    const made = Array.from({ length: samples }, (_, sample) => {
      const bytes = randomBytes(4000 + ((identity * 37 + sample * 101) % 2500));
      total += bytes.length;
      const row: SampleRow = {
        id: sampleId(identity, sample),
        identityIndex: identity,
        sampleIndex: sample,
        identityName,
        file: `images/${identityName}/${String(sample).padStart(4, '0')}.jpg`,
        sha256: sha256Hex(bytes),
        widthPx: 112,
        heightPx: 112,
        sizeBytes: bytes.length,
        partnerIndex: -1,
        weight: 1,
        source: '',
        numbers: {},
      };
      return { row, file: { path: row.file, bytes } };
    });
    await writer.commitBatch(
      identity,
      made.map(({ row }) => row),
      made.map(({ file }) => file),
    );
  }
  await writer.finish();
  return { setId, bytes: total };
}

try {
  const opened = await openLibrary(library);
  const { setId, bytes } = await makeSet();
  const files = identities * samples;
  say(`${files} files, ${(bytes / 1e6).toFixed(0)} MB, ${cpus().length} cores, Node ${process.version}, in ${root}`);
  const images = join(setDir(library, setId), 'images');
  const run = createExportRunner();
  const spec = ExportSpec.parse({ kind: 'export', syn: { setId, samples } });
  const ratios: number[] = [];
  say('round   cp -r [s]   export [s]   export/cp speed');
  for (let round = 0; round < rounds; round++) {
    const copied = join(root, 'copied');
    const beforeCopy = performance.now();
    const { status } = spawnSync('cp', ['-r', images, copied]);
    if (status !== 0) throw new Error('cp failed');
    const copySeconds = seconds(beforeCopy);
    const jobId = newJobId();
    const beforeExport = performance.now();
    const outcome = await run(
      spec,
      { signal: { aborted: false }, progress: () => undefined, metric: () => undefined, log: () => undefined },
      {
        jobId,
        libraryPath: library,
        runDir: runDir(library, jobId),
        resourcesDir: '',
        modelsDir: '',
        program: 'Outis bench',
      },
    );
    const exportSeconds = seconds(beforeExport);
    const directory = outcome.exportDir ?? '';
    await stat(join(directory, 'dataset.json'));
    ratios.push(copySeconds / exportSeconds);
    say(
      `${String(round + 1).padStart(5)}   ${copySeconds.toFixed(2).padStart(9)}   ${exportSeconds.toFixed(2).padStart(10)}   ${(copySeconds / exportSeconds).toFixed(2).padStart(15)}`,
    );
    await rm(copied, { recursive: true });
    await rm(directory, { recursive: true });
  }
  ratios.sort((a, b) => a - b);
  say(
    `median ${(ratios[Math.floor(ratios.length / 2)] ?? 0).toFixed(2)} of the speed of cp -r (wanted: at least 0.60)`,
  );
  await opened.close();
} finally {
  await rm(root, { recursive: true, force: true });
}

/**
 * Export against `cp -r` and `tar` on the same small files:
 * `npm run bench -- export [identities] [samples] [rounds] [folder] [formats, comma-separated]`.
 * The export does more than either: it reads the tables, checks every byte against its SHA-256, marks each image with its origin and
 * writes manifest, pairs and papers. Ratios of one round are taken in the same minute; processor time and the load of the machine are said
 * with them, as a clock tells little where others work.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExportFormat, isFileFormat } from '../src/shared/domain/exportFormat';
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
const formats = (process.argv[6] ?? 'folder,webdataset,recordio').split(',') as ExportFormat[];
const root = await mkdtemp(join(process.argv[5] ?? tmpdir(), 'outis-bench-'));
const library = join(root, 'library');
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const seconds = (from: number): number => (performance.now() - from) / 1000;

/** Start of a JPEG, an empty scan, and noise: what marking looks at, in the size of a face of 112 × 112 pixels. */
const jpegOf = (length: number): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2]), randomBytes(length)]);

async function makeSet(): Promise<{ setId: ReturnType<typeof newSetId>; bytes: number }> {
  const setId = newSetId();
  const name = 'bench';
  const counts = { identities: 0, samples: 0, sizeBytes: 0 };
  const fingerprint = { generator: 'graphics', version: '1', assetsSha256: '', encoderSha256: '', sha256: '' };
  const common = { schema: 1, id: setId, name, createdAt: new Date().toISOString(), counts, state: 'partial' };
  await createSet(library, SetInfo.parse({ ...common, kind: 'syn', recipe: { identities, samples }, fingerprint }));
  const writer = await openSetWriter(library, setId);
  let total = 0;
  for (let identity = 0; identity < identities; identity++) {
    const identityName = String(identity + 1).padStart(5, '0');
    const made = Array.from({ length: samples }, (_, sample) => {
      const bytes = jpegOf(4000 + ((identity * 37 + sample * 101) % 2500));
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

interface Taken {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** `cp -r` for formats of files, `tar` for packs. */
async function yardstick(format: ExportFormat, images: string): Promise<Taken> {
  const target = join(root, 'copied');
  const command = isFileFormat(format) ? `cp -r ${images} ${target}` : `tar -cf ${target} -C ${images} .`;
  const { status, stderr } = spawnSync('bash', ['-c', `TIMEFORMAT='%R %U %S'; time ${command}`], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
  const [real = 0, user = 0, system = 0] = stderr.trim().split(' ').map(Number);
  await rm(target, { recursive: true });
  return { seconds: real, cpuSeconds: user + system };
}

interface Exported extends Taken {
  /** Reading, marking and writing images alone. */
  readonly copySeconds: number;
  readonly imagesCpuSeconds: number;
  readonly residentMiB: number;
}

async function exportOnce(setId: ReturnType<typeof newSetId>, format: ExportFormat): Promise<Exported> {
  const jobId = newJobId();
  let resident = 0;
  let imagesPerSecond = 0;
  let cpuAtImages: NodeJS.CpuUsage | null = null;
  let imagesCpuSeconds = 0;
  const before = performance.now();
  const cpuBefore = process.cpuUsage();
  const outcome = await createExportRunner()(
    ExportSpec.parse({ kind: 'export', name: `bench_${format}`, syn: { setId, samples }, format }),
    {
      signal: { aborted: false },
      progress: ({ phase }) => {
        if (phase === 'copy') cpuAtImages ??= process.cpuUsage();
        resident = Math.max(resident, process.memoryUsage.rss());
      },
      metric: (name, _step, value) => {
        if (name !== 'imagesPerSecond') return;
        imagesPerSecond = value;
        const { user, system } = process.cpuUsage(cpuAtImages ?? undefined);
        imagesCpuSeconds = (user + system) / 1e6;
      },
      log: () => undefined,
    },
    {
      jobId,
      libraryPath: library,
      runDir: runDir(library, jobId),
      resourcesDir: join(process.cwd(), 'resources'),
      modelsDir: '',
      program: 'Outis bench',
    },
  );
  const taken = seconds(before);
  const cpu = process.cpuUsage(cpuBefore);
  const directory = outcome.exportDir ?? '';
  await stat(join(directory, 'dataset.json'));
  await rm(directory, { recursive: true });
  return {
    seconds: taken,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    imagesCpuSeconds,
    copySeconds: (identities * samples) / imagesPerSecond,
    residentMiB: Math.max(resident, process.memoryUsage.rss()) / 2 ** 20,
  };
}

try {
  const opened = await openLibrary(library);
  const { setId, bytes } = await makeSet();
  const files = identities * samples;
  say(`${files} files, ${(bytes / 1e6).toFixed(0)} MB, ${cpus().length} cores, Node ${process.version}, in ${root}`);
  const images = join(setDir(library, setId), 'images');
  say(
    'format       round   cp/tar [s]   export [s]   images only [s]   speed   processor [s]: plain / images / all   resident [MiB]   load',
  );
  for (const format of formats) {
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const plain = await yardstick(format, images);
      const made = await exportOnce(setId, format);
      ratios.push(plain.seconds / made.seconds);
      const columns = [
        format.padEnd(12),
        String(round + 1).padStart(5),
        plain.seconds.toFixed(2).padStart(12),
        made.seconds.toFixed(2).padStart(12),
        made.copySeconds.toFixed(2).padStart(17),
        (plain.seconds / made.seconds).toFixed(2).padStart(7),
        `${plain.cpuSeconds.toFixed(2)} / ${made.imagesCpuSeconds.toFixed(2)} / ${made.cpuSeconds.toFixed(2)}`.padStart(
          22,
        ),
        made.residentMiB.toFixed(0).padStart(16),
        (loadavg()[0] ?? 0).toFixed(1).padStart(6),
      ];
      say(columns.join(' '));
    }
    ratios.sort((a, b) => a - b);
    const median = ratios[Math.floor(ratios.length / 2)] ?? 0;
    const wanted = isFileFormat(format) ? 'cp -r (wanted: at least 0.60)' : 'tar (wanted: at least 0.80)';
    say(`${format}: median ${median.toFixed(2)} of the speed of ${wanted}`);
  }
  await opened.close();
} finally {
  await rm(root, { recursive: true, force: true });
}

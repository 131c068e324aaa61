import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ExportSpec } from '../../src/shared/domain/jobs';
import { newJobId } from '../../src/main/platform/newId';
import { runDir } from '../../src/main/storage/libraryPaths';
import { imageThreadCount, openImageThreads } from '../../src/main/worker/imageThreads';
import { createExportRunner } from '../../src/main/worker/runners/export';

export interface Exported {
  /** The job from its start to its end; a process starts Node before it. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Reading, checking, marking and writing images alone. */
  readonly imagesSeconds: number;
  readonly imagesCpuSeconds: number;
  /** The most that the process ever held. */
  readonly residentMiB: number;
}

const cpuSecondsSince = (from: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
};

/** As the command line gives it. */
export interface Once {
  readonly library: string;
  readonly setId: string;
  readonly samples: string;
  readonly format: string;
  /** Script that runs the image thread. */
  readonly threadScript: string;
}

/** Runs one export as its process does, says what it took, and removes it. */
export async function exportOnce({ library, threadScript, ...asked }: Once): Promise<Exported> {
  const { format } = asked;
  const syn = { setId: asked.setId, samples: Number(asked.samples) };
  const threads = imageThreadCount();
  const jobId = newJobId();
  let cpuAtImages: NodeJS.CpuUsage | null = null;
  let imagesCpuSeconds = 0;
  let imagesSeconds = 0;
  const startedAt = performance.now();
  const cpuAtStart = process.cpuUsage();
  const outcome = await createExportRunner(
    threads === 0 ? {} : { openPool: () => openImageThreads(threadScript, threads) },
  )(
    ExportSpec.parse({ kind: 'export', name: `bench_${format}`, syn, format }),
    {
      signal: { aborted: false },
      progress: ({ phase }) => {
        if (phase === 'copy') cpuAtImages ??= process.cpuUsage();
      },
      metric: (name, count, value) => {
        if (name !== 'imagesPerSecond') return;
        imagesSeconds = count / value;
        if (cpuAtImages !== null) imagesCpuSeconds = cpuSecondsSince(cpuAtImages);
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
  const seconds = (performance.now() - startedAt) / 1000;
  const cpuSeconds = cpuSecondsSince(cpuAtStart);
  const residentMiB = process.resourceUsage().maxRSS / 1024;
  const directory = outcome.exportDir ?? '';
  await stat(join(directory, 'dataset.json'));
  await rm(directory, { recursive: true });
  return {
    seconds,
    cpuSeconds,
    imagesSeconds,
    imagesCpuSeconds,
    residentMiB,
  };
}

import { mkdir, readdir } from 'node:fs/promises';
import { JobId } from '@shared/domain/ids';
import { JobRecord, MetricPoint } from '@shared/domain/jobState';
import { RunReport } from '@shared/domain/report';
import { Failure } from '@shared/lib/failure';
import { ioFailure, isMissing } from '../platform/ioFailure';
import { openLineAppender, readJsonLines } from '../platform/jsonLines';
import { readJsonAs, writeJson } from './jsonFile';
import { jobFile, logFile, metricsFile, reportFile, runDir, runsDir } from './libraryPaths';
import { orNull } from './orNull';

export interface JobFault {
  readonly jobId: string;
  readonly message: string;
}

/** Jobs as folders below runs/: what the queue keeps, and what pages read after the job. */
export interface DiskJobStore {
  /** Oldest first; folders that cannot be read are left out and named in `faults`. */
  list(): Promise<JobRecord[]>;
  /** What the last `list` had to leave out. */
  readonly faults: readonly JobFault[];
  save(record: JobRecord): Promise<void>;
  appendMetrics(jobId: JobId, points: readonly MetricPoint[]): Promise<void>;
  appendLog(jobId: JobId, line: string): Promise<void>;
  readMetrics(jobId: JobId): Promise<MetricPoint[]>;
  /** report.json, or null before there is one. @throws Failure corrupt-data */
  readReport(jobId: JobId): Promise<RunReport | null>;
  runDir(jobId: JobId): string;
}

async function appendLines(path: string, lines: readonly string[]): Promise<void> {
  // Not flushed: a chart's points and a log may lose their last second in a power cut.
  const appender = await openLineAppender(path, { durable: false });
  try {
    await appender.append(lines);
  } finally {
    await appender.close();
  }
}

async function readMetrics(path: string): Promise<MetricPoint[]> {
  const points: MetricPoint[] = [];
  for (const [index, text] of (await readJsonLines(path)).lines.entries()) {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      value = undefined; // refused by the schema below
    }
    const parsed = MetricPoint.safeParse(value);
    if (!parsed.success) {
      throw new Failure({
        code: 'corrupt-data',
        message: 'The measurements of this run cannot be read.',
        place: `${path}, line ${index + 1}`,
        remedy: 'Restore metrics.jsonl from a backup; the run itself is not affected.',
      });
    }
    points.push(parsed.data);
  }
  return points;
}

export function createJobStore(libraryPath: string): DiskJobStore {
  let faults: JobFault[] = [];
  return {
    get faults() {
      return faults;
    },
    list: async () => {
      let names: string[];
      try {
        names = await readdir(runsDir(libraryPath));
      } catch (thrown) {
        if (isMissing(thrown)) return [];
        throw ioFailure(thrown, 'list the runs', runsDir(libraryPath));
      }
      const records: JobRecord[] = [];
      const found: JobFault[] = [];
      for (const name of names) {
        const id = JobId.safeParse(name);
        if (!id.success) continue;
        try {
          records.push(await readJsonAs(jobFile(libraryPath, id.data), JobRecord));
        } catch (thrown) {
          if (!(thrown instanceof Failure)) throw thrown;
          found.push({ jobId: name, message: thrown.message });
        }
      }
      faults = found;
      return records.sort((a, b) =>
        a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1,
      );
    },
    save: async (record) => {
      await mkdir(runDir(libraryPath, record.id), { recursive: true });
      await writeJson(jobFile(libraryPath, record.id), JobRecord.parse(record));
    },
    appendMetrics: (jobId, points) =>
      appendLines(
        metricsFile(libraryPath, jobId),
        points.map((point) => JSON.stringify(point)),
      ),
    appendLog: (jobId, line) => appendLines(logFile(libraryPath, jobId), line.replace(/\n+$/, '').split('\n')),
    readMetrics: (jobId) => readMetrics(metricsFile(libraryPath, jobId)),
    readReport: (jobId) => orNull(readJsonAs(reportFile(libraryPath, jobId), RunReport)),
    runDir: (jobId) => runDir(libraryPath, jobId),
  };
}

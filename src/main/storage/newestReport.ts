import type { JobRecord } from '@shared/domain/jobState';
import type { RunReport } from '@shared/domain/report';
import { createJobStore } from './jobStore';
import { orIfDamaged } from './orNull';

type Report<K extends RunReport['kind']> = Extract<RunReport, { kind: K }>;

/**
 * The report of the newest run of a kind that left one, or null. A report is the last thing that a run writes, and the window hears of the
 * run's end a moment before the disk does: so the report counts, not the state of the run.
 * A damaged report counts as none, as in the list of reports.
 * @param isWanted which of these runs count. @throws Failure io
 */
export async function newestReport<K extends RunReport['kind']>(
  libraryPath: string,
  kind: K,
  isWanted: (record: JobRecord) => boolean,
): Promise<Report<K> | null> {
  const store = createJobStore(libraryPath);
  const runs = (await store.list()).filter((record) => record.spec.kind === kind && isWanted(record));
  for (const { id } of runs.reverse()) {
    const report = await orIfDamaged(store.readReport(id), null);
    if (isOf(report, kind)) return report;
  }
  return null;
}

const isOf = <K extends RunReport['kind']>(report: RunReport | null, kind: K): report is Report<K> =>
  report?.kind === kind;

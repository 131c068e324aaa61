import type { JobId, SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';

/** What the steps so far have made, by the names that the plan gives. */
export class PlanMemory {
  private readonly sets = new Map<string, SetId>();
  private readonly runs = new Map<string, JobId>();
  private readonly exportDirs = new Map<string, string>();
  private lastExportDir: string | null = null;

  keepSet(name: string, id: SetId): void {
    this.sets.set(name, id);
  }

  keepRun(name: string, id: JobId): void {
    this.runs.set(name, id);
  }

  keepExport(name: string | null, directory: string): void {
    if (name !== null) this.exportDirs.set(name, directory);
    this.lastExportDir = directory;
  }

  set(name: string): SetId {
    return this.sets.get(name) ?? unknown('set', name);
  }

  run(name: string): JobId {
    return this.runs.get(name) ?? unknown('training run', name);
  }

  /** @param name null: the last one made. */
  exportDir(name: string | null): string {
    const found = name === null ? this.lastExportDir : this.exportDirs.get(name);
    return found ?? unknown('export', name ?? '(last)');
  }
}

/** `planFaults` has looked for these before the first job ran. */
function unknown(kind: string, name: string): never {
  throw new Failure({ code: 'internal', message: `The plan names a ${kind} “${name}” that no step has made.` });
}

import { Failure } from '@shared/lib/failure';
import type { Migration } from './migrations/migration';

/**
 * The steps that lead from `from` to `to`.
 * @throws Failure unsupported-version when there is a gap: such a library was never released.
 */
export function migrationPath(migrations: readonly Migration[], from: number, to: number): Migration[] {
  const path: Migration[] = [];
  for (let version = from; version < to;) {
    const step = migrations.find((migration) => migration.from === version);
    if (step === undefined || step.to <= version || step.to > to) {
      throw new Failure({
        code: 'unsupported-version',
        message: `No way is known from library schema ${version} to ${to}.`,
        remedy: 'Open the library with the version of Outis that made it.',
      });
    }
    path.push(step);
    version = step.to;
  }
  return path;
}

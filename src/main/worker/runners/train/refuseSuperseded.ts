import { Failure } from '@shared/lib/failure';
import type { JobPlace } from '../../../jobs/jobContext';
import { readSupersessions } from '../../../storage/withdrawals/supersessions';

/**
 * A run that pinned pictures of somebody who has withdrawn since is not continued: neither with them nor, under the same name, without.
 * @throws Failure no-consent
 */
export async function refuseSuperseded({ libraryPath, jobId, runDir }: JobPlace): Promise<void> {
  const marks = await readSupersessions(libraryPath);
  const own = marks.filter(({ thing }) => thing.type === 'model' && thing.runId === jobId);
  if (own.length === 0) return;
  throw new Failure({
    code: 'no-consent',
    message: `This run began with pictures of ${own.length === 1 ? 'a person who has' : `${own.length} people who have`} withdrawn since; it cannot be continued.`,
    place: runDir,
    remedy:
      'Start a new run: it takes the sets as they are now. The checkpoint of this one holds what was learned; delete its folder.',
  });
}

import { join } from 'node:path';
import type { JobSpec } from '@shared/domain/jobs';
import type { JobOutcome } from '@shared/domain/jobState';
import { toFailureDetail } from '@shared/lib/failure';
import type { JobPlace } from '../jobs/jobContext';
import type { HostMessage, WorkerMessage } from '../jobs/protocol';
import type { WorkerHost } from '../jobs/workerHost';
import { temporaryFolder } from '../platform/temporaryFolder.testing';
import { createServices, type OutisServices, type ServiceOptions } from './outisServices';

type Work = (spec: JobSpec, place: JobPlace, say: (message: WorkerMessage) => void) => Promise<JobOutcome>;

/** Worker "processes" that do the given work in this process. */
export const workingHost = (work: Work): WorkerHost => ({
  launch: (listener) => {
    let isGone = false;
    const say = (message: WorkerMessage): void => {
      if (!isGone) listener.message(message);
    };
    const exit = (code: number | null, signal: string | null): void => {
      if (isGone) return;
      isGone = true;
      listener.exit({ code, signal, startError: null });
    };
    queueMicrotask(() => {
      say({ type: 'ready' });
    });
    return {
      send: (raw) => {
        const message = raw as HostMessage;
        if (message.type === 'close') exit(0, null);
        if (message.type !== 'start') return;
        work(message.spec, message.place, say).then(
          (outcome) => {
            say({ type: 'done', outcome });
          },
          (thrown: unknown) => {
            say({ type: 'failed', error: toFailureDetail(thrown) });
          },
        );
      },
      kill: () => {
        exit(null, 'SIGKILL');
      },
    };
  },
});

export const outcome = (summary: string): JobOutcome => ({ setId: null, exportDir: null, runDir: null, summary });

export interface TestServices {
  readonly services: OutisServices;
  readonly library: string;
  readonly userDataDir: string;
  readonly faults: string[];
}

/** Services over a worker of the test's own, with a new library open. Close them in the test. */
export async function openTestServices(
  work: Work = () => Promise.reject(new Error('no job was expected')),
  change: Partial<ServiceOptions> = {},
): Promise<TestServices> {
  const folder = await temporaryFolder();
  const library = join(folder, 'Library');
  const userDataDir = join(folder, 'profile');
  const faults: string[] = [];
  const services = createServices({
    program: 'Outis test',
    resourcesDir: '/nowhere',
    modelsDir: '/nowhere',
    userDataDir,
    workerHost: workingHost(work),
    onFault: (message, thrown) => faults.push(`${message} ${String(thrown)}`),
    ...change,
  });
  await services.openLibrary(library);
  return { services, library, userDataDir, faults };
}

/** What handlers get beside their input; none of ours looks at it. */
export const call = { signal: { aborted: false } };

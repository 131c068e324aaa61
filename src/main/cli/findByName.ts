import type { JobId, SetId } from '@shared/domain/ids';
import type { SetSummary } from '@shared/contract/views';
import type { JobState } from '@shared/domain/jobState';
import { Failure } from '@shared/lib/failure';
import { canResume } from '../jobs/jobStateMachine';
import type { Session } from './session';
import { asSentence } from './texts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The one thing that a person means by a name or an id. @throws Failure not-found, or conflict when the name is not enough */
export function findByName<T extends Named>(kind: string, wanted: string, all: readonly T[]): T {
  const byId = all.find((one) => one.id === wanted);
  if (byId !== undefined) return byId;
  const named = all.filter((one) => one.name === wanted);
  const [only] = named;
  if (only !== undefined && named.length === 1) return only;
  if (named.length > 1) {
    throw new Failure({
      code: 'invalid-input',
      message: `${named.length} ${kind}s are called “${wanted}”.`,
      place: wanted,
      remedy: `Say which one by its id: ${named.map(({ id }) => id).join(', ')}.`,
    });
  }
  const names = all.map(({ name }) => name);
  throw new Failure({
    code: 'not-found',
    message: `There is no ${kind} “${wanted}” in this library.`,
    place: wanted,
    remedy: names.length === 0 ? `The library holds no ${kind} yet.` : `There are: ${names.slice(0, 20).join(', ')}.`,
  });
}

/** @throws Failure as `findByName`; not-found names the sets that are there and cannot be read, as the wanted one may be among them */
export async function findSet(session: Session, wanted: string): Promise<SetSummary> {
  try {
    return findByName('set', wanted, await session.call('set.list', undefined));
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code !== 'not-found') throw thrown;
    const faults = await session.call('set.faults', undefined);
    if (faults.length === 0) throw thrown;
    const unread = faults.map(({ setId, message }) => `${setId}: ${asSentence(message)}`).join(' ');
    throw new Failure({
      ...thrown.toDetail(),
      message: `${thrown.message} ${faults.length === 1 ? 'One set' : `${faults.length} sets`} cannot be read: ${unread}`,
      remedy: `Restore the named file from a backup. ${thrown.remedy ?? ''}`.trimEnd(),
    });
  }
}

export const findSetId = async (session: Session, wanted: string): Promise<SetId> =>
  (await findSet(session, wanted)).id;

function notFinished(
  run: { readonly id: JobId; readonly name: string; readonly state: JobState },
  library: string,
): Failure {
  const { status } = run.state;
  return new Failure({
    code: 'invalid-input',
    message: `The training run “${run.name}” has no finished model: it is ${status}.`,
    place: run.id,
    remedy: canResume(run.state)
      ? `Resume it, then verify: outis jobs resume ${run.id} --library ${JSON.stringify(library)}`
      : 'Wait for its end, or train again.',
  });
}

/** A finished training run, by its name or id; of several with one name, the newest. */
export async function findTrainingRun(session: Session, wanted: string): Promise<JobId> {
  const all = (await session.call('run.list', undefined))
    .flatMap(({ record, report }) =>
      record.spec.kind === 'train'
        ? [
            {
              id: record.id,
              name: record.spec.name,
              at: record.createdAt,
              state: record.state,
              isDone: report !== null,
            },
          ]
        : [],
    )
    .sort((a, b) => b.at.localeCompare(a.at));
  const runs = all.filter(({ isDone }) => isDone);
  const newest = runs.find(({ name }) => name === wanted);
  const unfinished = all.find(({ id, name, isDone }) => !isDone && (name === wanted || id === wanted));
  if (newest === undefined && unfinished !== undefined) throw notFinished(unfinished, session.libraryPath);
  return (newest ?? findByName('training run', wanted, runs)).id;
}

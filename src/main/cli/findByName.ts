import type { JobId, SetId } from '@shared/domain/ids';
import type { SetSummary } from '@shared/contract/views';
import { Failure } from '@shared/lib/failure';
import type { Session } from './session';

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

export async function findSet(session: Session, wanted: string): Promise<SetSummary> {
  return findByName('set', wanted, await session.call('set.list', undefined));
}

export const findSetId = async (session: Session, wanted: string): Promise<SetId> =>
  (await findSet(session, wanted)).id;

/** A finished training run, by its name or id; of several with one name, the newest. */
export async function findTrainingRun(session: Session, wanted: string): Promise<JobId> {
  const runs = (await session.call('run.list', undefined))
    .filter(({ record, report }) => record.spec.kind === 'train' && report !== null)
    .map(({ record }) => ({
      id: record.id,
      name: record.spec.kind === 'train' ? record.spec.name : '',
      at: record.createdAt,
    }))
    .sort((a, b) => b.at.localeCompare(a.at));
  const newest = runs.find(({ name }) => name === wanted);
  return (newest ?? findByName('training run', wanted, runs)).id;
}

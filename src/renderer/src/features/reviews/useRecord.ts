import type { Contract } from '@shared/contract/index';
import type { Input } from '@shared/contract/define';
import type { OutisClient } from '../../client/outisClient';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import type { Action } from '../../client/useAction';

type Recording = 'reviews.assign' | 'reviews.unassign' | 'reviews.opine' | 'reviews.signOff' | 'reviews.judgePair';

/** Writes one record, then shows what it changed wherever it is on screen. */
export function useRecord<K extends Recording>(
  name: K,
  onDone: () => void = () => undefined,
): Action<[Input<Contract, K>]> {
  const { client, queries } = useOutis();
  return useAction(async (input: Input<Contract, K>) => {
    await client.call(name, input);
    refreshReviews(queries);
    onDone();
  });
}

export const refreshReviews = (queries: { invalidate: (...names: ReviewQuery[]) => void }): void =>
  queries.invalidate('reviews.get', 'reviews.names', 'reviews.pairs', 'set.list', 'set.get', 'export.plan');

type ReviewQuery = 'reviews.get' | 'reviews.names' | 'reviews.pairs' | 'set.list' | 'set.get' | 'export.plan';

/** Opinions one after another in the order of the keys, so that the last one wins. */
export class OpinionQueue {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: OutisClient,
    private readonly onFailure: (thrown: unknown) => void,
  ) {}

  give(input: Input<Contract, 'reviews.opine'>): void {
    this.turn = this.turn.then(() => this.client.call('reviews.opine', input)).catch(this.onFailure);
  }

  settled(): Promise<unknown> {
    return this.turn;
  }
}

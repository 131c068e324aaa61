import type { AffectedThing, Supersession } from '@shared/domain/withdrawal';
import type { WithdrawalPlan } from '@shared/domain/withdrawalPlan';
import { thingsOf } from './planWithdrawal';
import { addSupersessions } from './supersessions';

const imagesOf = (thing: AffectedThing): number => ('images' in thing ? thing.images : 0);

/** Marks everything that a plan marks in the library, wherever it lies now. @throws Failure corrupt-data, disk-full, io */
export const noteMarks = (
  libraryPath: string,
  plan: WithdrawalPlan,
  supersession: (images: number) => Supersession,
): Promise<void> =>
  addSupersessions(
    libraryPath,
    plan.spec.who,
    thingsOf(plan).map((thing) => ({ thing, supersession: supersession(imagesOf(thing)) })),
  );

import { join } from 'node:path';
import type { SetId } from '@shared/domain/ids';
import { TwinPlan } from '@shared/domain/twin';
import { Failure } from '@shared/lib/failure';
import { writeFileAtomic } from '../platform/atomicWrite';
import { readJsonAs } from './jsonFile';
import { setDir } from './libraryPaths';

const planFile = (libraryPath: string, setId: SetId): string => join(setDir(libraryPath, setId), 'twin.json');

/** LFW's pairs in the twin's names, beside the set's images. */
export const twinPairsFile = (libraryPath: string, setId: SetId): string =>
  join(setDir(libraryPath, setId), 'pairs.txt');

/** Null before everything was fitted. @throws Failure corrupt-data, io */
export async function readTwinPlan(libraryPath: string, setId: SetId): Promise<TwinPlan | null> {
  try {
    return await readJsonAs(planFile(libraryPath, setId), TwinPlan);
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'not-found') return null;
    throw thrown;
  }
}

/** @throws Failure disk-full, io */
export const writeTwinPlan = (libraryPath: string, setId: SetId, plan: TwinPlan): Promise<void> =>
  writeFileAtomic(planFile(libraryPath, setId), `${JSON.stringify(TwinPlan.parse(plan))}\n`);

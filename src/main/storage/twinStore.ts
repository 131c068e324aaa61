import { join } from 'node:path';
import type { SetId } from '@shared/domain/ids';
import { TwinPlan } from '@shared/domain/twin';
import { writeFileAtomic } from '../platform/atomicWrite';
import { readJsonAs } from './jsonFile';
import { setDir } from './libraryPaths';
import { orNull } from './orNull';

const planFile = (libraryPath: string, setId: SetId): string => join(setDir(libraryPath, setId), 'twin.json');

/** LFW's pairs in the twin's names, beside the set's images. */
export const twinPairsFile = (libraryPath: string, setId: SetId): string =>
  join(setDir(libraryPath, setId), 'pairs.txt');

/** Null before everything was fitted. @throws Failure corrupt-data, io */
export const readTwinPlan = (libraryPath: string, setId: SetId): Promise<TwinPlan | null> =>
  orNull(readJsonAs(planFile(libraryPath, setId), TwinPlan));

/** @throws Failure disk-full, io */
export const writeTwinPlan = (libraryPath: string, setId: SetId, plan: TwinPlan): Promise<void> =>
  writeFileAtomic(planFile(libraryPath, setId), `${JSON.stringify(TwinPlan.parse(plan))}\n`);

import { z } from 'zod';
import { Coefficients } from '@shared/domain/coefficients';
import { MAX_RENDERED } from '@shared/domain/jobs';
import { parseInput } from '../parseInput';
import { readJson } from '../readJson';

export interface CoefficientsFile {
  readonly samples: readonly Coefficients[];
  /** A list, even if of one: its pictures go into a folder. */
  readonly isList: boolean;
}

const REMEDY =
  'A file is {"outis": 1, "kind": "coefficients", "identity": [160 numbers], "expression": [64], "light": [27], "pose": [3], "background": [32]}; --save-coefficients writes one.';

const List = z
  .array(Coefficients)
  .min(1)
  .max(MAX_RENDERED, `more than ${MAX_RENDERED} samples are a set: generate one`);

/** @throws Failure not-found; invalid-input naming the place in the file, e.g. `[3].identity[17]` */
export async function readCoefficients(file: string): Promise<CoefficientsFile> {
  const value = await readJson(file);
  return Array.isArray(value)
    ? { samples: parseInput(List, value, file, REMEDY), isList: true }
    : { samples: [parseInput(Coefficients, value, file, REMEDY)], isList: false };
}

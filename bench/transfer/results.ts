import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AllPairs } from './allPairs';

export interface TransferRun {
  readonly seed: number;
  readonly pairs: AllPairs;
  /** Share of training pictures recognised under the margin in the last steps; near 0: underfitted, near 1: learned by heart. */
  readonly trainAccuracy: number | null;
  readonly trainSeconds: number;
}

export interface TransferResult {
  readonly name: string;
  readonly identities: number;
  readonly samples: number;
  readonly epochs: number;
  readonly runs: readonly TransferRun[];
}

const place = (work: string, name: string): string => join(work, `${name}.result.json`);

export async function writeResult(work: string, result: TransferResult): Promise<void> {
  const plain = {
    ...result,
    runs: result.runs.map((run) => ({ ...run, pairs: { ...run.pairs, scores: Array.from(run.pairs.scores) } })),
  };
  await writeFile(place(work, result.name), JSON.stringify(plain));
}

export async function readResult(work: string, name: string): Promise<TransferResult> {
  const result = JSON.parse(await readFile(place(work, name), 'utf8')) as TransferResult; // written above
  return {
    ...result,
    runs: result.runs.map((run) => ({
      ...run,
      pairs: { ...run.pairs, scores: Float32Array.from(run.pairs.scores) },
    })),
  };
}

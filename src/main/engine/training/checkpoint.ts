import { z } from 'zod';
import { TrainConfig } from '@shared/domain/training';
import { Failure } from '@shared/lib/failure';
import { formatSafetensors, parseSafetensors, type StoredTensor } from '../tensor/safetensors';

/** A checkpoint as three files; where they lie and how they are written whole is the caller's matter. */
export interface CheckpointFiles {
  /** safetensors: the network, names and layouts of the reference; opens as a recogniser by itself. */
  readonly weights: Uint8Array;
  /** safetensors: class centres and the velocity of every trained parameter. */
  readonly optimiser: Uint8Array;
  /** JSON: configuration, position, size of the data. */
  readonly state: string;
}

/** Keeps the files before the promise ends: all three of one checkpoint or none. */
export interface CheckpointSink {
  save(files: CheckpointFiles): Promise<void>;
}

/** All random streams are named by seed and step, so the step is their position too. */
const CheckpointState = z.strictObject({
  version: z.literal(1),
  /** Steps done; the next one has this number. */
  step: z.int().min(0),
  stepCount: z.int().min(1),
  sampleCount: z.int().min(2),
  classCount: z.int().min(2),
  config: TrainConfig,
});
export type CheckpointState = z.infer<typeof CheckpointState>;

const CENTRES = 'head.weight';
const VELOCITY = 'velocity.';

export interface OptimiserState {
  readonly centres: StoredTensor;
  /** By parameter name. */
  readonly velocities: ReadonlyMap<string, StoredTensor>;
}

export function writeCheckpoint(
  weights: Uint8Array,
  optimiser: OptimiserState,
  state: CheckpointState,
): CheckpointFiles {
  const tensors = new Map<string, StoredTensor>([[CENTRES, optimiser.centres]]);
  for (const [name, velocity] of optimiser.velocities) tensors.set(VELOCITY + name, velocity);
  return { weights, optimiser: formatSafetensors(tensors), state: `${JSON.stringify(state, null, 1)}\n` };
}

export interface Checkpoint {
  readonly state: CheckpointState;
  readonly weights: Uint8Array;
  readonly optimiser: OptimiserState;
}

/**
 * @throws Failure `corrupt-data` where a file is damaged; `conflict` where the run it belongs to had another
 * configuration or other data (the intervals of checkpoints and measurements may differ).
 */
export function readCheckpoint(
  files: CheckpointFiles,
  expected: Omit<CheckpointState, 'step' | 'version'>,
): Checkpoint {
  const state = parseState(files.state);
  for (const key of ['sampleCount', 'classCount', 'stepCount'] as const) {
    if (state[key] !== expected[key]) refuse(`${key} was ${state[key]} and is now ${expected[key]}`);
  }
  for (const [key, before] of Object.entries(comparable(state.config))) {
    if (before !== comparable(expected.config)[key]) refuse(`"${key}" is not what it was`);
  }
  const { tensors } = parseSafetensors(files.optimiser, 'optimiser.safetensors');
  const centres = tensors.get(CENTRES);
  if (centres === undefined) {
    throw new Failure({
      code: 'corrupt-data',
      message: 'The checkpoint has no class centres.',
      place: 'optimiser.safetensors',
    });
  }
  const velocities = new Map(
    [...tensors]
      .filter(([name]) => name.startsWith(VELOCITY))
      .map(([name, value]) => [name.slice(VELOCITY.length), value]),
  );
  return { state, weights: files.weights, optimiser: { centres, velocities } };
}

function refuse(what: string): never {
  throw new Failure({
    code: 'conflict',
    message: `This checkpoint belongs to another run: ${what}.`,
    place: 'checkpoint state',
    remedy: 'Resume with the recipe and the data that the run began with, or start a new run.',
  });
}

function parseState(text: string): CheckpointState {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Failure(
      { code: 'corrupt-data', message: 'The checkpoint state is not JSON.', place: 'state.json' },
      { cause },
    );
  }
  const parsed = CheckpointState.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Failure({ code: 'corrupt-data', message: z.prettifyError(parsed.error), place: 'state.json' });
}

/** The parts of a configuration that decide the numbers, each as text. */
function comparable(config: TrainConfig): Record<string, string> {
  const intervals = new Set(['checkpointEverySteps', 'developmentEveryEpochs']);
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, value]) => (intervals.has(key) ? [] : [[key, JSON.stringify(value)]])),
  );
}

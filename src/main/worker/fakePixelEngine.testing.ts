import { createHash } from 'node:crypto';
import type { IdentityPlan } from '@shared/domain/identityPlan';
import type { GeneratorFingerprint } from '@shared/domain/setInfo';
import { Failure } from '@shared/lib/failure';
import type { EncodedSample } from '../engine/generators/graphics/encodedSample';
import { plainFactors } from './plainFactors.testing';
import type { PixelEngine } from './pixelEngine';
import type { GivenTask, PixelTask, RecipeTask } from './pixelProtocol';

export const fingerprintOf = (version: string): GeneratorFingerprint => ({
  generator: 'graphics',
  version,
  assetsSha256: 'a',
  encoderSha256: 'e',
  sha256: createHash('sha256').update(version).digest('hex'),
});

/** Bytes that are a function of seed and place, as those of a real generator are. */
export function fakeSample(seed: number, identityIndex: number, sampleIndex: number): EncodedSample {
  const bytes = new Uint8Array(createHash('sha512').update(`${seed} ${identityIndex} ${sampleIndex}`).digest());
  return {
    identityIndex,
    sampleIndex,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    widthPx: 112,
    heightPx: 112,
    partnerIndex: -1,
    weight: 1,
    factors: plainFactors(sampleIndex),
    numbers: { yawDeg: sampleIndex },
  };
}

export interface FakePixelEngine extends PixelEngine {
  /** Tasks that the recipe decides, and those with factors given, each in the order of asking. */
  readonly tasks: RecipeTask[];
  readonly given: GivenTask[];
  openCount: number;
  closeCount: number;
  chooseCount: number;
  /** What the last pool was opened with. */
  candidates: readonly number[] | null;
}

/** Every second candidate, all women of 40. */
export const fakePlan = (identities: number): IdentityPlan => ({
  schema: 1,
  candidates: Array.from({ length: identities }, (_, identity) => 2 * identity),
  lookedAt: 2 * identities,
  tooNear: { shape: identities, judge: 0 },
  judge: null,
  requested: {
    female: new Array<number>(identities).fill(1),
    leadingAncestry: new Array<number>(identities).fill(0),
    ageYears: new Array<number>(identities).fill(40),
  },
});

/** @param onTask may throw, or change the world, before a task is answered */
export function fakePixelEngine(
  version = '1',
  onTask: (task: PixelTask, at: number) => void = () => undefined,
): FakePixelEngine {
  const engine: FakePixelEngine = {
    tasks: [],
    given: [],
    openCount: 0,
    closeCount: 0,
    chooseCount: 0,
    candidates: null,
    fingerprint: () => Promise.resolve(fingerprintOf(version)),
    assets: () => Promise.resolve([{ name: 'head.bin', sha256: 'a' }]),
    chooseIdentities: (recipe) => {
      engine.chooseCount++;
      return Promise.resolve(fakePlan(recipe.identities));
    },
    open: (recipe, _workers, _place, candidates = null) => {
      engine.candidates = candidates;
      let isClosed = false;
      engine.openCount++;
      return {
        threadCount: 2,
        render: async (task) => {
          if ('given' in task) engine.given.push(task);
          else engine.tasks.push(task);
          const at = engine.tasks.length + engine.given.length;
          // Later tasks of a pair are ready first, as on two threads.
          for (let turn = 0; turn < (at % 2) * 3; turn++) await Promise.resolve();
          if (isClosed) throw new Failure({ code: 'cancelled', message: 'Cancelled.' });
          onTask(task, at);
          if ('given' in task)
            return task.given.map(({ factors, partnerIndex, weight, sampleIndex }) => ({
              ...fakeSample(recipe.seed, task.identityIndex, sampleIndex),
              ...{ factors, partnerIndex, weight },
            }));
          return task.sampleIndexes.map((sampleIndex) => fakeSample(recipe.seed, task.identityIndex, sampleIndex));
        },
        close: () => {
          isClosed = true;
          engine.closeCount++;
          return Promise.resolve();
        },
      };
    },
  };
  return engine;
}

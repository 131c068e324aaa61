import type { JobKind } from '@shared/domain/jobs';
import { Failure } from '@shared/lib/failure';
import type { PixelEngine } from './pixelEngine';
import type { RunnerTable } from './runJob';

export interface WorkerEnvironment {
  /** Absolute path of the built pixel thread, a CommonJS file. */
  readonly pixelThreadScript: string;
}

const notBuilt = (kind: JobKind) => (): Promise<never> =>
  Promise.reject(new Failure({ code: 'set-up-incomplete', message: `This build cannot do ${kind} jobs.` }));

const pixelEngine = async ({ pixelThreadScript }: WorkerEnvironment): Promise<PixelEngine> =>
  (await import('./pixelEngine')).createPixelEngine(pixelThreadScript);

/** Which code does which kind of job. */
export const runnerTable = (environment: WorkerEnvironment): RunnerTable => ({
  generate: async () => (await import('./runners/generate')).createGenerateRunner(await pixelEngine(environment)),
  import: notBuilt('import'),
  place: notBuilt('place'),
  export: async () => (await import('./runners/export')).createExportRunner(),
  train: async () => (await import('./runners/train')).runTrain,
  verify: notBuilt('verify'),
  prove: async () => (await import('./runners/prove')).createProveRunner(await pixelEngine(environment)),
  doctor: async () => (await import('./runners/doctor')).runDoctor,
});

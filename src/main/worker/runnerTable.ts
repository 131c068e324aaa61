import type { PixelEngine } from './pixelEngine';
import type { RunnerTable } from './runJob';
import type { ExportTools } from './runners/export';

export interface WorkerEnvironment {
  /** Absolute path of the built pixel thread, a CommonJS file. */
  readonly pixelThreadScript: string;
  /** The same of the image thread. */
  readonly imageThreadScript: string;
}

const pixelEngine = async ({ pixelThreadScript }: WorkerEnvironment): Promise<PixelEngine> =>
  (await import('./pixelEngine')).createPixelEngine(pixelThreadScript);

async function imageTools({ imageThreadScript }: WorkerEnvironment): Promise<ExportTools> {
  const { imageThreadCount, openImageThreads } = await import('./imageThreads');
  const threadCount = imageThreadCount();
  return threadCount === 0 ? {} : { openPool: () => openImageThreads(imageThreadScript, threadCount) };
}

/** Which code does which kind of job. */
export const runnerTable = (environment: WorkerEnvironment): RunnerTable => ({
  generate: async () => (await import('./runners/generate')).createGenerateRunner(await pixelEngine(environment)),
  import: async () => (await import('./runners/import')).runImport,
  place: async () => (await import('./runners/place')).runPlace,
  export: async () => (await import('./runners/export')).createExportRunner(await imageTools(environment)),
  train: async () => (await import('./runners/train')).runTrain,
  verify: async () => (await import('./runners/verify')).runVerify,
  prove: async () => (await import('./runners/prove')).createProveRunner(await pixelEngine(environment)),
  render: async () => (await import('./runners/render')).runRender,
  twin: async () => (await import('./runners/twin')).createTwinRunner(await pixelEngine(environment)),
  compose: async () => (await import('./runners/compose')).createComposeRunner(await pixelEngine(environment)),
  score: async () => (await import('./runners/score')).runScore,
  map: async () => (await import('./runners/map')).runMap,
  card: async () => (await import('./runners/card')).runCard,
  audit: async () => (await import('./runners/audit')).createAuditRunner(await pixelEngine(environment)),
  privacy: async () => (await import('./runners/privacy')).runPrivacy,
  withdraw: async () => (await import('./runners/withdraw')).runWithdraw,
  doctor: async () => (await import('./runners/doctor')).runDoctor,
});

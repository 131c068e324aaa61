import { join } from 'node:path';
import { z } from 'zod';
import { ExportFormat } from '@shared/domain/exportFormat';
import { CROP_SIZE_PX, CropName, type GenerateRecipe } from '@shared/domain/generateRecipe';
import type { JobId } from '@shared/domain/ids';
import type { JobEvent, JobRecord, MetricPoint } from '@shared/domain/jobState';
import { freeBytesAt } from '../platform/diskSpace';
import { listSets } from '../storage/setStore';
import { createUserFile } from './userFile';

/** Measurements kept; the newest of a crop size counts, as machine and program change. */
const MAX_MEASUREMENTS = 50;
/** Images after which a rate says something: the first second goes into starting threads. */
const LEAST_IMAGES = 64;
/** Used only before the library holds any set with this crop: about 5 kB for a JPEG of 112 x 112 pixels at the default quality. */
const BYTES_PER_PIXEL = 0.4;

const Measurements = z.strictObject({
  generate: z.array(z.strictObject({ at: z.string(), crop: CropName, imagesPerSecond: z.number().positive() })),
  export: z
    .array(
      z.strictObject({
        at: z.string(),
        format: ExportFormat,
        imagesPerSecond: z.number().positive(),
        bytesPerSecond: z.number().positive(),
      }),
    )
    .default([]),
});
type Measurements = z.infer<typeof Measurements>;

export interface Estimate {
  readonly durationMs: number | null;
  readonly sizeBytes: number;
  readonly freeBytes: number | null;
}

export interface EstimateService {
  /** From what this machine has measured; a duration only once a set with the same crop was generated here. */
  generate(recipe: GenerateRecipe, libraryPath: string | null): Promise<Estimate>;
  /** How long writing images takes, from the last export of the format on this machine; null before the first. */
  exportMs(format: ExportFormat, images: number, bytes: number): Promise<number | null>;
  /** Watches generate and export jobs and keeps their rate; give it every job event. */
  observe(event: JobEvent, record: JobRecord): void;
  /** Resolves when what was observed is written. */
  settled(): Promise<void>;
}

/** Mean bytes of a sample in sets that are like the recipe: same crop and quality first, then same crop; null when there is none. */
async function measuredBytes(recipe: GenerateRecipe, libraryPath: string): Promise<number | null> {
  const sets = (await listSets(libraryPath)).infos.filter(
    (info) => info.kind === 'syn' && info.recipe.crop === recipe.crop && info.counts.samples > 0,
  );
  const alike = sets.filter((info) => info.kind === 'syn' && info.recipe.jpegQuality === recipe.jpegQuality);
  const [newest] = alike.length > 0 ? alike : sets;
  return newest === undefined ? null : newest.counts.sizeBytes / newest.counts.samples;
}

export function createEstimateService(userDataDir: string, now: () => number): EstimateService {
  const file = createUserFile(join(userDataDir, 'measurements.json'), Measurements, { generate: [], export: [] });
  /** Per running job: when its images began to come, and how many there were then. */
  const begun = new Map<JobId, { readonly atMs: number; readonly done: number }>();
  const latest = new Map<JobId, { readonly atMs: number; readonly done: number }>();
  let writing: Promise<void> = Promise.resolve();

  const keep = (jobId: JobId, crop: CropName): void => {
    const [first, last] = [begun.get(jobId), latest.get(jobId)];
    begun.delete(jobId);
    latest.delete(jobId);
    if (first === undefined || last === undefined || last.done - first.done < LEAST_IMAGES) return;
    const imagesPerSecond = ((last.done - first.done) * 1000) / Math.max(1, last.atMs - first.atMs);
    const measured = { at: new Date(last.atMs).toISOString(), crop, imagesPerSecond };
    write((all) => ({ ...all, generate: [measured, ...all.generate].slice(0, MAX_MEASUREMENTS) }));
  };

  const write = (change: (all: Measurements) => Measurements): void => {
    // An estimate that was not kept is made again by the next job.
    writing = writing.then(() => file.change(change)).catch(() => undefined);
  };

  /** An export says at the end of its copying how fast that was. */
  const keepExport = (format: ExportFormat, points: readonly MetricPoint[]): void => {
    const value = (name: string): MetricPoint | undefined => points.find((point) => point.name === name);
    const [images, bytes] = [value('imagesPerSecond'), value('bytesPerSecond')];
    if (images === undefined || bytes === undefined || images.step < LEAST_IMAGES) return;
    const at = new Date(now()).toISOString();
    const measured = { at, format, imagesPerSecond: images.value, bytesPerSecond: bytes.value };
    write((all) => ({ ...all, export: [measured, ...all.export].slice(0, MAX_MEASUREMENTS) }));
  };

  return {
    observe: ({ jobId, body }, { spec }) => {
      if (spec.kind === 'export' && body.type === 'metrics') keepExport(spec.format, body.points);
      if (spec.kind !== 'generate' || body.type !== 'state') return;
      const { state } = body;
      if (state.status === 'running' && state.progress?.unit === 'images') {
        const mark = { atMs: now(), done: state.progress.done };
        if (!begun.has(jobId)) begun.set(jobId, mark);
        latest.set(jobId, mark);
      } else if (state.status !== 'running' && state.status !== 'cancelling') keep(jobId, spec.recipe.crop);
    },
    settled: () => writing,
    exportMs: async (format, images, bytes) => {
      const last = (await file.read()).export.find((one) => one.format === format);
      if (last === undefined) return null;
      // Small images cost by the piece, large ones by their bytes.
      return Math.round(1000 * Math.max(images / last.imagesPerSecond, bytes / last.bytesPerSecond));
    },
    generate: async (recipe, libraryPath) => {
      const images = recipe.identities * recipe.samples;
      const rate = (await file.read()).generate.find(({ crop }) => crop === recipe.crop)?.imagesPerSecond ?? null;
      const { widthPx, heightPx } = CROP_SIZE_PX[recipe.crop];
      const measured = libraryPath === null ? null : await measuredBytes(recipe, libraryPath);
      const bytes = measured ?? widthPx * heightPx * BYTES_PER_PIXEL;
      return {
        durationMs: rate === null ? null : Math.round((images / rate) * 1000),
        sizeBytes: Math.round(images * bytes),
        freeBytes: libraryPath === null ? null : await freeBytesAt(libraryPath),
      };
    },
  };
}

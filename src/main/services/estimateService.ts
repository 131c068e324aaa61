import { join } from 'node:path';
import { z } from 'zod';
import { CROP_SIZE_PX, CropName, type GenerateRecipe } from '@shared/domain/generateRecipe';
import type { JobId } from '@shared/domain/ids';
import type { JobEvent, JobRecord } from '@shared/domain/jobState';
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
});

export interface Estimate {
  readonly durationMs: number | null;
  readonly sizeBytes: number;
  readonly freeBytes: number | null;
}

export interface EstimateService {
  /** From what this machine has measured; a duration only once a set with the same crop was generated here. */
  generate(recipe: GenerateRecipe, libraryPath: string | null): Promise<Estimate>;
  /** Watches generate jobs and keeps their rate; give it every job event. */
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
  const file = createUserFile(join(userDataDir, 'measurements.json'), Measurements, { generate: [] });
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
    writing = writing
      .then(() => file.change(({ generate }) => ({ generate: [measured, ...generate].slice(0, MAX_MEASUREMENTS) })))
      .catch(() => undefined); // an estimate that was not kept is made again by the next job
  };

  return {
    observe: ({ jobId, body }, { spec }) => {
      if (spec.kind !== 'generate' || body.type !== 'state') return;
      const { state } = body;
      if (state.status === 'running' && state.progress?.unit === 'images') {
        const mark = { atMs: now(), done: state.progress.done };
        if (!begun.has(jobId)) begun.set(jobId, mark);
        latest.set(jobId, mark);
      } else if (state.status !== 'running' && state.status !== 'cancelling') keep(jobId, spec.recipe.crop);
    },
    settled: () => writing,
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

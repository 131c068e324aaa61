import { throwIfCancelled } from '@shared/lib/abort';
import type { EncodedSample } from '../../engine/generators/graphics/encodedSample';
import type { JobContext } from '../../jobs/jobContext';
import type { PixelPool } from '../pixelPool';
import type { PixelTask } from '../pixelProtocol';

/** Draws tasks. Cancel is looked at between them. */
export interface TaskDrawing {
  /** Counts samples that need not be drawn. */
  count(samples: number): void;
  /** All samples of the tasks, in their order. @throws Failure cancelled, and what the pool throws */
  draw(tasks: readonly PixelTask[]): Promise<EncodedSample[]>;
}

/**
 * @param total samples of the whole job; each task that ends is reported against it
 * @param before how many of them an earlier run made: reported first, so that the rate is of this run alone
 */
export function openTaskDrawing(pool: PixelPool, context: JobContext, total: number, before = 0): TaskDrawing {
  let done = 0;
  const count = (samples: number): void => {
    done += samples;
    context.progress({ phase: 'render', done, total, unit: 'images' });
  };
  count(before);
  return {
    count,
    draw: async (tasks) => {
      const drawn = await Promise.all(
        tasks.map(async (task) => {
          const samples = await pool.render(task);
          count(samples.length);
          throwIfCancelled(context.signal);
          return samples;
        }),
      );
      return drawn.flat();
    },
  };
}

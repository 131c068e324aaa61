import { createRequire } from 'node:module';
import type * as TensorFlow from '@tensorflow/tfjs-node-gpu';
import { Failure } from '@shared/lib/failure';

/** The only door to TensorFlow: everything else in the engine asks here, so nothing loads it before it is needed. */
export type Tf = typeof TensorFlow;

let loaded: Tf | null = null;

/**
 * TensorFlow.js with its native backend, loaded on the first call (1-2 s, a few hundred MB), the same object afterwards.
 * @throws Failure `set-up-incomplete` where the native parts are missing.
 */
export function tensorFlow(): Tf {
  if (loaded !== null) return loaded;
  // Read by the native library when it is loaded; 2 leaves errors.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  const require = createRequire(import.meta.url);
  restoreNodeUtilities(require('node:util') as Record<string, unknown>); // a plain object of functions, typed by name below
  try {
    loaded = require('@tensorflow/tfjs-node-gpu') as Tf; // the package's own declaration of itself
  } catch (cause) {
    throw new Failure(
      {
        code: 'set-up-incomplete',
        message: `TensorFlow could not be loaded: ${cause instanceof Error ? cause.message : String(cause)}`,
        place: '@tensorflow/tfjs-node-gpu',
        remedy: 'Run "npm run setup", then "npm run outis -- doctor".',
      },
      { cause },
    );
  }
  return loaded;
}

/** As `tensorFlow`, for callers that can wait until the backend is ready. */
export async function loadTensorFlow(): Promise<Tf> {
  const tf = tensorFlow();
  await tf.ready();
  return tf;
}

/** The package calls two functions of `node:util` that newer Node versions no longer have. */
export function restoreNodeUtilities(util: Record<string, unknown>): void {
  util['isNullOrUndefined'] ??= (value: unknown): boolean => value === null || value === undefined;
  util['isArray'] ??= Array.isArray;
}

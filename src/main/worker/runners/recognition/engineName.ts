import { loadTensorFlow } from '../../../engine/tensor/bootstrap';

/** Library and version that did the sums, for reports. */
export async function engineName(): Promise<string> {
  const tf = await loadTensorFlow();
  return `tfjs-node ${tf.version['tfjs-core']}, backend ${tf.getBackend()}`;
}

import { cpus } from 'node:os';
import { tensorFlow } from './bootstrap';
import { nativeBackend } from './nativeOps';

export interface EngineInfo {
  /** Version of the native library. */
  readonly tensorflow: string;
  /** Version of TensorFlow.js. */
  readonly tfjs: string;
  readonly device: 'cpu' | 'gpu';
  readonly cores: number;
}

/** Loads TensorFlow if that has not happened yet. */
export function engineInfo(): EngineInfo {
  const backend = nativeBackend();
  return {
    tensorflow: backend.binding.TF_Version,
    tfjs: tensorFlow().version.tfjs,
    device: backend.isUsingGpuDevice ? 'gpu' : 'cpu',
    cores: cpus().length,
  };
}

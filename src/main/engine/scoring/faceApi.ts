import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Failure } from '@shared/lib/failure';
import { loadTensorFlow, type Tf } from '../tensor/bootstrap';

type Tensor1D = ReturnType<Tf['tensor1d']>;
type Tensor2D = ReturnType<Tf['tensor2d']>;
export type Tensor3D = ReturnType<Tf['tensor3d']>;

interface Net {
  readonly isLoaded: boolean;
  loadFromDisk(folder: string): Promise<void>;
}
/** A detection in relative coordinates of the input, 0..1. */
export interface RelativeDetection {
  readonly score: number;
  readonly relativeBox: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}
interface SsdNet extends Net {
  /** Per input one tensor `[5118,4]` of boxes (top, left, bottom, right; 0..1) and one `[5118]` of scores. Its own `locateFaces` compares boxes by reading all of them back for every pair. */
  forward(input: Tensor3D): Promise<{ readonly boxes: readonly Tensor2D[]; readonly scores: readonly Tensor1D[] }>;
}
interface TinyNet extends Net {
  locateFaces(
    input: Tensor3D,
    options: { readonly inputSize: number; readonly scoreThreshold: number },
  ): Promise<readonly RelativeDetection[]>;
}
interface LandmarkNet extends Net {
  /** N pictures `[112,112,3]` in, `[N,136]` out: x, y of 68 points relative to the picture, 0..1. */
  forward(input: readonly Tensor3D[]): Promise<Tensor2D>;
}
interface RecognitionNet extends Net {
  /** N pictures `[150,150,3]` in, `[N,128]` out. */
  forward(input: readonly Tensor3D[]): Promise<Tensor2D>;
}

/** The part of `@vladmandic/face-api` that is used, in our own words; the package's declarations pull in a second TensorFlow. */
interface FaceApi {
  readonly nets: {
    readonly ssdMobilenetv1: SsdNet;
    readonly tinyFaceDetector: TinyNet;
    readonly faceLandmark68Net: LandmarkNet;
    readonly faceRecognitionNet: RecognitionNet;
  };
}

/** Where each net's weights lie inside the package's `model` folder. */
const MODEL_FILES = {
  ssdMobilenetv1: 'ssd_mobilenetv1_model',
  tinyFaceDetector: 'tiny_face_detector_model',
  faceLandmark68Net: 'face_landmark_68_model',
  faceRecognitionNet: 'face_recognition_model',
} as const;

export type NetName = keyof typeof MODEL_FILES;

export interface LoadedNet<N extends NetName> {
  readonly net: FaceApi['nets'][N];
  /** SHA-256 of the weights file, hexadecimal. */
  readonly weightsSha256: string;
}

let library: FaceApi | undefined;

async function faceApi(): Promise<FaceApi> {
  // The library requires TensorFlow itself; our bootstrap has to have run before it does.
  await loadTensorFlow();
  library ??= createRequire(import.meta.url)('@vladmandic/face-api/dist/face-api.node-gpu.js') as FaceApi; // described above
  return library;
}

/**
 * Loads one net, once per process, and hashes its weights.
 * @throws Failure set-up-incomplete when its files are missing or cannot be read.
 */
export async function loadNet<N extends NetName>(name: N, modelDir: string): Promise<LoadedNet<N>> {
  const place = join(modelDir, `${MODEL_FILES[name]}.bin`);
  try {
    const weights = await readFile(place);
    const { nets } = await faceApi();
    const net: FaceApi['nets'][N] = nets[name];
    if (!net.isLoaded) await net.loadFromDisk(modelDir);
    return { net, weightsSha256: createHash('sha256').update(weights).digest('hex') };
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure(
      {
        code: 'set-up-incomplete',
        message: `The face model ${MODEL_FILES[name]} could not be loaded: ${cause instanceof Error ? cause.message : String(cause)}`,
        place,
        remedy: 'Run "npm run setup".',
      },
      { cause },
    );
  }
}

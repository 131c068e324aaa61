import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DoctorCheck } from '@shared/domain/report';
import { Failure } from '@shared/lib/failure';
import { loadHeadModel } from '../../../engine/generators/graphics/loadHeadModel';
import { encodeJpeg } from '../../../engine/image/encodeJpeg';
import { initCodecs } from '../../../engine/image/codecs';
import { sha256OfFile } from '../../../platform/hash';
import { ioFailure } from '../../../platform/ioFailure';

const ok = (name: string, value: string): DoctorCheck => ({ name, value, state: 'ok', remedy: null });

/** Every byte against the manifest, and parsed as a drawing thread would. @throws Failure */
export async function checkHeadModel(folder: string): Promise<readonly DoctorCheck[]> {
  const { model, assetsSha256 } = await loadHeadModel(folder);
  return [ok('Head model', `${model.vertexCount} vertices, ${model.parts.size} parts, ${assetsSha256.slice(0, 12)}`)];
}

const CodecManifest = z.object({ files: z.array(z.object({ name: z.string(), sha256: z.string() })).min(1) });

/** Every codec against the manifest, and one picture encoded. @throws Failure */
export async function checkCodecs(folder: string): Promise<readonly DoctorCheck[]> {
  const place = join(folder, 'manifest.json');
  const manifest = CodecManifest.safeParse(JSON.parse(await readText(place)));
  if (!manifest.success) throw broken('The list of image codecs is damaged.', place);
  for (const { name, sha256 } of manifest.data.files) {
    const path = join(folder, name);
    if ((await sha256OfFile(path)) !== sha256) throw broken(`The image codec ${name} was changed.`, path);
  }
  const codecs = await initCodecs(folder);
  const grey = { widthPx: 16, heightPx: 16, rgb: new Uint8Array(16 * 16 * 3).fill(128) };
  const { length } = encodeJpeg(codecs, grey, { quality: 92 });
  return [ok('Image codecs', `${manifest.data.files.length} files, a test picture of ${length} bytes`)];
}

/** Weights that import and alignment load; there by installing the package. */
const NEEDED_MODELS = ['ssd_mobilenetv1_model', 'tiny_face_detector_model', 'face_landmark_68_model'];

/** @throws Failure */
export async function checkFaceModels(folder: string): Promise<readonly DoctorCheck[]> {
  const names = new Set(await list(folder));
  const missing = NEEDED_MODELS.flatMap((name) => [`${name}.bin`, `${name}-weights_manifest.json`]).filter(
    (name) => !names.has(name),
  );
  if (missing.length > 0) throw broken(`Weights of the face library are missing: ${missing.join(', ')}.`, folder);
  return [ok('Face models', `${NEEDED_MODELS.length} networks in ${folder}`)];
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    throw broken(ioFailure(thrown, 'read the file', path).message, path);
  }
}

async function list(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (thrown) {
    throw broken(ioFailure(thrown, 'list the folder', folder).message, folder);
  }
}

const broken = (message: string, place: string): Failure =>
  new Failure({ code: 'set-up-incomplete', message, place, remedy: 'Run "npm run setup".' });

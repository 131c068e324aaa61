import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Coefficients } from '@shared/domain/coefficients';
import type { CropName } from '@shared/domain/generateRecipe';
import { Failure } from '@shared/lib/failure';
import { sha256Hex } from '../../platform/hash';
import type { Cli } from '../cli';
import { runJob } from '../followJob';
import { withAnySession } from '../withSession';

export interface Picture {
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

interface Request {
  readonly samples: readonly Coefficients[];
  readonly isList: boolean;
  /** Absolute. */
  readonly out: string;
  readonly crop: CropName;
  readonly jpegQuality: number;
}

const FORMATS: Readonly<Record<string, 'jpg' | 'png'>> = { '.jpg': 'jpg', '.jpeg': 'jpg', '.png': 'png' };

/** Of a single picture its ending says the format; those of a list are JPEG files. @throws Failure invalid-input */
export function formatOf(out: string, isList: boolean): 'jpg' | 'png' {
  if (isList) return 'jpg';
  const format = FORMATS[extname(out).toLowerCase()];
  if (format !== undefined) return format;
  throw new Failure({
    code: 'invalid-input',
    message: 'The ending of the picture must be .jpg or .png.',
    place: out,
    remedy: 'A list of samples goes into a folder; a single one into a file.',
  });
}

/** Renders in a worker process, in a library of the moment: no set is read and none is changed. @throws Failure */
export async function renderPictures(cli: Cli, request: Request): Promise<Picture[]> {
  const { samples, isList, out, crop, jpegQuality } = request;
  const format = formatOf(out, isList);
  await withAnySession(cli, {}, (session) =>
    runJob(cli, session, {
      ...{ kind: 'render', samples: [...samples], out, isFolder: isList, format, crop, jpegQuality },
    }),
  );
  const paths = isList ? samples.map((_, at) => join(out, `${String(at + 1).padStart(4, '0')}.${format}`)) : [out];
  return Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(path);
      return { path, sha256: sha256Hex(bytes), sizeBytes: bytes.length };
    }),
  );
}

import { headModelUrl } from '@shared/contract/addresses';
import { parseHeadModel } from '@shared/graphics/headModel';
import type { HeadModel } from '@shared/graphics/headModel';
import { Failure } from '@shared/lib/failure';

/** The baked head model, fetched once per worker; after a failure the next call asks again. @throws Failure `set-up-incomplete` or `corrupt-data` */
export function headModelLoader(): () => Promise<HeadModel> {
  let model: Promise<HeadModel> | undefined;
  return () => {
    model ??= loadModel().catch((thrown: unknown) => {
      model = undefined;
      throw thrown;
    });
    return model;
  };
}

async function loadModel(): Promise<HeadModel> {
  const [json, bin] = await Promise.all([download('head.json'), download('head.bin')]);
  return parseHeadModel({ json: new TextDecoder().decode(json), bin });
}

async function download(file: 'head.json' | 'head.bin'): Promise<ArrayBuffer> {
  const response = await fetch(headModelUrl(file));
  if (!response.ok) {
    throw new Failure({
      code: 'set-up-incomplete',
      message: 'The head model is not there, so no face can be drawn.',
      place: `${file} answered ${response.status}`,
      remedy: 'Run "npm run setup" once; it bakes the head model.',
    });
  }
  return response.arrayBuffer();
}

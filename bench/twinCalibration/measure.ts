import { fitFace, type FaceFit } from '../../src/main/engine/fitting/fitFace';
import { lightDifference } from '../../src/main/engine/fitting/lightOnFaces';
import type { LandmarkFinder } from '../../src/main/engine/scoring/landmarkFinder';
import { PRESET_NAMES, PRESETS } from '../../src/shared/domain/presets';
import type { HeadModel } from '../../src/shared/graphics/headModel';
import { DEFAULT_GRAPHICS_OPTIONS, type GraphicsOptions } from '../../src/shared/graphics/recipeOptions';
import { faceDrawer, type RenderedFace } from '../../src/main/engine/fitting/renderedFaces.testing';
import { correlation, quantile } from './leastSquares';

/** Fits fresh faces, those of each preset half as many as of the defaults. @returns the lines of docs/twin.md's table */
export async function measureFitter(
  model: HeadModel,
  finder: LandmarkFinder,
  seed: number,
  count: number,
): Promise<string[]> {
  const lines = [
    '| options | fitted | yaw | pitch | roll | within 3° | light | smile | opening |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  lines.push(await measureOptions('default', DEFAULT_GRAPHICS_OPTIONS, count));
  for (const name of PRESET_NAMES)
    lines.push(await measureOptions(name, { ...DEFAULT_GRAPHICS_OPTIONS, ...PRESETS[name] }, Math.ceil(count / 2)));
  return lines;

  async function measureOptions(name: string, options: GraphicsOptions, faces: number): Promise<string> {
    const draw = faceDrawer(model);
    const fitted: { readonly face: RenderedFace; readonly fit: FaceFit }[] = [];
    const reasons = new Map<string, number>();
    for (let i = 0; i < faces; i++) {
      const face = draw(seed, i, options);
      const outcome = await fitFace(model, finder, face.crop);
      if (outcome.kind === 'fitted') fitted.push({ face, fit: outcome.fit });
      else reasons.set(outcome.reason, (reasons.get(outcome.reason) ?? 0) + 1);
    }
    return row(name, faces, fitted, reasons, model);
  }
}

function row(
  name: string,
  faces: number,
  fitted: readonly { readonly face: RenderedFace; readonly fit: FaceFit }[],
  reasons: ReadonlyMap<string, number>,
  model: HeadModel,
): string {
  const angle = (axis: number): number[] =>
    fitted.map(({ face, fit }) => Math.abs(fit.poseDeg[axis] - face.poseDeg[axis]));
  const degrees = (axis: number): string => `${both(angle(axis), 1)}°`.replace(' /', '° /');
  const within = [0, 1, 2].map((axis) => share(angle(axis), 3)).join(' / ');
  const light = fitted.map(({ face, fit }) => 100 * lightDifference(fit.light, face.light));
  const smile = model.expression.unitNames.indexOf('mouth-corner-puller');
  const told = (of: (face: RenderedFace) => number, said: (fit: FaceFit) => number): string =>
    correlation(
      fitted.map(({ face }) => of(face)),
      fitted.map(({ fit }) => said(fit)),
    ).toFixed(2);
  const why = [...reasons].map(([reason, count]) => `, ${count} ${reason}`).join('');
  return `| ${[
    name,
    `${fitted.length} of ${faces}${why}`,
    degrees(0),
    degrees(1),
    degrees(2),
    `${within} %`,
    `${both(light, 1)} %`,
    told(
      (face) => face.expression[smile],
      (fit) => fit.expression[smile],
    ),
    told(
      (face) => face.mouthOpening,
      (fit) => fit.mouthOpening,
    ),
  ].join(' | ')} |`;
}

const both = (values: readonly number[], digits: number): string =>
  `${quantile(values, 0.5).toFixed(digits)} / ${quantile(values, 0.9).toFixed(digits)}`;
const share = (values: readonly number[], limit: number): string =>
  ((100 * values.filter((value) => value <= limit).length) / values.length).toFixed(0);

import { moveSlider, readSlider } from '@shared/graphics/faceSliders';
import type { FaceSlider } from '@shared/graphics/faceSliders';
import type { Description } from '../../client/preview/explorerProtocol';
import { expressionSliders } from './expressionSliders';
import { factorsOf, withIdentity } from './explored';
import type { Factor } from './explored';
import { signed } from './factorSlider';
import type { FactorSlider } from './factorSlider';
import { BACKDROP, CAMERA, LIGHT, POSE } from './shotSliders';

const UNITS: Readonly<
  Record<FaceSlider['unit'], { readonly step: number; readonly format: (value: number) => string }>
> = {
  mm: { step: 0.1, format: (value) => `${value.toFixed(1).replace('-', '−')} mm` },
  '%': { step: 1, format: (value) => `${Math.round(value)} %` },
  years: { step: 1, format: (value) => `${Math.round(value)} years` },
  sd: { step: 0.05, format: (value) => `${signed(value, 1)} σ` },
};
const GROUPS: Readonly<Record<FaceSlider['group'], string>> = {
  person: 'Person',
  face: 'Face',
  eyes: 'Eyes',
  nose: 'Nose',
  mouth: 'Mouth',
  skin: 'Skin',
  hair: 'Hair and brows',
};

function identitySlider(slider: FaceSlider): FactorSlider {
  return {
    id: `identity.${slider.id}`,
    factor: 'identity',
    label: slider.label,
    hint: slider.hint,
    group: GROUPS[slider.group],
    min: slider.min,
    max: slider.max,
    ...UNITS[slider.unit],
    read: (state) => readSlider(slider, factorsOf(state).identity.coefficients),
    write: (state, value) =>
      withIdentity(state, (identity) => ({
        ...identity,
        coefficients: moveSlider(slider, identity.coefficients, value),
      })),
  };
}

/** All meaningful sliders, by factor. */
export function factorSliders(description: Description): Readonly<Record<Factor, readonly FactorSlider[]>> {
  return {
    identity: description.sliders.map(identitySlider),
    expression: expressionSliders(description),
    light: LIGHT,
    pose: POSE,
    background: BACKDROP,
    wear: CAMERA,
  };
}

import type { DrawnCamera } from '@shared/graphics/cameraDraw';
import { BACKGROUND } from '@shared/graphics/coefficientLayout';
import { readKey, readWarmth, setKeyStrength, setWarmth } from '@shared/graphics/lightEditing';
import { withNuisances, withShot } from './explored';
import type { Factor } from './explored';
import { componentSlider, degrees, percent, signed } from './factorSlider';
import type { FactorSlider } from './factorSlider';
import { keyPlaceOf, placeKey } from './lightControl';

const plainSlider = (
  factor: Factor,
  label: string,
  hint: string,
  range: readonly [number, number, number],
  format: FactorSlider['format'],
  read: FactorSlider['read'],
  write: FactorSlider['write'],
): FactorSlider => ({
  id: `${factor}.${label}`,
  factor,
  label,
  hint,
  group: '',
  min: range[0],
  max: range[1],
  step: range[2],
  format,
  read,
  write,
});

const lightSlider = (
  label: string,
  hint: string,
  range: readonly [number, number, number],
  format: FactorSlider['format'],
  read: (light: Float32Array) => number,
  write: (light: Float32Array, value: number) => Float32Array,
): FactorSlider =>
  plainSlider(
    'light',
    label,
    hint,
    range,
    format,
    ({ shot }) => read(shot.light),
    (state, value) => withShot(state, { light: write(state.shot.light, value) }),
  );

export const LIGHT: readonly FactorSlider[] = [
  lightSlider(
    'Light sideways',
    'Where the strongest light (key light) stands: degrees to the person’s left of the camera.',
    [-180, 180, 1],
    degrees,
    (light) => keyPlaceOf(light).acrossDeg,
    (light, value) => placeKey(light, { ...keyPlaceOf(light), acrossDeg: value }),
  ),
  lightSlider(
    'Light height',
    'The strongest light (key light): degrees above the horizon.',
    [-85, 85, 1],
    degrees,
    (light) => keyPlaceOf(light).upDeg,
    (light, value) => placeKey(light, { ...keyPlaceOf(light), upDeg: value }),
  ),
  lightSlider(
    'Light strength',
    'The strongest light (key light) against the surrounding light; the camera meters, so it changes contrast rather than brightness.',
    [0, 2, 0.02],
    (value) => `× ${value.toFixed(2)}`,
    (light) => readKey(light).strength,
    setKeyStrength,
  ),
  lightSlider(
    'Warmth',
    'Red against blue of all light: the difference as a share of the sum.',
    [-0.4, 0.4, 0.01],
    (value) => `${signed(100 * value, 0)} %`,
    readWarmth,
    setWarmth,
  ),
  plainSlider(
    'light',
    'Soft shadow',
    'Edge of the shadow of the strongest light (key light).',
    [0, 1, 0.01],
    percent,
    ({ shot }) => shot.nuisances.shadowSoftness,
    (state, shadowSoftness) => withNuisances(state, { shadowSoftness }),
  ),
];

const poseSlider = (index: 0 | 1 | 2, label: string, hint: string, reach: number): FactorSlider =>
  plainSlider(
    'pose',
    label,
    hint,
    [-reach, reach, 1],
    degrees,
    ({ shot }) => shot.poseDeg[index],
    (state, value) => {
      const [yaw, pitch, roll] = state.shot.poseDeg;
      return withShot(state, {
        poseDeg: [index === 0 ? value : yaw, index === 1 ? value : pitch, index === 2 ? value : roll],
      });
    },
  );

export const POSE: readonly FactorSlider[] = [
  poseSlider(0, 'Yaw', 'Positive: the head turns to its left.', 60),
  poseSlider(1, 'Pitch', 'Positive: the chin goes down.', 30),
  poseSlider(2, 'Roll', 'Positive: towards the left shoulder.', 30),
];

const backgroundSlider = (
  key: 'outdoor' | 'lightness' | 'warmth' | 'gradient' | 'texture' | 'sharpness',
  label: string,
  hint: string,
): FactorSlider => ({
  ...componentSlider('background', BACKGROUND[key], label, -3, 3),
  hint,
});

export const BACKDROP: readonly FactorSlider[] = [
  backgroundSlider('outdoor', 'Outdoors', 'From a room to the open.'),
  backgroundSlider('lightness', 'Lightness', 'Against the light on the face.'),
  backgroundSlider('warmth', 'Warmth', 'Colour of the place.'),
  backgroundSlider('gradient', 'Gradient', 'From the bottom to the top.'),
  backgroundSlider('texture', 'Texture', 'How busy the place is.'),
  backgroundSlider('sharpness', 'Sharpness', 'How far it is out of focus.'),
];

type CameraNumber = { [K in keyof DrawnCamera]: DrawnCamera[K] extends number ? K : never }[keyof DrawnCamera];
const cameraSlider = (
  key: CameraNumber,
  label: string,
  hint: string,
  range: readonly [number, number, number],
  format: FactorSlider['format'],
): FactorSlider =>
  plainSlider(
    'wear',
    label,
    hint,
    range,
    format,
    ({ shot }) => shot.nuisances.camera[key],
    (state, value) => withNuisances(state, { camera: { ...state.shot.nuisances.camera, [key]: value } }),
  );

export const CAMERA: readonly FactorSlider[] = [
  cameraSlider(
    'distanceDm',
    'Distance',
    'From the camera to the face: near ones bulge.',
    [3.5, 50, 0.5],
    (value) => `${(value / 10).toFixed(2)} m`,
  ),
  cameraSlider(
    'exposureStops',
    'Exposure',
    'Stops above or below what the camera would meter.',
    [-1.5, 1.5, 0.05],
    (value) => `${signed(value, 2)} EV`,
  ),
  cameraSlider(
    'blur',
    'Defocus',
    'Radius in px of a 112 px picture.',
    [0, 3, 0.05],
    (value) => `${value.toFixed(2)} px`,
  ),
  cameraSlider(
    'noise',
    'Noise',
    'Deviation at middle grey, as a share of the range from black to white.',
    [0, 0.12, 0.002],
    (value) => `${(100 * value).toFixed(1)} %`,
  ),
  cameraSlider(
    'resolution',
    'Resolution',
    'Taken at this share of the crop’s pixels, then enlarged.',
    [0.15, 1, 0.01],
    percent,
  ),
];

import type { GraphicsOptions } from '@shared/domain/graphicsOptions';

/** Options that are one number each; the slider's ends are the schema's. */
export type NumberOption = Exclude<keyof GraphicsOptions, 'ancestry' | 'places' | 'ageMinYears' | 'ageMaxYears'>;

export interface OptionRow {
  readonly key: NumberOption;
  readonly label: string;
  readonly hint: string;
  readonly max: number;
  readonly step: number;
  readonly isShare: boolean;
}

export interface OptionGroup {
  readonly title: string;
  readonly rows: readonly OptionRow[];
}

const strength = (key: NumberOption, label: string, hint: string, max = 2): OptionRow => ({
  key,
  label,
  hint,
  max,
  step: 0.05,
  isShare: false,
});
const share = (key: NumberOption, label: string, hint: string): OptionRow => ({
  key,
  label,
  hint,
  max: 1,
  step: 0.01,
  isShare: true,
});

/** Where pictures are taken, as GraphicsOptions.places names it. */
export const PLACES: readonly { readonly key: keyof GraphicsOptions['places']; readonly label: string }[] = [
  { key: 'indoor', label: 'Indoors' },
  { key: 'outdoor', label: 'Outdoors' },
  { key: 'window', label: 'At a window' },
  { key: 'flash', label: 'With a flash' },
  { key: 'mixed', label: 'Mixed light' },
];

export const OPTION_GROUPS: readonly OptionGroup[] = [
  {
    title: 'People',
    rows: [
      share('femaleShare', 'Women', 'Share of identities asked for as women.'),
      strength('shapeSpread', 'Variety of faces', '0 gives one face per group, 1 the head model’s own spread.', 1.5),
      share('glassesProbability', 'Own glasses', 'Share of identities that own glasses and mostly wear them.'),
      share('scarProbability', 'Scars', 'Share of identities with scars.'),
    ],
  },
  {
    title: 'Wear',
    rows: [
      share('hairChangeProbability', 'Other hair', 'Chance that a sample shows other hair than the identity’s own.'),
      share('beardChangeProbability', 'Other beard', 'Chance that a man is shaven differently in a sample.'),
      share('hatProbability', 'Hats', 'Chance of a cap, hat, hood, headscarf or helmet.'),
      strength('makeUpStrength', 'Make-up', '0 nobody, 1 as in everyday photographs.'),
      share(
        'occlusionProbability',
        'Covered faces',
        'Chance of a hand, mask, scarf, telephone or cup before the face.',
      ),
    ],
  },
  {
    title: 'Moment',
    rows: [
      strength('poseStrength', 'Head pose', '0 frontal, 1 as in everyday photographs.'),
      strength('expressionStrength', 'Expression', '0 neutral, 1 as in everyday photographs.'),
      share('openMouthProbability', 'Open mouth', 'Chance of speech or laughter.'),
      share('blinkProbability', 'Closed eyes', 'Chance of a blink.'),
    ],
  },
  {
    title: 'Place and light',
    rows: [
      strength('lightStrength', 'Light', '0 even studio light, 1 everyday, 2 harsh.'),
      strength('backgroundStrength', 'Background', '0 a plain wall, 1 everyday places.'),
    ],
  },
  {
    title: 'Camera',
    rows: [
      strength('cameraStrength', 'Camera', 'Distance, exposure, colour: 0 perfect, 1 a telephone, 2 a poor one.'),
      strength('blurStrength', 'Blur', 'Defocus and motion.'),
      strength('noiseStrength', 'Noise', 'Grain of the sensor.'),
      strength('resolutionStrength', 'Low resolution', 'Pictures taken at fewer pixels and enlarged.'),
      strength('compressionStrength', 'Earlier JPEG', 'Blocks and ringing of earlier files.'),
      strength('alignmentJitter', 'Detector error', 'Error of the cut in px at 112 px.'),
    ],
  },
];

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

export type OptionTitle = 'People' | 'Wear' | 'Moment' | 'Place and light' | 'Camera';

export interface OptionGroup {
  readonly title: OptionTitle;
  /** Options of the group that are more than one number. */
  readonly others?: readonly (keyof GraphicsOptions)[];
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

export const ANCESTRIES: readonly { readonly key: keyof GraphicsOptions['ancestry']; readonly label: string }[] = [
  { key: 'african', label: 'African' },
  { key: 'asian', label: 'Asian' },
  { key: 'caucasian', label: 'Caucasian' },
];

export const OPTION_GROUPS: readonly OptionGroup[] = [
  {
    title: 'People',
    others: ['ageMinYears', 'ageMaxYears', 'ancestry'],
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
    others: ['places'],
    rows: [
      strength('lightStrength', 'Light', '0 even studio light, 1 everyday, 2 harsh.'),
      strength('backgroundStrength', 'Background', '0 a plain wall, 1 everyday places.'),
    ],
  },
  {
    title: 'Camera',
    rows: [
      strength(
        'cameraStrength',
        'Exposure and colour',
        'Of the camera, with its distance: 0 perfect, 1 a telephone, 2 a poor one.',
      ),
      strength('blurStrength', 'Blur', 'Defocus and motion.'),
      strength('noiseStrength', 'Noise', 'Grain of the sensor.'),
      strength('resolutionStrength', 'Low resolution', 'Pictures taken at fewer pixels and enlarged.'),
      strength('compressionStrength', 'Earlier compression', 'Blocks and ringing of an earlier JPEG file.'),
      strength('alignmentJitter', 'Alignment error', 'How far the cut misses: 0 exact, 1 as after a face detector.'),
    ],
  },
];

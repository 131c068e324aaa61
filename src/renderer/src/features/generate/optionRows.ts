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

export const OPTION_GROUPS: readonly OptionGroup[] = [
  {
    title: 'People',
    rows: [
      share('femaleShare', 'Women', 'Share of identities asked for as women.'),
      strength('shapeSpread', 'Variety of faces', '0 gives one face per group, 1 the head model’s own spread.', 1.5),
      share('glassesProbability', 'Own glasses', 'Share of identities that own glasses and mostly wear them.'),
      share('hairChangeProbability', 'Other hair', 'Chance that a sample shows other hair than the identity’s own.'),
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
    title: 'Picture',
    rows: [
      strength('lightStrength', 'Light', '0 even studio light, 1 everyday, 2 harsh.'),
      strength('backgroundStrength', 'Background', '0 a plain wall, 1 everyday places.'),
      strength('cameraStrength', 'Camera', '0 perfect, 1 a telephone, 2 a poor one.'),
      strength('alignmentJitter', 'Detector error', 'Error of the cut in px at 112 px.'),
    ],
  },
];

/** Starting points; each sets only what it names. */
export const PRESETS: readonly { readonly name: string; readonly options: Partial<GraphicsOptions> }[] = [
  {
    name: 'Studio',
    options: {
      poseStrength: 0.35,
      expressionStrength: 0.5,
      lightStrength: 0.3,
      backgroundStrength: 0,
      cameraStrength: 0.3,
      alignmentJitter: 0.5,
    },
  },
  {
    name: 'Snapshots',
    options: {
      poseStrength: 1,
      expressionStrength: 1,
      lightStrength: 1,
      backgroundStrength: 1,
      cameraStrength: 1,
      alignmentJitter: 1,
    },
  },
  {
    name: 'Surveillance',
    options: {
      poseStrength: 1.5,
      expressionStrength: 0.6,
      lightStrength: 1.6,
      backgroundStrength: 1,
      cameraStrength: 2,
      alignmentJitter: 1.6,
    },
  },
];

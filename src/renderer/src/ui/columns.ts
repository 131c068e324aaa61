import { columnWord } from './columnWord';

/** Columns in the order in which they help to judge; synthetic sets and imported ones share the panel. */
const FIRST = [
  'yawDeg',
  'pitchDeg',
  'rollDeg',
  'detectionScore',
  'sharpness',
  'alignmentResidualPx',
  'ageYears',
  'lightDirectionality',
  'lightLevel',
  'exposure',
  'contrast',
  'blur',
  'noise',
  'hasGlasses',
  'hasHat',
  'occluderKind',
  'hasMakeUp',
  'hasOtherHair',
  'hasOtherBeard',
];

/** Points of the aligned crop: nearly the same for all, so nobody filters by them. */
const LANDMARK = /^(landmark\d|rightEye|leftEye|nose|rightMouth|leftMouth)[XY]$/;

/** What synthetic samples carry is what was asked for, not what was measured; the words say so. */
const WORDS: Readonly<Record<string, string>> = {
  ageYears: 'Age asked for (years)',
  sexMale: 'Male asked for',
  ancestryAfrican: 'Ancestry asked for: African',
  ancestryAsian: 'Ancestry asked for: Asian',
  ancestryCaucasian: 'Ancestry asked for: Caucasian',
  hasGlasses: 'Glasses',
  hasOtherHair: 'Other hair',
  hasOtherBeard: 'Other beard',
  hasHat: 'Hat',
  hatStyle: 'Kind of hat (1 cap … 9 headband)',
  hasMakeUp: 'Make-up',
  occluderKind: 'Covered by (1 hand, 2 mask, 3 scarf, 4 phone, 5 cup)',
  place: 'Place (1 indoor, 2 outdoor, 3 window, 4 flash, 5 mixed)',
  lightDirectionality: 'Light from one side',
  exposureStops: 'Exposure (stops)',
  distanceDm: 'Camera distance (dm)',
  alignmentResidualPx: 'Alignment error (px)',
};

export const columnLabel = (name: string): string => WORDS[name] ?? columnWord(name);

/** The columns worth showing, most helpful first; landmark coordinates are left out. */
export function shownColumns<C extends { readonly name: string }>(columns: readonly C[]): C[] {
  const rank = ({ name }: C): number => {
    const at = FIRST.indexOf(name);
    return at < 0 ? FIRST.length : at;
  };
  return columns.filter(({ name }) => !LANDMARK.test(name)).sort((a, b) => rank(a) - rank(b));
}

import { SCORE_COLUMNS } from '@shared/domain/scores';
import type { ScoreColumn } from '@shared/domain/scores';
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

const SCORES: ReadonlyMap<string, ScoreColumn> = new Map(SCORE_COLUMNS.map((column) => [column.name, column]));
const SCORE_RANK: ReadonlyMap<string, number> = new Map(SCORE_COLUMNS.map(({ name }, index) => [name, index]));

/** What is known of a column that holds a score; undefined for a column of the sample table. */
export const scoreColumn = (name: string): ScoreColumn | undefined => SCORES.get(name);

export function columnLabel(name: string): string {
  if (name === 'similar') return 'Similar';
  const score = SCORES.get(name);
  if (score !== undefined) return score.unit === '' ? score.label : `${score.label} (${score.unit})`;
  return WORDS[name] ?? columnWord(name);
}

/** Without the unit of a score, for places that are narrow. */
export const shortLabel = (name: string): string => SCORES.get(name)?.label ?? columnLabel(name);

/** The columns worth showing, most helpful first: similarity, scores, then what the table holds; landmark coordinates are left out. */
export function shownColumns<C extends { readonly name: string }>(columns: readonly C[]): C[] {
  const rank = ({ name }: C): number => {
    if (name === 'similar') return -1000;
    const score = SCORE_RANK.get(name);
    if (score !== undefined) return score - SCORE_RANK.size;
    const at = FIRST.indexOf(name);
    return at < 0 ? FIRST.length : at;
  };
  return columns.filter(({ name }) => !LANDMARK.test(name)).sort((a, b) => rank(a) - rank(b));
}

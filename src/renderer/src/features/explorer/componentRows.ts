import {
  BACKGROUND,
  BACKGROUND_COUNT,
  EXPRESSION,
  EXPRESSION_COUNT,
  IDENTITY,
  IDENTITY_COUNT,
  LIGHT_COUNT,
  SIDED_UNITS,
} from '@shared/graphics/coefficientLayout';
import { SHAPE_COMPONENT_COUNT } from '@shared/graphics/headModel';
import type { Description } from '../../client/preview/explorerProtocol';
import type { Factor } from './explored';
import { componentSlider } from './factorSlider';
import type { FactorSlider } from './factorSlider';

/** Every number of a factor by its name in the coefficient layout. Pose and wear have no more than their sliders. */
export function componentRows(factor: Factor, description: Description): readonly FactorSlider[] {
  switch (factor) {
    case 'identity':
      return Array.from({ length: IDENTITY_COUNT }, (_, i) => componentSlider(factor, i, identityName(i), -4, 4));
    case 'expression':
      return Array.from({ length: EXPRESSION_COUNT }, (_, i) => {
        const isUnit = i < EXPRESSION.unitCount;
        return componentSlider(factor, i, expressionName(i, description), isUnit ? 0 : -1, 1);
      });
    case 'light':
      return Array.from({ length: LIGHT_COUNT }, (_, i) => {
        const { label, hint } = lightNumber(i);
        return componentSlider(factor, i, label, i < 3 ? 0 : -8, i < 3 ? 12 : 8, hint);
      });
    case 'background':
      return Array.from({ length: BACKGROUND_COUNT }, (_, i) => componentSlider(factor, i, backgroundName(i), -3, 3));
    case 'pose':
    case 'wear':
      return [];
  }
}

/**
 * Spherical harmonics in the order of the file (x: the person's left, y: up, z: towards the camera): where each adds light, in a word and
 * in a sentence; the other places lose as much.
 */
const LIGHT_BANDS = [
  { formula: '1', word: 'even', says: 'From everywhere alike.' },
  { formula: 'y', word: 'from above', says: 'From above rather than from below.' },
  { formula: 'z', word: 'from front', says: 'From the camera’s side rather than from behind.' },
  { formula: 'x', word: 'from left', says: 'From the person’s left rather than from the right.' },
  { formula: 'xy', word: 'upper left', says: 'From the upper left and the lower right.' },
  { formula: 'yz', word: 'upper front', says: 'From above in front and from below behind.' },
  { formula: '3z²−1', word: 'front, back', says: 'From the front and from behind rather than from around.' },
  { formula: 'xz', word: 'left front', says: 'From the left in front and from the right behind.' },
  { formula: 'x²−y²', word: 'both sides', says: 'From both sides rather than from above and below.' },
] as const;
const LIGHT_COLOURS = ['red', 'green', 'blue'] as const;

/** What a light coefficient is called, and its technical name. @param index 0 to 26: three colours of each harmonic */
export function lightNumber(index: number): { readonly label: string; readonly hint: string } {
  const { formula, word, says } = LIGHT_BANDS[Math.floor(index / 3)] ?? LIGHT_BANDS[0];
  const colour = LIGHT_COLOURS[index % 3] ?? 'red';
  return { label: `${word}, ${colour}`, hint: `${says} Spherical harmonic ${formula}, ${colour}.` };
}

function nameIn(layout: Readonly<Record<string, number>>, index: number): string | undefined {
  return Object.entries(layout).find(([name, at]) => at === index && !/First$|Count$|Size$/.test(name))?.[0];
}

const identityName = (index: number): string =>
  index < SHAPE_COMPONENT_COUNT ? `Shape ${index + 1}` : (nameIn(IDENTITY, index) ?? `Number ${index + 1}`);

function expressionName(index: number, { unitNames, correctiveNames }: Description): string {
  const { sideFirst, correctiveFirst } = EXPRESSION;
  if (index >= correctiveFirst) return correctiveNames[index - correctiveFirst] ?? `Number ${index + 1}`;
  if (index >= sideFirst) return `side: ${SIDED_UNITS[index - sideFirst] ?? index}`;
  return unitNames[index] ?? nameIn(EXPRESSION, index) ?? `Number ${index + 1}`;
}

function backgroundName(index: number): string {
  const { patchFirst, patchCount, patchSize } = BACKGROUND;
  const within = index - patchFirst;
  if (within < 0 || within >= patchCount * patchSize) return nameIn(BACKGROUND, index) ?? `Number ${index + 1}`;
  const part = ['across', 'up', 'size', 'lightness', 'tint'][within % patchSize] ?? '';
  return `patch ${Math.floor(within / patchSize) + 1} ${part}`;
}

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
      return Array.from({ length: LIGHT_COUNT }, (_, i) =>
        componentSlider(factor, i, `${LIGHT_BANDS[Math.floor(i / 3)]} ${'RGB'[i % 3]}`, i < 3 ? 0 : -8, i < 3 ? 12 : 8),
      );
    case 'background':
      return Array.from({ length: BACKGROUND_COUNT }, (_, i) => componentSlider(factor, i, backgroundName(i), -3, 3));
    case 'pose':
    case 'wear':
      return [];
  }
}

/** Spherical harmonics in the order of the file. */
const LIGHT_BANDS = ['1', 'y', 'z', 'x', 'xy', 'yz', '3z²−1', 'xz', 'x²−y²'] as const;

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

import { EXPRESSION } from '@shared/graphics/coefficientLayout';
import type { Description } from '../../client/preview/explorerProtocol';
import { withShot } from './explored';
import { at, degrees, percent } from './factorSlider';
import type { FactorSlider } from './factorSlider';

/** Several expression numbers that move together; the value is read from the first. */
function expressionSlider(
  label: string,
  hint: string,
  parts: readonly (readonly [index: number, share: number])[],
  min: number,
  max: number,
  format: (value: number) => string,
): FactorSlider[] {
  // A head model without these units has no such slider.
  if (parts.some(([index]) => index < 0)) return [];
  const [[first, share] = [0, 1]] = parts;
  return [
    {
      id: `expression.${label}`,
      factor: 'expression',
      label,
      hint,
      group: '',
      min,
      max,
      step: (max - min) / 100,
      format,
      read: ({ shot }) => at(shot.expression, first) / share,
      write: (state, value) => {
        const change = value - at(state.shot.expression, first) / share;
        const expression = state.shot.expression.slice();
        for (const [index, part] of parts) {
          const isUnit = index < EXPRESSION.unitCount;
          const next = at(expression, index) + change * part;
          expression[index] = isUnit ? Math.min(1, Math.max(0, next)) : next;
        }
        return withShot(state, { expression });
      },
    },
  ];
}

/** What a face does, in words; a head model without the units has no such slider. */
export function expressionSliders({ unitNames, correctiveNames }: Description): FactorSlider[] {
  const unit = (name: string): number => unitNames.indexOf(name);
  const corrective = (name: string): number => {
    const at = correctiveNames.indexOf(name);
    return at < 0 ? -1 : EXPRESSION.correctiveFirst + at;
  };
  const eyes = (name: string, share: number): [number, number][] => [
    [unit(`eye-left-${name}`), share],
    [unit(`eye-right-${name}`), share],
  ];
  const brows = (name: string): [number, number][] => [
    [unit(`eyebrows-left-${name}`), 1],
    [unit(`eyebrows-right-${name}`), 1],
  ];
  const radians = (value: number): string => degrees((value * 180) / Math.PI);
  return [
    ...expressionSlider(
      'Smile',
      'Corners of the mouth, with cheeks and lids as in a felt smile.',
      [
        [unit('mouth-corner-puller'), 0.7],
        [corrective('laughLines'), 0.55],
        [corrective('cheekRaise'), 0.4],
        ...eyes('slit', 0.3),
      ],
      0,
      1,
      percent,
    ),
    ...expressionSlider('Mouth open', 'The jaw falls.', [[unit('mouth-open'), 0.6]], 0, 1, percent),
    ...expressionSlider('Lips apart', 'Teeth show, the jaw stays.', [[unit('mouth-part-later'), 1]], 0, 1, percent),
    ...expressionSlider(
      'Pucker',
      'Lips pushed forward.',
      [
        [unit('mouth-pursing'), 0.6],
        [unit('mouth-protusion'), 0.4],
      ],
      0,
      1,
      percent,
    ),
    ...expressionSlider('Blink', 'Both lids.', eyes('closure', 1), 0, 1, percent),
    ...expressionSlider('Squint', 'Narrowed eyes.', eyes('slit', 1), 0, 1, percent),
    ...expressionSlider('Brows up', 'Both brows.', brows('up'), 0, 1, percent),
    ...expressionSlider('Frown', 'Brows down and together.', brows('down'), 0, 1, percent),
    ...expressionSlider(
      'Gaze across',
      'Positive: to the person’s left.',
      [[EXPRESSION.gazeYaw, 1]],
      -0.5,
      0.5,
      radians,
    ),
    ...expressionSlider('Gaze down', 'Positive: downwards.', [[EXPRESSION.gazePitch, 1]], -0.3, 0.3, radians),
  ];
}

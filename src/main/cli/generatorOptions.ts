import { InvalidArgumentError } from 'commander';
import { GraphicsOptions } from '@shared/domain/graphicsOptions';
import { PRESETS, type PresetName } from '@shared/domain/presets';
import { assignment } from './optionParsers';
import { parseInput } from './parseInput';

/** `key=number` of an option that may be given several times; a dot leads into a group: `places.indoor=2`. */
export function numberAssignment(
  text: string,
  before: Readonly<Record<string, number>> = {},
): Readonly<Record<string, number>> {
  const [key, value] = Object.entries(assignment(text))[0] ?? ['', ''];
  if (value.trim() === '' || !Number.isFinite(Number(value)))
    throw new InvalidArgumentError(`“${key}” needs a number.`);
  if (key in before) throw new InvalidArgumentError(`“${key}” is given twice.`);
  return { ...before, [key]: Number(value) };
}

/**
 * The generator's options: the defaults, the preset over them, single numbers over both.
 * @throws Failure invalid-input naming each key that does not exist or is out of range
 */
export function generatorOptions(
  preset: PresetName | undefined,
  numbers: Readonly<Record<string, number>>,
): GraphicsOptions {
  const start: Record<string, unknown> = GraphicsOptions.parse(preset === undefined ? {} : PRESETS[preset]);
  for (const [path, value] of Object.entries(numbers)) {
    const [key = '', inner] = path.split('.', 2);
    const group = start[key];
    start[key] =
      inner === undefined ? value : { ...(typeof group === 'object' && group !== null ? group : {}), [inner]: value };
  }
  return parseInput(
    GraphicsOptions,
    start,
    '--option',
    'outis help set generate and docs/generator.md name the options.',
  );
}

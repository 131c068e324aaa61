import { describe, expect, it } from 'vitest';
import { GraphicsOptions } from './graphicsOptions';
import { PRESET_NAMES, PRESETS } from './presets';

describe('presets', () => {
  it.each(PRESET_NAMES)('%s is a valid set of options, and says nothing about who the people are', (name) => {
    const people = { femaleShare: 0.3, ageMinYears: 30, ageMaxYears: 40 };
    const parsed = GraphicsOptions.parse({ ...people, ...PRESETS[name] });
    expect(parsed).toMatchObject({ ...people, ...PRESETS[name] });
  });

  it('takes the defaults for everyday snapshots', () => {
    expect(GraphicsOptions.parse({})).toMatchObject(PRESETS.snapshots);
  });

  it('differs from preset to preset in every strength that a photographer chooses', () => {
    for (const key of ['poseStrength', 'lightStrength', 'cameraStrength', 'blurStrength', 'hatProbability'] as const)
      expect(new Set(PRESET_NAMES.map((name) => PRESETS[name][key])).size).toBe(PRESET_NAMES.length);
  });
});

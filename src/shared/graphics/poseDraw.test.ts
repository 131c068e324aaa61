import { describe, expect, it } from 'vitest';
import { Rng } from '@shared/lib/rng';
import type { Viewpoint } from './cameraDraw';
import { drawPose } from './poseDraw';
import { DEFAULT_GRAPHICS_OPTIONS } from './recipeOptions';

const draw = (
  kind: Viewpoint['kind'],
  poseStrength: number,
  count = 3000,
): readonly (readonly [number, number, number])[] =>
  Array.from({ length: count }, (_, i) =>
    drawPose(new Rng(9, 2, i), { kind, distanceDm: 10 }, { ...DEFAULT_GRAPHICS_OPTIONS, poseStrength }),
  );

describe('drawPose', () => {
  it('faces the camera exactly at strength 0, from wherever the picture is taken', () => {
    for (const kind of ['selfie', 'overhead'] as const)
      for (const pose of draw(kind, 0, 30)) expect(pose.map(Math.abs)).toEqual([0, 0, 0]);
  });

  it('is mostly near frontal with a long tail', () => {
    const poses = draw('snapshot', 1);
    const share = (degrees: number): number => poses.filter(([yaw]) => Math.abs(yaw) < degrees).length / poses.length;
    expect(share(15)).toBeGreaterThan(0.66);
    expect(share(15)).toBeLessThan(0.82);
    expect(share(30)).toBeGreaterThan(0.88);
    expect(1 - share(45)).toBeGreaterThan(0.01);
    const mean = poses.reduce((sum, [yaw]) => sum + yaw, 0) / poses.length;
    expect(Math.abs(mean)).toBeLessThan(1);
  });

  it('looks down on faces from an outstretched arm and from the ceiling', () => {
    const meanPitch = (kind: Viewpoint['kind']): number =>
      draw(kind, 1, 1000).reduce((sum, [, pitch]) => sum + pitch, 0) / 1000;
    expect(meanPitch('selfie')).toBeGreaterThan(meanPitch('portrait') + 2);
    expect(meanPitch('overhead')).toBeGreaterThan(meanPitch('selfie') + 5);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FrameState, reachableBounds, readFrameState, writeFrameState } from './frameState';

const DISPLAY = { x: 0, y: 0, width: 1920, height: 1040 };

describe('reachableBounds', () => {
  it('keeps bounds that lie on a display', () => {
    const bounds = { x: 100, y: 50, width: 1300, height: 800 };
    expect(reachableBounds(bounds, [DISPLAY])).toEqual(bounds);
  });

  it('never makes the window smaller than the smallest layout', () => {
    expect(reachableBounds({ x: 0, y: 0, width: 10, height: 10 }, [DISPLAY])).toMatchObject({
      width: 1024,
      height: 700,
    });
  });

  it.each([
    { x: 5000, y: 100, width: 1300, height: 800 },
    { x: 100, y: -900, width: 1300, height: 800 },
    { x: -1200, y: 100, width: 1300, height: 800 },
    { x: 100, y: 1030, width: 1300, height: 800 },
  ])('gives up bounds whose title bar is out of reach: %j', (bounds) => {
    expect(reachableBounds(bounds, [DISPLAY])).toBeNull();
  });
});

describe('frame.json', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'outis-frame-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('comes back as it was written', async () => {
    const path = join(folder, 'frame.json');
    const state: FrameState = { theme: 'dark', bounds: { x: 1, y: 2, width: 1100, height: 800 }, isMaximised: true };
    await writeFrameState(path, state);
    expect(await readFrameState(path, () => undefined)).toEqual(state);
  });

  it('is the default when it is missing, and when it is damaged, which is logged', async () => {
    const lines: string[] = [];
    expect(await readFrameState(join(folder, 'none.json'), (line) => lines.push(line))).toEqual(FrameState.parse({}));
    expect(lines).toEqual([]);
    await writeFile(join(folder, 'bad.json'), '{"theme": "pink"}');
    expect(await readFrameState(join(folder, 'bad.json'), (line) => lines.push(line))).toEqual(FrameState.parse({}));
    expect(lines).toHaveLength(1);
  });
});

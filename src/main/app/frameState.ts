import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeFileAtomic } from '../platform/atomicWrite';

export const MIN_WIDTH_PX = 1024;
export const MIN_HEIGHT_PX = 700;

export const Theme = z.enum(['light', 'dark', 'auto']);
export type Theme = z.infer<typeof Theme>;

const Bounds = z.strictObject({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) });
export type Bounds = z.infer<typeof Bounds>;

/** What the frame remembers between two starts: frame.json in the profile folder. */
export const FrameState = z.strictObject({
  theme: Theme.default('auto'),
  bounds: Bounds.nullable().default(null),
  isMaximised: z.boolean().default(false),
});
export type FrameState = z.infer<typeof FrameState>;

/** A missing or damaged file costs nobody more than the default window. */
export async function readFrameState(path: string, log: (line: string) => void): Promise<FrameState> {
  try {
    return FrameState.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT')) log(`${path}: ${String(thrown)}`);
    return FrameState.parse({});
  }
}

export const writeFrameState = (path: string, state: FrameState): Promise<void> =>
  writeFileAtomic(path, `${JSON.stringify(state, null, 2)}\n`);

/** How much of the title bar must stay within reach of the mouse, in pixels. */
const GRIP_WIDTH_PX = 160;
const GRIP_HEIGHT_PX = 40;

/**
 * The remembered bounds if a person could still reach them, at least as large as the smallest layout; null means: centre on the
 * primary display. Screens get unplugged and change size between two starts.
 * @param workAreas usable rectangles of the displays that are there now.
 */
export function reachableBounds(remembered: Bounds | null, workAreas: readonly Bounds[]): Bounds | null {
  if (remembered === null) return null;
  const bounds = {
    ...remembered,
    width: Math.max(MIN_WIDTH_PX, Math.min(remembered.width, 16_384)),
    height: Math.max(MIN_HEIGHT_PX, Math.min(remembered.height, 16_384)),
  };
  const isReachable = workAreas.some((area) => {
    const left = Math.max(bounds.x, area.x);
    const right = Math.min(bounds.x + bounds.width, area.x + area.width);
    return right - left >= GRIP_WIDTH_PX && bounds.y >= area.y - 1 && bounds.y + GRIP_HEIGHT_PX <= area.y + area.height;
  });
  return isReachable ? bounds : null;
}

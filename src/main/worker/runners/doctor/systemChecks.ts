import type { DoctorCheck } from '@shared/domain/report';
import { freeBytesAt } from '../../../platform/diskSpace';
import { displayName, graphicsCards, systemInfo } from '../../../platform/systemInfo';

const LOW_MEMORY_BYTES = 4e9;
const LOW_DISK_BYTES = 1e9;

/** The machine itself: nothing here can be missing, only scarce. */
export async function checkSystem(libraryPath: string): Promise<readonly DoctorCheck[]> {
  const system = systemInfo();
  const [free, cards] = await Promise.all([freeBytesAt(libraryPath), graphicsCards()]);
  const display = displayName();
  return [
    check('Engine', `${system.engine}, ${system.platform}`),
    check('Cores', `${system.cores} (${system.processor})`),
    check(
      'Memory',
      `${gigabytes(system.memoryBytes)}, ${gigabytes(system.freeMemoryBytes)} free`,
      system.memoryBytes < LOW_MEMORY_BYTES ? 'Training wants 4 GB or more; choose a small batch.' : null,
    ),
    check(
      'Disk',
      free === null ? 'free space unknown' : `${gigabytes(free)} free`,
      free !== null && free < LOW_DISK_BYTES ? 'Free some space before making a large set.' : null,
    ),
    check('Graphics card', cards.length === 0 ? 'none; everything runs on the processor' : cards.join('; ')),
    check(
      'Display',
      display ?? 'none',
      display === null ? 'The terminal works without one; for the window set DISPLAY, or use xvfb-run.' : null,
    ),
  ];
}

/** @param caution what to do about it where it is scarce, else null */
const check = (name: string, value: string, caution: string | null = null): DoctorCheck => ({
  name,
  value,
  state: caution === null ? 'ok' : 'warning',
  remedy: caution,
});

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

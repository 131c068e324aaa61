import type { Move } from './gridLayout';

export interface GridKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

const MOVES: Readonly<Record<string, Move>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'lineStart',
  End: 'lineEnd',
};

/** Where this key leads in a grid, or null. Ctrl+Home and Ctrl+End go to the ends of everything. */
export function moveOfKey(press: GridKey): Move | null {
  const isCtrl = press.ctrlKey || press.metaKey;
  if (isCtrl) return press.key === 'Home' ? 'first' : press.key === 'End' ? 'last' : null;
  return MOVES[press.key] ?? null;
}

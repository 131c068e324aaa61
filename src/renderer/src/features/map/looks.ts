import type { Decision } from '@shared/domain/curation';
import type { MapTable } from './mapTable';
import { colourRange, identityColour, numberColours } from './mapColours';
import type { Rgb } from './mapColours';
import { MARK } from './pointShaders';

/** By what the points are coloured: one of these words, or `n.` and the name of a column. */
export type ColourBy = 'origin' | 'identity' | 'decision' | `n.${string}`;

export const columnOf = (by: ColourBy): string | null => (by.startsWith('n.') ? by.slice(2) : null);

/** The window's own colours as the theme gives them. */
export interface MapPalette {
  readonly isDark: boolean;
  readonly syn: Rgb;
  readonly real: Rgb;
  readonly paper: Rgb;
  readonly grey: Rgb;
  readonly decision: Readonly<Record<Decision, Rgb>>;
}

/** What colours need to know beyond the map itself. */
export interface ColourSource {
  readonly values: Float32Array | null;
  readonly decisionOf: (row: number) => Decision;
}

/** The colour of every point by itself. */
export function colourOf(
  table: MapTable,
  by: ColourBy,
  source: ColourSource,
  palette: MapPalette,
): (row: number) => Rgb {
  const { set, identityIndex } = table.points;
  const kinds = table.info.sets.map(({ kind }) => kind);
  const origin = (row: number): Rgb => (kinds[set[row] ?? 0] === 'real' ? palette.real : palette.syn);
  switch (by) {
    case 'origin':
      return origin;
    case 'identity': {
      const known = new Map<number, Rgb>();
      return (row) => {
        // Identity 3 of one set is somebody else than identity 3 of another.
        const who = (identityIndex[row] ?? 0) * 8 + (set[row] ?? 0);
        let colour = known.get(who);
        if (colour === undefined) known.set(who, (colour = identityColour(who, palette.isDark)));
        return colour;
      };
    }
    case 'decision':
      return (row) => palette.decision[source.decisionOf(row)];
    default:
      return source.values === null ? () => palette.grey : numberColours(source.values, colourRange(source.values));
  }
}

/** Red, green, blue and MARK of every point, as the renderer takes them; nothing selected. */
export function looksOf(table: MapTable, colour: (row: number) => Rgb): Uint8Array<ArrayBuffer> {
  const looks = new Uint8Array(table.count * 4);
  const { set } = table.points;
  const marks = table.info.sets.map(({ kind }) => (kind === 'real' ? MARK.real : 0));
  for (let row = 0; row < table.count; row++) {
    const rgb = colour(row);
    looks[row * 4] = rgb[0];
    looks[row * 4 + 1] = rgb[1];
    looks[row * 4 + 2] = rgb[2];
    looks[row * 4 + 3] = marks[set[row] ?? 0] ?? 0;
  }
  return looks;
}

/** The same with some of them selected. A selection alone asks no colour again. */
export function selectedLooks(looks: Uint8Array<ArrayBuffer>, selected: Uint32Array): Uint8Array<ArrayBuffer> {
  if (selected.length === 0) return looks;
  const marked = looks.slice();
  for (let at = 0; at < selected.length; at++) {
    const mark = 4 * (selected[at] ?? 0) + 3;
    marked[mark] = (marked[mark] ?? 0) | MARK.selected;
  }
  return marked;
}

/** Points shrink where there are many, and grow as one comes nearer. @param zoom 1 for the whole view */
export function pointPxOf(count: number, zoom: number): number {
  const whole = Math.min(9, Math.max(1.5, 320 / Math.sqrt(Math.max(1, count))));
  return Math.min(14, whole * Math.pow(zoom, 0.45));
}

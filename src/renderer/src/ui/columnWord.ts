const UNITS: readonly (readonly [string, string])[] = [
  ['Deg', '°'],
  ['Px', 'px'],
  ['Ms', 'ms'],
  ['Mm', 'mm'],
  ['Years', 'years'],
];

/** `yawDeg` → `Yaw (°)`: names of columns carry their unit at the end. */
export function columnWord(name: string): string {
  const unit = UNITS.find(([suffix]) => name.endsWith(suffix) && name.length > suffix.length);
  const stem = unit === undefined ? name : name.slice(0, -unit[0].length);
  const words = stem
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[._]/g, ' ')
    .toLowerCase();
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  return unit === undefined ? title : `${title} (${unit[1]})`;
}

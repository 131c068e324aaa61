import type { ExclusionReason } from '@shared/domain/curation';
import { DEFAULT_CURATION_SETTINGS } from '@shared/domain/curationSettings';
import type { ReasonEntry } from '@shared/domain/curationSettings';

/** What a single key can do while faces are being judged. */
export const KEY_ACTIONS = ['keep', 'exclude', 'undecided', 'back'] as const;
export type KeyAction = (typeof KEY_ACTIONS)[number];
/** Lower-case `KeyboardEvent.key` values per action; the first one is shown. */
export type KeyMap = Readonly<Record<KeyAction, readonly string[]>>;

export const KEY_SETS = {
  /** Right hand; X is there for those who come from other tools. */
  right: { keep: ['k'], exclude: ['j', 'x'], undecided: ['l'], back: ['h'] },
  /** Left hand. */
  left: { keep: ['d'], exclude: ['f'], undecided: ['s'], back: ['a'] },
} as const satisfies Record<string, KeyMap>;

/** Keys that mean something else in the gallery and cannot be given away. */
const TAKEN = new Set('+ - = ? i m o t 0 1 2 3 4 5 6 7 8 9'.split(' ').concat(' '));

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The action of a plain key press, or null. */
export function actionOfKey(map: KeyMap, press: KeyPress): KeyAction | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  const key = press.key.toLowerCase();
  return KEY_ACTIONS.find((action) => map[action].includes(key)) ?? null;
}

/** 1–9 exclude with one of the library's first nine reasons. */
export function reasonOfKey(
  press: KeyPress,
  reasons: readonly ReasonEntry[] = DEFAULT_CURATION_SETTINGS.reasons,
): ExclusionReason | null {
  if (press.ctrlKey || press.metaKey || press.altKey || !/^[1-9]$/.test(press.key)) return null;
  return reasons[Number(press.key) - 1]?.slug ?? null;
}

/** Keys of review that cannot be given away: a reason in words, a tag, a false alarm. */
export const NOTE_KEY = '0';
export const TAG_KEY = 't';
export const FALSE_ALARM_KEY = 'm';
/** Gallery: crops or the whole pictures they were cut from. */
export const ORIGINAL_KEY = 'o';

/** Why `key` cannot be given to `action`, or null when it can. */
export function keyProblem(map: KeyMap, action: KeyAction, key: string): string | null {
  const wanted = key.toLowerCase();
  if (!/^.$/u.test(wanted)) return 'Press one letter or digit key.';
  if (TAKEN.has(wanted)) return `"${key}" already has a meaning in the gallery.`;
  const other = KEY_ACTIONS.find((name) => name !== action && map[name].includes(wanted));
  return other === undefined ? null : `"${key}" is already the key for "${other}".`;
}

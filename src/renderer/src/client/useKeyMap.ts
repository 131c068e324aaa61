import { usePreferences } from '../db/usePreferences';
import { KEY_SETS } from './keyMap';
import type { KeyMap } from './keyMap';

/** The keys this person judges with. */
export function useKeyMap(): KeyMap {
  const { keySet, customKeys } = usePreferences();
  return keySet === 'custom' ? customKeys : KEY_SETS[keySet];
}

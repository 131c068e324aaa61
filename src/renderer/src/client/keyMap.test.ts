import { describe, expect, it } from 'vitest';
import { EXCLUSION_REASONS } from '@shared/domain/curation';
import { KEY_SETS, actionOfKey, keyProblem, reasonOfKey } from './keyMap';

const press = (key: string, modifiers: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...modifiers,
});

describe('keyMap', () => {
  it('reads both key sets, in capitals too', () => {
    expect(['k', 'j', 'x', 'l', 'h'].map((key) => actionOfKey(KEY_SETS.right, press(key)))).toEqual([
      'keep',
      'exclude',
      'exclude',
      'undecided',
      'back',
    ]);
    expect(['D', 'F', 'S', 'A'].map((key) => actionOfKey(KEY_SETS.left, press(key)))).toEqual([
      'keep',
      'exclude',
      'undecided',
      'back',
    ]);
  });

  it('leaves keys with Ctrl, Alt or Meta alone', () => {
    expect(actionOfKey(KEY_SETS.right, press('k', { ctrlKey: true }))).toBeNull();
    expect(reasonOfKey(press('1', { altKey: true }))).toBeNull();
  });

  it('has a reason for each of 1 to 9 and none for 0', () => {
    expect(
      Array.from({ length: 9 }, (_unused, index) => String(index + 1)).map((key) => reasonOfKey(press(key))),
    ).toEqual([...EXCLUSION_REASONS]);
    expect(reasonOfKey(press('0'))).toBeNull();
  });

  it('refuses keys that are taken, doubled or no single character', () => {
    expect(keyProblem(KEY_SETS.right, 'keep', 'q')).toBeNull();
    expect(keyProblem(KEY_SETS.right, 'keep', 'J')).toMatch(/already the key for "exclude"/);
    expect(keyProblem(KEY_SETS.right, 'keep', '3')).toMatch(/already has a meaning/);
    expect(keyProblem(KEY_SETS.right, 'keep', 'Enter')).toMatch(/one letter/);
  });
});

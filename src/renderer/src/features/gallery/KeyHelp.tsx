import { Group, Kbd, Modal, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { FALSE_ALARM_KEY, NOTE_KEY, ORIGINAL_KEY, TAG_KEY } from '../../client/keyMap';
import type { KeyMap } from '../../client/keyMap';
import { useCurationSettings } from '../../client/useCurationSettings';

/** Every key of gallery and review, opened by `?`. */
export function KeyHelp(props: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly keyMap: KeyMap;
}): ReactNode {
  const { isOpen, onClose, keyMap } = props;
  const { reasons } = useCurationSettings();
  const rows: readonly (readonly [readonly string[], string])[] = [
    [keyMap.keep, 'keep'],
    [keyMap.exclude, 'exclude'],
    [keyMap.undecided, 'undecided'],
    [keyMap.back, 'back to the sample before'],
    ...reasons.slice(0, 9).map(({ label }, index) => [[String(index + 1)], `exclude: ${label}`] as const),
    [[NOTE_KEY], 'review: exclude, with a reason in words'],
    [[FALSE_ALARM_KEY], 'review: the suggestion is a false alarm'],
    [[TAG_KEY], 'review: tag'],
    [['←', '→', '↑', '↓'], 'move'],
    [['Space'], 'select or let go'],
    [['Shift', '→'], 'extend the selection'],
    [['I'], 'select the whole identity'],
    [[ORIGINAL_KEY], 'real sets: whole originals or crops'],
    [['Ctrl', 'A'], 'select everything that matches'],
    [['Esc'], 'let the selection go'],
    [['Ctrl', 'Z'], 'undo'],
    [['Ctrl', 'Shift', 'Z'], 'redo'],
    [['+', '−'], 'larger, smaller faces'],
    [['Enter'], 'review mode'],
    [['Ctrl', 'K'], 'search and commands'],
  ];
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keys" size="lg" centered>
      <SimpleGrid cols={2} spacing="lg" verticalSpacing={6}>
        {rows.map(([keys, text]) => (
          <Group key={text} gap="xs" wrap="nowrap">
            <Group gap={3} w={120} justify="flex-end" wrap="nowrap" style={{ flex: 'none' }}>
              {keys.map((key) => (
                <Kbd key={key} size="xs">
                  {key.length === 1 ? key.toUpperCase() : key}
                </Kbd>
              ))}
            </Group>
            <Text size="sm">{text}</Text>
          </Group>
        ))}
      </SimpleGrid>
      <Text size="sm" c="dimmed" mt="md">
        Other keys, or the set for the other hand: Settings, Keys.
      </Text>
    </Modal>
  );
}

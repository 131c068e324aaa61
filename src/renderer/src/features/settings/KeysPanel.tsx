import { Button, Group, Kbd, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { KEY_ACTIONS, keyProblem } from '../../client/keyMap';
import type { KeyAction } from '../../client/keyMap';
import { useKeyMap } from '../../client/useKeyMap';
import { usePreferences, useSetPreference } from '../../db/usePreferences';
import { Panel } from '../../ui/Panel';

const WORD: Readonly<Record<KeyAction, string>> = {
  keep: 'Keep',
  exclude: 'Exclude',
  undecided: 'Undecided',
  back: 'Back to the sample before',
};

/** The four judging keys: right hand, left hand, or one's own. */
export function KeysPanel(): ReactNode {
  const { keySet, customKeys } = usePreferences();
  const setPreference = useSetPreference();
  const keyMap = useKeyMap();
  const [waitingFor, setWaitingFor] = useState<KeyAction | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const take = (action: KeyAction, key: string): void => {
    const found = keyProblem(customKeys, action, key);
    setProblem(found);
    if (found !== null) return;
    setPreference('customKeys', { ...customKeys, [action]: [key.toLowerCase()] });
    setWaitingFor(null);
  };

  return (
    <Panel title="Judging keys" hint="One key each, in the gallery, in review and in comparison.">
      <Stack gap="md" align="flex-start">
        <SegmentedControl
          aria-label="Key set"
          size="sm"
          value={keySet}
          data={[
            { value: 'right', label: 'Right hand: K J L H' },
            { value: 'left', label: 'Left hand: D F S A' },
            { value: 'custom', label: 'My own' },
          ]}
          onChange={(value) => {
            setPreference('keySet', value === 'left' || value === 'custom' ? value : 'right');
            setWaitingFor(null);
          }}
        />
        <Table maw={480}>
          <Table.Tbody>
            {KEY_ACTIONS.map((action) => (
              <Table.Tr key={action}>
                <Table.Td>{WORD[action]}</Table.Td>
                <Table.Td>
                  <Group gap={4}>
                    {keyMap[action].map((key) => (
                      <Kbd key={key}>{key.toUpperCase()}</Kbd>
                    ))}
                  </Group>
                </Table.Td>
                <Table.Td ta="right">
                  {keySet === 'custom' && (
                    <Button
                      size="compact-sm"
                      variant={waitingFor === action ? 'filled' : 'default'}
                      onClick={() => setWaitingFor(action)}
                      onKeyDown={(event) => {
                        if (waitingFor !== action || event.key === 'Tab') return;
                        event.preventDefault();
                        if (event.key === 'Escape') setWaitingFor(null);
                        else take(action, event.key);
                      }}
                    >
                      {waitingFor === action ? 'Press a key…' : 'Change'}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {problem !== null && (
          <Text size="sm" role="alert" style={{ color: 'var(--o-exclude)' }}>
            {problem}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

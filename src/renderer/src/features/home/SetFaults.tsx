import { List } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSetFaults } from '../../client/useLists';
import { Notice } from '../../ui/Notice';

/** Sets that are in the folder and cannot be opened: named, because a set that silently vanishes looks like a set that was lost. */
export function SetFaults(): ReactNode {
  const faults = useSetFaults().data ?? [];
  if (faults.length === 0) return null;
  return (
    <Notice tone="bad" title="Sets that cannot be opened" testId="set-faults">
      <List size="sm">
        {faults.map(({ setId, message }) => (
          <List.Item key={setId}>
            {setId}: {message}
          </List.Item>
        ))}
      </List>
    </Notice>
  );
}

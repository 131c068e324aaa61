import { Button, Group, Menu, TextInput } from '@mantine/core';
import { IconCheck, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Reviewer } from '@shared/domain/reviews/reviewLine';
import { useQuery } from '../client/useQuery';
import { useReviewer } from '../client/useReviewer';
import { useSetPreference } from '../db/usePreferences';

/** Who judges now: shown on every page, changed in two clicks, so that nobody decides under another's name. */
export function ReviewerMenu(): ReactNode {
  const current = useReviewer();
  const system = useQuery('app.info', undefined).data?.userName;
  const named = useQuery('reviews.names', undefined).data ?? [];
  const setPreference = useSetPreference();
  const [isOpen, setOpen] = useState(false);
  const [fresh, setFresh] = useState('');
  const names = [...new Set([current, ...(system === undefined ? [] : [system]), ...named])].sort();
  const choose = (name: string): void => {
    setPreference('reviewer', name);
    setFresh('');
    setOpen(false);
  };
  const parsed = Reviewer.safeParse(fresh.trim());
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" width={250}>
      <Menu.Target>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          maw={190}
          leftSection={<IconUser size={15} />}
          aria-label={`Reviewer: ${current}`}
          data-testid="reviewer"
        >
          {current}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Who judges now</Menu.Label>
        {names.map((name) => (
          <Menu.Item
            key={name}
            leftSection={name === current ? <IconCheck size={15} /> : <span style={{ width: 15, display: 'block' }} />}
            onClick={() => choose(name)}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Group gap={6} p={6} wrap="nowrap">
          <TextInput
            size="xs"
            aria-label="Another reviewer"
            placeholder="Another name"
            value={fresh}
            maxLength={80}
            onChange={(event) => setFresh(event.currentTarget.value)}
            onKeyDown={(event) => {
              // The menu takes letters to search its entries.
              event.stopPropagation();
              if (event.key === 'Enter' && parsed.success) choose(parsed.data);
            }}
          />
          <Button size="xs" disabled={!parsed.success} onClick={() => parsed.success && choose(parsed.data)}>
            Judge
          </Button>
        </Group>
      </Menu.Dropdown>
    </Menu>
  );
}

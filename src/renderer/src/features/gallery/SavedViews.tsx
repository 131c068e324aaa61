import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconBookmark, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { ViewQuery, showsEverything } from '../../client/samples/viewQuery';
import { useSavedViews } from '../../db/usePreferences';

/** Views kept as rules: opened again, they show what matches then, not what matched when they were saved. */
export function SavedViews(props: {
  readonly query: ViewQuery;
  readonly onOpen: (query: ViewQuery) => void;
}): ReactNode {
  const { query, onOpen } = props;
  const { views, save, remove } = useSavedViews();
  const [name, setName] = useState('');
  const [isOpen, setOpen] = useState(false);
  const canSave = !showsEverything(query) || query.sortBy !== null;
  return (
    <Stack gap={4}>
      {views.map((view) => {
        const rules = ViewQuery.safeParse(view.rules);
        return (
          <Group key={view.id} gap={4} wrap="nowrap" justify="space-between">
            <UnstyledButton disabled={!rules.success} onClick={() => rules.success && onOpen(rules.data)}>
              <Group gap={5} wrap="nowrap">
                <IconBookmark size={13} aria-hidden="true" />
                <Text size="xs" truncate maw={150}>
                  {view.name}
                </Text>
              </Group>
            </UnstyledButton>
            <ActionIcon
              size="xs"
              aria-label={`Forget view ${view.name}`}
              onClick={() => view.id !== undefined && remove(view.id)}
            >
              <IconX size={12} />
            </ActionIcon>
          </Group>
        );
      })}
      {canSave && (
        <Popover opened={isOpen} onChange={setOpen} withArrow trapFocus>
          <Popover.Target>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconBookmark size={13} />}
              onClick={() => setOpen(true)}
            >
              Save this view
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <form
              onSubmit={(event) => {
                event.preventDefault();
                if (name.trim() === '') return;
                save(name.trim().slice(0, 80), query);
                setName('');
                setOpen(false);
              }}
            >
              <Group gap={6} wrap="nowrap">
                <TextInput
                  size="xs"
                  aria-label="Name of the view"
                  placeholder="Name of the view"
                  value={name}
                  onChange={(event) => setName(event.currentTarget.value)}
                />
                <Button size="xs" type="submit" disabled={name.trim() === ''}>
                  Save
                </Button>
              </Group>
            </form>
          </Popover.Dropdown>
        </Popover>
      )}
    </Stack>
  );
}

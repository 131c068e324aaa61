import { ActionIcon, Button, Group, Kbd, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { slugOfLabel } from '@shared/domain/curationSettings';
import type { ReasonEntry } from '@shared/domain/curationSettings';
import { useAction } from '../../../client/useAction';
import { useCurationSettings } from '../../../client/useCurationSettings';
import { ErrorPanel } from '../../../ui/ErrorPanel';

/** The library's reasons, in the order of their keys. What was decided with one that goes keeps its name. */
export function ReasonsPanel(props: { readonly onDone: () => void }): ReactNode {
  const { settings, save } = useCurationSettings();
  const [reasons, setReasons] = useState<readonly ReasonEntry[]>(settings.reasons);
  const [label, setLabel] = useState('');
  const saving = useAction(async () => {
    await save({ ...settings, reasons: reasons.map((entry) => ({ ...entry, label: entry.label.trim() })) });
    props.onDone();
  });
  const move = (from: number, by: 1 | -1): void => {
    const next = [...reasons];
    const [moved] = next.splice(from, 1);
    if (moved !== undefined) next.splice(from + by, 0, moved);
    setReasons(next);
  };
  const add = (): void => {
    if (label.trim() === '') return;
    setReasons([...reasons, { slug: slugOfLabel(label, reasons), label: label.trim().slice(0, 40) }]);
    setLabel('');
  };
  return (
    <Stack gap="md">
      <Text size="sm">
        The first nine have the keys 1–9, for everyone who works with this library. Decisions made with a reason that is
        taken out keep it.
      </Text>
      <ScrollArea.Autosize mah={360}>
        <Stack gap={6} pr="md">
          {reasons.map((entry, index) => (
            <Group key={entry.slug} gap="xs" wrap="nowrap">
              <Kbd size="xs" style={{ visibility: index < 9 ? 'visible' : 'hidden' }}>
                {index + 1}
              </Kbd>
              <TextInput
                aria-label={`Words of the reason ${entry.slug}`}
                style={{ flex: 1 }}
                maxLength={40}
                value={entry.label}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setReasons(reasons.map((one) => (one === entry ? { ...entry, label: value } : one)));
                }}
              />
              <ActionIcon
                variant="subtle"
                aria-label={`Up: ${entry.label}`}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                aria-label={`Down: ${entry.label}`}
                disabled={index === reasons.length - 1}
                onClick={() => move(index, 1)}
              >
                <IconArrowDown size={16} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                aria-label={`Take out: ${entry.label}`}
                disabled={reasons.length === 1}
                onClick={() => setReasons(reasons.filter((one) => one !== entry))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </Group>
          ))}
        </Stack>
      </ScrollArea.Autosize>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Group gap="xs" align="flex-end">
          <TextInput
            label="New reason"
            style={{ flex: 1 }}
            maxLength={40}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={label.trim() === '' || reasons.length >= 40}>
            Add
          </Button>
        </Group>
      </form>
      {saving.error !== undefined && <ErrorPanel error={saving.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={props.onDone}>
          Cancel
        </Button>
        <Button
          loading={saving.isRunning}
          disabled={reasons.some((entry) => entry.label.trim() === '')}
          onClick={() => saving.run()}
        >
          Save for this library
        </Button>
      </Group>
    </Stack>
  );
}

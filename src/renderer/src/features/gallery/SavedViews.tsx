import {
  ActionIcon,
  Button,
  Group,
  Popover,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
  Tooltip,
  UnstyledButton,
} from '@mantine/core';
import { IconBookmark, IconSnowflake, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { EVERYTHING, ViewQuery, showsEverything } from '../../client/samples/viewQuery';
import { useSavedViews } from '../../db/usePreferences';
import { formatAmount, formatCount } from '../../ui/format';
import { FrozenList, freeze, frozenName, rowsOfFrozen } from '../../client/samples/frozenList';
import type { Gallery } from './useGallery';
import { PICKED_LIST } from './useRowLists';

type Kind = 'rule' | 'frozen';

const isPassing = (name: string): boolean => name === PICKED_LIST || name.startsWith('frozen ');

/**
 * Views kept as rules: opened again, they show what matches then. Beside them frozen lists, which show the samples of the day they were
 * made, and say so.
 */
export function SavedViews(props: { readonly gallery: Gallery }): ReactNode {
  const { gallery } = props;
  const { query, setQuery, table, view } = gallery;
  const { views, save, remove } = useSavedViews();
  const canSave = !showsEverything(query) || query.sortBy !== null;

  const keep = (name: string, kind: Kind): void => {
    if (kind === 'frozen') save(name, freeze(gallery.setId, table, view?.order ?? new Uint32Array(), new Date()));
    // What comes from elsewhere for now is no rule.
    else save(name, { ...query, lists: query.lists.filter((list) => !isPassing(list)) });
  };
  const openFrozen = (name: string, list: FrozenList): void => {
    const listName = frozenName(name);
    table.setList(listName, rowsOfFrozen(list, table)).then(
      () => setQuery({ ...EVERYTHING, isGrouped: query.isGrouped, lists: [listName] }),
      // A closed table shows nothing any more.
      () => undefined,
    );
  };

  return (
    <Stack gap={4}>
      {views.map((saved) => {
        const frozen = FrozenList.safeParse(saved.rules);
        // A list belongs to the set that it was made of; a rule to any.
        if (frozen.success && frozen.data.setId !== gallery.setId) return null;
        const rules = ViewQuery.safeParse(saved.rules);
        return (
          <Group key={saved.id} gap={4} wrap="nowrap" justify="space-between">
            <Tooltip
              label={
                frozen.success
                  ? `Frozen on ${frozen.data.savedAt.slice(0, 10)}: ${formatAmount(frozen.data.positions.length, 'sample', 'samples')}, whatever changes`
                  : rules.success
                    ? 'A rule: shows what matches now'
                    : 'This view cannot be read'
              }
            >
              <UnstyledButton
                disabled={!frozen.success && !rules.success}
                onClick={() => {
                  if (frozen.success) openFrozen(saved.name, frozen.data);
                  else if (rules.success) setQuery(rules.data);
                }}
                style={{ minWidth: 0 }}
              >
                <Group gap={5} wrap="nowrap">
                  {frozen.success ? (
                    <IconSnowflake size={13} aria-label="Frozen" />
                  ) : (
                    <IconBookmark size={13} aria-hidden="true" />
                  )}
                  <Text size="xs" truncate>
                    {saved.name}
                  </Text>
                  {frozen.success && (
                    <Text size="xs" c="dimmed" className="tabular">
                      frozen, {formatCount(frozen.data.positions.length)}
                    </Text>
                  )}
                </Group>
              </UnstyledButton>
            </Tooltip>
            <ActionIcon
              size="xs"
              aria-label={`Forget view ${saved.name}`}
              onClick={() => saved.id !== undefined && remove(saved.id)}
            >
              <IconX size={12} />
            </ActionIcon>
          </Group>
        );
      })}
      {canSave && <SaveView matchCount={view?.order.length ?? 0} onSave={keep} />}
    </Stack>
  );
}

function SaveView(props: {
  readonly matchCount: number;
  readonly onSave: (name: string, kind: Kind) => void;
}): ReactNode {
  const { matchCount, onSave } = props;
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Kind>('rule');
  const [isOpen, setOpen] = useState(false);
  return (
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
            onSave(name.trim().slice(0, 80), kind);
            setName('');
            setOpen(false);
          }}
        >
          <Stack gap={6} w={260}>
            <SegmentedControl
              aria-label="Kind of view"
              size="xs"
              value={kind}
              data={[
                { value: 'rule', label: 'Rule' },
                { value: 'frozen', label: 'Frozen list' },
              ]}
              onChange={(value) => setKind(value === 'frozen' ? 'frozen' : 'rule')}
            />
            <Text size="xs" c="dimmed">
              {kind === 'rule'
                ? 'Shows what matches on the day it is opened.'
                : `Keeps these ${formatAmount(matchCount, 'sample', 'samples')}, whatever is decided or scored later.`}
            </Text>
            <Group gap={6} wrap="nowrap">
              <TextInput
                size="xs"
                style={{ flex: 1 }}
                aria-label="Name of the view"
                placeholder="Name of the view"
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Button size="xs" type="submit" disabled={name.trim() === ''}>
                Save
              </Button>
            </Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

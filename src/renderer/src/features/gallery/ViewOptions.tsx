import { ActionIcon, Popover, SegmentedControl, Select, Stack, Switch, Text, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { BIN_CHOICES } from '../../client/samples/columnSummary';
import { usePreferences, useSetPreference } from '../../db/usePreferences';
import { columnLabel, shownColumns } from '../../ui/columns';
import { NO_BADGE } from './tileBadge';
import type { Gallery } from './useGallery';

const AS_SORTED = ' sorted';

/** How the view looks, apart from what is in it: order of identities, number on the tiles, bins of the histograms. */
export function ViewOptions(props: { readonly gallery: Gallery }): ReactNode {
  const { gallery } = props;
  const { query, setQuery } = gallery;
  const preferences = usePreferences();
  const setPreference = useSetPreference();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} withArrow trapFocus position="bottom-start">
      <Popover.Target>
        <Tooltip label="View options">
          <ActionIcon aria-label="View options" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <IconAdjustmentsHorizontal size={17} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm" w={270} tabIndex={-1} data-autofocus style={{ outline: 'none' }}>
          <Switch
            size="xs"
            label="Identities with the worst sample on top"
            description={query.sortBy === null ? 'Sort by a number first.' : undefined}
            disabled={query.sortBy === null || !query.isGrouped}
            checked={query.identityOrder === 'first'}
            onChange={(event) => setQuery({ ...query, identityOrder: event.currentTarget.checked ? 'first' : 'index' })}
          />
          <Select
            size="xs"
            label="Number on the tiles"
            searchable
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            value={preferences.galleryBadge === '' ? AS_SORTED : preferences.galleryBadge}
            data={[
              { value: AS_SORTED, label: 'The score that is sorted by' },
              { value: NO_BADGE, label: 'None' },
              ...shownColumns(gallery.columns).map(({ name }) => ({ value: name, label: columnLabel(name) })),
            ]}
            onChange={(value) => setPreference('galleryBadge', value === null || value === AS_SORTED ? '' : value)}
          />
          <div>
            <Text size="xs" fw={500} mb={2}>
              Bars of a histogram
            </Text>
            <SegmentedControl
              fullWidth
              size="xs"
              aria-label="Bars of a histogram"
              value={String(preferences.histogramBins)}
              data={BIN_CHOICES.map(String)}
              onChange={(value) => {
                const chosen = BIN_CHOICES.find((count) => String(count) === value);
                if (chosen !== undefined) setPreference('histogramBins', chosen);
              }}
            />
          </div>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

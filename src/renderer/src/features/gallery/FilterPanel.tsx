import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Decision } from '@shared/domain/curation';
import { EVERYTHING, showsEverything } from '../../client/samples/viewQuery';
import { shownColumns } from '../../ui/columns';
import { formatCount } from '../../ui/format';
import { HistogramFilter } from './HistogramFilter';
import { SavedViews } from './SavedViews';
import type { Gallery } from './useGallery';
import classes from './Gallery.module.css';

const FIRST_COLUMNS = 6;
const STATUS: readonly { readonly decision: Decision; readonly label: string }[] = [
  { decision: 'undecided', label: 'To see' },
  { decision: 'keep', label: 'Kept' },
  { decision: 'exclude', label: 'Excluded' },
];

/** Filters over the whole set: by name, by decision, by every number that was measured. */
export function FilterPanel(props: { readonly gallery: Gallery }): ReactNode {
  const { gallery } = props;
  const { query, setQuery, curation, view } = gallery;
  const [text, setText] = useState(query.text);
  const [showsAll, setShowsAll] = useState(false);
  const search = useDebouncedCallback((value: string) => setQuery({ ...query, text: value }), 120);
  const countOf = {
    undecided: curation.counts.undecided,
    keep: curation.counts.kept,
    exclude: curation.counts.excluded,
  };
  const columns = shownColumns(gallery.table.opened.columns.filter(({ low, high }) => high > low));
  const shown = columns.filter(({ name }, index) => showsAll || index < FIRST_COLUMNS || name in query.ranges);

  const setRange = (name: string, range: readonly [number, number] | undefined): void => {
    const others = Object.entries(query.ranges).filter(([other]) => other !== name);
    const own: typeof others = range === undefined ? [] : [[name, [range[0], range[1]]]];
    setQuery({ ...query, ranges: Object.fromEntries([...others, ...own]) });
  };
  const show = (next: typeof query): void => {
    setText(next.text);
    setQuery(next);
  };

  return (
    <aside className={`${classes.side ?? ''} ${classes.filters ?? ''}`} aria-label="Filters">
      <Stack gap="sm">
        <TextInput
          size="xs"
          aria-label="Find by id or identity"
          placeholder="Find by id or identity"
          leftSection={<IconSearch size={14} />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
        />
        <Stack gap={4} role="group" aria-label="Decision">
          {STATUS.map(({ decision, label }) => (
            <Checkbox
              key={decision}
              size="xs"
              checked={query.decisions[decision]}
              label={
                <Text size="xs" className="tabular">
                  {label} <span style={{ color: 'var(--o-soft)' }}>{formatCount(countOf[decision])}</span>
                </Text>
              }
              onChange={(event) =>
                setQuery({ ...query, decisions: { ...query.decisions, [decision]: event.currentTarget.checked } })
              }
            />
          ))}
        </Stack>
        <Group justify="space-between" gap={4}>
          <Text size="xs" c="dimmed" className="tabular" data-testid="match-count">
            {formatCount(view?.order.length ?? 0)} of {formatCount(gallery.table.rowCount)} shown
          </Text>
          {!showsEverything(query) && (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() =>
                show({
                  ...query,
                  ...EVERYTHING,
                  isGrouped: query.isGrouped,
                  sortBy: query.sortBy,
                  isDescending: query.isDescending,
                })
              }
            >
              Clear filters
            </Button>
          )}
        </Group>
        <SavedViews query={query} onOpen={show} />
        {shown.map((column) => (
          <HistogramFilter
            key={column.name}
            column={column}
            matching={view?.matching.get(column.name)}
            range={query.ranges[column.name]}
            onChange={(range) => setRange(column.name, range)}
          />
        ))}
        {columns.length > FIRST_COLUMNS && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? 'Fewer columns' : `All ${columns.length} columns`}
          </Button>
        )}
      </Stack>
    </aside>
  );
}

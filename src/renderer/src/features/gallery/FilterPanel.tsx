import { Button, Checkbox, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { memo, useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Decision } from '@shared/domain/curation';
import { useMatches } from '../../client/samples/useColumns';
import { ScoreState } from '../../client/scores/ScoreState';
import { showsEverything, withoutFilters } from '../../client/samples/viewQuery';
import { usePreferences } from '../../db/usePreferences';
import { scoreColumn, shownColumns } from '../../ui/columns';
import { formatCount } from '../../ui/format';
import { HistogramFilter } from './HistogramFilter';
import { SavedViews } from './SavedViews';
import { TagFilter } from './TagFilter';
import type { Range } from './histogramShape';
import type { Gallery } from './useGallery';
import classes from './Gallery.module.css';

const FIRST_COLUMNS = 6;
const STATUS: readonly { readonly decision: Decision; readonly label: string }[] = [
  { decision: 'undecided', label: 'To see' },
  { decision: 'keep', label: 'Kept' },
  { decision: 'exclude', label: 'Excluded' },
];

/** Filters over the whole set: by name, by decision, by every number that was measured. */
export const FilterPanel = memo(function FilterPanel(props: { readonly gallery: Gallery | null }): ReactNode {
  return (
    <aside className={`${classes.side ?? ''} ${classes.filters ?? ''}`} aria-label="Filters">
      {props.gallery !== null && <Filters gallery={props.gallery} />}
    </aside>
  );
});

function Filters(props: { readonly gallery: Gallery }): ReactNode {
  const { gallery } = props;
  const { query, setQuery, curation, view } = gallery;
  const [text, setText] = useState(query.text);
  // A chip, a saved view or "go to" changes the text from outside.
  useEffect(() => setText(query.text), [query.text]);
  const countOf = {
    undecided: curation.counts.undecided,
    keep: curation.counts.kept,
    exclude: curation.counts.excluded,
  };
  const latest = useRef({ query, setQuery });
  latest.current = { query, setQuery };
  const search = useDebouncedCallback((value: string) => {
    latest.current.setQuery({ ...latest.current.query, text: value });
  }, 120);
  return (
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
          <Button size="compact-xs" variant="subtle" px={4} onClick={() => setQuery(withoutFilters(query))}>
            Clear filters
          </Button>
        )}
      </Group>
      <SavedViews gallery={gallery} />
      <TagFilter gallery={gallery} />
      {/* Asked once the first faces are there, with what asks for the scores themselves. */}
      {gallery.scores.statuses.length > 0 && <ScoreState setId={gallery.setId} isQuietWhenFresh />}
      <Histograms gallery={gallery} />
    </Stack>
  );
}

/** Scores first, then what the sample table holds; the first few of each, and all on demand. */
function Histograms(props: { readonly gallery: Gallery }): ReactNode {
  const { gallery } = props;
  const { query } = gallery;
  const { histogramBins } = usePreferences();
  const [showsAll, setShowsAll] = useState(false);
  const columns = shownColumns(gallery.columns.filter(({ low, high }) => high > low));
  const isScore = ({ name }: { readonly name: string }): boolean =>
    scoreColumn(name) !== undefined || name === 'similar';
  const sections = [
    { title: 'Scores', columns: columns.filter(isScore) },
    { title: 'Recorded', columns: columns.filter((column) => !isScore(column)) },
  ].map(({ title, columns: all }) => ({
    title,
    columns: all.filter(({ name }, index) => showsAll || index < FIRST_COLUMNS || name in query.ranges),
  }));
  const shown = sections.flatMap((section) => section.columns);
  const matches = useMatches(
    gallery.table,
    gallery.view,
    shown.map(({ name }) => name),
  );
  const latest = useRef(gallery);
  latest.current = gallery;
  const setRange = useCallback((name: string, range: Range | undefined): void => {
    const { query: now, setQuery } = latest.current;
    const others = Object.entries(now.ranges).filter(([other]) => other !== name);
    const own: typeof others = range === undefined ? [] : [[name, [range[0], range[1]]]];
    if (own.length === 0 && others.length === Object.keys(now.ranges).length) return;
    setQuery({ ...now, ranges: Object.fromEntries([...others, ...own]) });
  }, []);
  return (
    <>
      {sections
        .filter((section) => section.columns.length > 0)
        .map((section) => (
          <section key={section.title} aria-label={section.title}>
            <Title order={3} mb={4}>
              {section.title}
            </Title>
            <Stack gap="xs">
              {section.columns.map((column) => (
                <HistogramFilter
                  key={column.name}
                  column={column}
                  matching={matches.get(column.name)}
                  range={query.ranges[column.name]}
                  binCount={histogramBins}
                  onChange={setRange}
                />
              ))}
            </Stack>
          </section>
        ))}
      {(showsAll || shown.length < columns.length) && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Fewer columns' : `All ${columns.length} columns`}
        </Button>
      )}
    </>
  );
}

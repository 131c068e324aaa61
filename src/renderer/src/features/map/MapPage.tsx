import { Button, Center, Group, Loader, Paper } from '@mantine/core';
import { IconMap2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import type { SetId } from '@shared/domain/ids';
import type { MapId, MapView } from '@shared/domain/maps';
import { useJobs } from '../../client/useJobs';
import { useSets } from '../../client/useLists';
import { useQuery } from '../../client/useQuery';
import { useNavigate } from '../../client/useRoute';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { JobProgressBar } from '../../ui/JobProgressBar';
import { MakeMap } from './MakeMap';
import { MapWorkspace } from './MapWorkspace';

/** The embeddings of one or several sets in one plane. @param props.setId whose newest map is shown; null: the newest of all */
export function MapPage(props: { readonly setId: SetId | null }): ReactNode {
  const sets = useSets();
  const library = useQuery('library.current', undefined);
  const maps = useQuery('map.list', undefined);
  const [chosen, choose] = useState<MapId | null>(null);
  const filled = (sets.data ?? []).filter(({ counts }) => counts.samples > 0);
  // Without a library there is no list of maps, which is no fault here.
  const error = sets.error ?? (library.data === null ? undefined : maps.error);
  if (error !== undefined)
    return (
      <Shell>
        <ErrorPanel error={error} />
      </Shell>
    );
  if (sets.data === undefined || (library.data !== null && maps.data === undefined))
    return (
      <Shell>
        <Loader size="sm" aria-label="Loading the maps" />
      </Shell>
    );
  if (filled.length === 0) return <NoSet />;
  const list = maps.data ?? [];
  const shown = list.find(({ info }) => info.id === chosen) ?? newestOf(list, props.setId);
  if (shown === undefined) return <NoMap sets={filled} setId={props.setId} />;
  return <MapWorkspace key={shown.info.createdAt} view={shown} maps={list} sets={filled} onChoose={choose} />;
}

const newestOf = (maps: readonly MapView[], setId: SetId | null): MapView | undefined =>
  maps.find(({ info }) => setId === null || info.sets.some((set) => set.setId === setId));

function NoSet(): ReactNode {
  const navigate = useNavigate();
  return (
    <Shell>
      <EmptyState
        icon={<IconMap2 size={44} stroke={1.3} />}
        title="Nothing to map yet"
        action={<Button onClick={() => navigate({ page: 'new-set' })}>New synthetic set</Button>}
      >
        Make a synthetic set or import a consented one. On a map, faces that look alike lie side by side.
      </EmptyState>
    </Shell>
  );
}

/** Teaches, and makes the first map. */
function NoMap(props: { readonly sets: readonly SetSummary[]; readonly setId: SetId | null }): ReactNode {
  const running = useJobs().records.find(
    ({ spec, state }) => spec.kind === 'map' && (state.status === 'running' || state.status === 'queued'),
  );
  return (
    <Shell>
      <div>
        <EmptyState icon={<IconMap2 size={44} stroke={1.3} />} title="No map yet">
          On a map, faces that look alike lie side by side: people become islands, doubles and strangers show up at
          once. The map needs scores, because it is made of what the judge sees.
        </EmptyState>
        <Group justify="center">
          <Paper withBorder p="md" w={440} style={{ background: 'var(--o-surface)' }}>
            {running === undefined ? (
              <MakeMap sets={props.sets} setIds={props.setId === null ? [] : [props.setId]} />
            ) : (
              <JobProgressBar record={running} />
            )}
          </Paper>
        </Group>
      </div>
    </Shell>
  );
}

const Shell = (props: { readonly children: ReactNode }): ReactNode => (
  <Center mih="100%" p="xl" data-testid="page-map">
    {props.children}
  </Center>
);

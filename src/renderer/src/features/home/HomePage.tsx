import { Button, Center, Group, Loader, Menu, SimpleGrid, Stack } from '@mantine/core';
import { IconArrowMerge, IconPlus, IconSparkles, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useJobs } from '../../client/useJobs';
import { useSetFaults, useSets } from '../../client/useLists';
import { useQuery } from '../../client/useQuery';
import { useNavigate } from '../../client/useRoute';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';
import { formatAmount, formatBytes } from '../../ui/format';
import { RecentRuns } from './RecentRuns';
import { SetCard } from './SetCard';
import { SetFaults } from './SetFaults';
import { Welcome } from './Welcome';

/** The library: its sets, its runs, and the ways to more. */
export function HomePage(): ReactNode {
  const library = useQuery('library.current', undefined);
  const sets = useSets();
  const faults = useSetFaults();
  const { records, isLoaded } = useJobs();
  const navigate = useNavigate();
  const error = library.error ?? (library.data === null ? undefined : sets.error);

  if (error !== undefined) {
    return (
      <Page name="home" title="Library">
        <ErrorPanel error={error} />
      </Page>
    );
  }
  const isWaiting = library.data === undefined || (library.data !== null && sets.data === undefined) || !isLoaded;
  if (isWaiting) {
    return (
      <Center h="100%" data-testid="page-home">
        <Loader size="sm" aria-label="Reading the library" />
      </Center>
    );
  }
  const list = sets.data ?? [];
  const isNew = library.data === null || (list.length === 0 && (faults.data ?? []).length === 0);
  const firstJob = records.find(({ spec }) => spec.kind === 'generate');
  if (isNew || (firstJob !== undefined && list.length > 0 && list.every(({ state }) => state === 'partial'))) {
    return <Welcome libraryPath={library.data?.path ?? null} job={firstJob} />;
  }
  const sampleCount = list.reduce((sum, { counts }) => sum + counts.samples, 0);
  const sizeBytes = list.reduce((sum, { counts }) => sum + counts.sizeBytes, 0);
  return (
    <Page
      name="home"
      title={library.data.name}
      subtitle={`${formatAmount(list.length, 'set', 'sets')} · ${formatAmount(sampleCount, 'sample', 'samples')} · ${formatBytes(sizeBytes)}`}
      width={1520}
      actions={
        <Group gap="xs">
          <Button leftSection={<IconSparkles size={17} />} onClick={() => navigate({ page: 'new-set' })}>
            New synthetic set
          </Button>
          <Button
            variant="default"
            leftSection={<IconUsers size={17} />}
            onClick={() => navigate({ page: 'import', setId: null })}
          >
            Import consented set
          </Button>
          <MixButton />
        </Group>
      }
    >
      <Stack gap="xl">
        <SetFaults />
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3, xl: 4 }} spacing="md" role="list" aria-label="Sets">
          {list.map((set) => (
            <SetCard key={set.id} set={set} />
          ))}
        </SimpleGrid>
        <Panel title="Recent runs">
          <RecentRuns />
        </Panel>
      </Stack>
    </Page>
  );
}

/** Mixing happens at export: any synthetic set with any imported one. */
function MixButton(): ReactNode {
  const navigate = useNavigate();
  const sets = useSets().data ?? [];
  const synthetic = sets.filter(({ kind }) => kind === 'syn');
  const real = sets.filter(({ kind }) => kind === 'real');
  const isPossible = synthetic.length > 0 && real.length > 0;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="default" leftSection={<IconArrowMerge size={17} />} disabled={!isPossible}>
          Mix two sets
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {synthetic.flatMap((syn) =>
          real.map((other) => (
            <Menu.Item
              key={`${syn.id} ${other.id}`}
              leftSection={<IconPlus size={15} />}
              onClick={() => navigate({ page: 'export', syn: syn.id, real: other.id })}
            >
              {syn.name} + {other.name}
            </Menu.Item>
          )),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

import { Button, Center, Loader } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import type { SampleId, SetId } from '@shared/domain/ids';
import { useSampleTable } from '../../client/samples/useSampleTable';
import { useSets } from '../../client/useLists';
import { useNavigate } from '../../client/useRoute';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { GalleryWorkspace } from './GalleryWorkspace';

/** Looks for the set and its table, then hands over to the workspace, which opens at the sample if one is named. */
export function GalleryPage(props: { readonly setId: SetId | null; readonly sampleId: SampleId | null }): ReactNode {
  const sets = useSets();
  const list = sets.data ?? [];
  const set = props.setId === null ? list[0] : list.find(({ id }) => id === props.setId);
  if (sets.error !== undefined)
    return (
      <Shell>
        <ErrorPanel error={sets.error} />
      </Shell>
    );
  if (sets.data === undefined) return <Waiting />;
  if (set === undefined) return <NoSet isMissing={props.setId !== null} />;
  return <OpenSet key={set.id} set={set} sets={list} sampleId={props.sampleId} />;
}

function OpenSet(props: {
  readonly set: SetSummary;
  readonly sets: readonly SetSummary[];
  readonly sampleId: SampleId | null;
}): ReactNode {
  const { set, sets, sampleId } = props;
  const { table, error } = useSampleTable(set.id, set.counts.samples);
  if (error !== undefined)
    return (
      <Shell>
        <ErrorPanel error={error} />
      </Shell>
    );
  if (table === null) return <Waiting />;
  return <GalleryWorkspace key={table.rowCount} set={set} sets={sets} table={table} sampleId={sampleId} />;
}

function NoSet(props: { readonly isMissing: boolean }): ReactNode {
  const navigate = useNavigate();
  return (
    <Shell>
      <EmptyState
        icon={<IconPhoto size={44} stroke={1.3} />}
        title={props.isMissing ? 'This set is not in the library' : 'No faces yet'}
        action={<Button onClick={() => navigate({ page: 'new-set' })}>New synthetic set</Button>}
      >
        {props.isMissing
          ? 'It was moved to the trash, or the library is another one. Choose another set in the library.'
          : 'Make a synthetic set or import a consented one; its faces are looked through here.'}
      </EmptyState>
    </Shell>
  );
}

const Waiting = (): ReactNode => (
  <Center h="100%" data-testid="page-gallery">
    <Loader size="sm" aria-label="Loading the samples" />
  </Center>
);

const Shell = (props: { readonly children: ReactNode }): ReactNode => (
  <Center h="100%" p="xl" data-testid="page-gallery">
    {props.children}
  </Center>
);

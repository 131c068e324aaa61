import { SimpleGrid, Stack } from '@mantine/core';
import { IconPackageExport } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SetId } from '@shared/domain/ids';
import { useSets } from '../../client/useLists';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Page } from '../../ui/Page';
import { ExportCard } from './ExportCard';
import { ExportList } from './ExportList';

/** Three cards, one button each, and what was handed out before. */
export function ExportPage(props: { readonly syn: SetId | null; readonly real: SetId | null }): ReactNode {
  const sets = useSets();
  const all = (sets.data ?? []).filter(({ state }) => state === 'complete');
  const synthetic = all.filter(({ kind }) => kind === 'syn');
  const real = all.filter(({ kind }) => kind === 'real');
  return (
    <Page
      name="export"
      title="Export"
      subtitle="A folder per identity, pairs for verification, a manifest with hashes, and a card that says what it is. Excluded samples stay behind."
      width={1320}
    >
      {sets.error !== undefined && <ErrorPanel error={sets.error} />}
      {sets.data !== undefined && all.length === 0 ? (
        <EmptyState icon={<IconPackageExport size={44} stroke={1.3} />} title="Nothing to export yet">
          Finish a synthetic set or import a consented one first.
        </EmptyState>
      ) : (
        <Stack gap="xl">
          <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
            <ExportCard kind="syn" synthetic={synthetic} real={[]} syn={props.syn} realId={null} />
            <ExportCard kind="real" synthetic={[]} real={real} syn={null} realId={props.real} />
            <ExportCard kind="mix" synthetic={synthetic} real={real} syn={props.syn} realId={props.real} />
          </SimpleGrid>
          <ExportList />
        </Stack>
      )}
    </Page>
  );
}

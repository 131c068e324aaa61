import { SimpleGrid, Stack } from '@mantine/core';
import { IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { SetId } from '@shared/domain/ids';
import { useSets } from '../../client/useLists';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Page } from '../../ui/Page';
import { ComparePanel } from './ComparePanel';
import { ExportCard } from './ExportCard';
import { ExportList } from './ExportList';

/** Three cards, one button each, and what was handed out before. */
export function ExportPage(props: { readonly syn: SetId | null; readonly real: SetId | null }): ReactNode {
  const sets = useSets();
  const [compared, setCompared] = useState<string | null>(null);
  const all = (sets.data ?? []).filter(({ state }) => state === 'complete');
  const synthetic = all.filter(({ kind }) => kind === 'syn');
  const imported = all.filter(({ kind }) => kind === 'real');
  // People first: a declared set is exported where somebody chooses it.
  const real = [...imported.filter(isOfRealPeople), ...imported.filter((set) => !isOfRealPeople(set))];
  return (
    <Page
      name="export"
      title="Export"
      subtitle="In the format of whoever receives it, with pairs, a signed manifest and papers. What was excluded, withdrawn or not agreed to stays here."
      width={1320}
    >
      {sets.error !== undefined && <ErrorPanel error={sets.error} />}
      {sets.data !== undefined && all.length === 0 ? (
        <EmptyState icon={<IconPackageExport size={44} stroke={1.3} />} title="Nothing to export yet">
          Finish a synthetic set or import a consented one first.
        </EmptyState>
      ) : (
        <Stack gap="xl">
          <SimpleGrid
            cols={{ base: 1, md: 3 }}
            spacing="md"
            // A card that only says what it needs is not drawn out to the length of the others.
            style={{ alignItems: synthetic.length > 0 && real.length > 0 ? 'stretch' : 'start' }}
          >
            <ExportCard
              kind="syn"
              synthetic={synthetic}
              real={[]}
              syn={props.syn}
              realId={null}
              onCompare={setCompared}
            />
            <ExportCard kind="real" synthetic={[]} real={real} syn={null} realId={props.real} onCompare={setCompared} />
            <ExportCard
              kind="mix"
              synthetic={synthetic}
              real={real}
              syn={props.syn}
              realId={props.real}
              onCompare={setCompared}
            />
          </SimpleGrid>
          <ExportList onCompare={setCompared} />
          <ComparePanel sets={all} earlier={compared} onEarlier={setCompared} />
        </Stack>
      )}
    </Page>
  );
}

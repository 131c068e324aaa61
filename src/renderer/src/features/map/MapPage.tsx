import { IconMap2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SetId } from '@shared/domain/ids';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';

/** The embeddings of one or several sets in one plane. */
export function MapPage(props: { readonly setId: SetId | null }): ReactNode {
  return (
    <Page name="map" title="Map">
      <EmptyState icon={<IconMap2 size={44} stroke={1.3} />} title="No map yet">
        {props.setId === null ? 'Choose a set.' : 'Faces that look alike lie side by side on a map.'}
      </EmptyState>
    </Page>
  );
}

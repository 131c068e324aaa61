import { Modal } from '@mantine/core';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import type { Decision, ExclusionReason } from '@shared/domain/curation';
import { keysOfRows } from '../../../client/curationRows';
import type { Gallery } from '../useGallery';
import { BulkPreview } from './BulkPreview';
import type { BulkPlan } from './bulkPlan';

/** A selection of so many samples is looked at before a key decides about it; fewer are on the screen anyway. */
export const ASKS_FROM = 200;

export interface AskedDecision {
  readonly decision: Decision;
  readonly reason: ExclusionReason | null;
}

/** A key was pressed on a large selection: what it would change, before it does. */
export function SelectionDialog(props: {
  readonly gallery: Gallery;
  readonly set: SetSummary;
  readonly asked: AskedDecision;
  readonly onClose: () => void;
}): ReactNode {
  const { gallery, set, asked, onClose } = props;
  const { table, selection } = gallery;
  const plan = useMemo<BulkPlan>(
    () => ({
      title: 'The selection',
      about: 'The samples that are selected.',
      keys: keysOfRows(table, Uint32Array.from(selection.rows())),
      ...asked,
      note: 'selected together',
    }),
    [table, selection, asked],
  );
  return (
    <Modal opened onClose={onClose} title={plan.title} size="lg" centered>
      <BulkPreview plan={plan} set={set} store={gallery.store} onDone={onClose} />
    </Modal>
  );
}

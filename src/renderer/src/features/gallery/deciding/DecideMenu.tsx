import { Button, Menu, Modal } from '@mantine/core';
import { IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { keyOfSample } from '@shared/domain/curationSamples';
import type { SampleKeys } from '@shared/domain/curationSamples';
import { keysOfRows } from '../../../client/curationRows';
import { useReviewer } from '../../../client/useReviewer';
import { formatCount } from '../../../ui/format';
import type { Gallery } from '../useGallery';
import { BulkPreview } from './BulkPreview';
import { DoublesPanel } from './DoublesPanel';
import { ReasonsPanel } from './ReasonsPanel';
import { RulePanel } from './RulePanel';
import { TagPanel } from './TagPanel';
import type { BulkPlan } from './bulkPlan';

type Open =
  | { readonly kind: 'plan'; readonly plan: BulkPlan }
  | { readonly kind: 'tag'; readonly keys: SampleKeys }
  | { readonly kind: 'doubles' | 'rule' | 'reasons' };

const TITLE = {
  doubles: 'All but the best doubles',
  rule: 'Decide by a rule',
  tag: 'Tag',
  reasons: 'Reasons',
} as const;

/** Everything that decides about more than what is in front: each shows what would change before it acts. */
export function DecideMenu(props: { readonly gallery: Gallery; readonly set: SetSummary }): ReactNode {
  const { gallery, set } = props;
  const { table, store, curation, view, focusedId, selection } = gallery;
  const [open, setOpen] = useState<Open | null>(null);
  const who = useReviewer();
  // Only a person makes them, one at a time: there are few.
  const alarms = store.falseAlarms();
  const close = (): void => setOpen(null);
  const order = view?.order ?? new Uint32Array();
  const isDisabled = curation.readOnlyReason !== null;

  const bulk = (title: string, about: string, rows: Uint32Array): void => {
    const keys = keysOfRows(table, rows);
    setOpen({ kind: 'plan', plan: { title, about, keys, decision: 'exclude', reason: null, note: about } });
  };
  const ofIdentity = (): void => {
    if (focusedId === null) return;
    const identity = table.identityOf(table.rowOf(focusedId));
    const rows = Uint32Array.from(table.opened.identityIndex.keys()).filter(
      (row) => table.identityOf(row) === identity,
    );
    const name = table.identityName(identity);
    bulk(`Identity ${name}`, `Every sample of the identity ${name}, in view or not.`, rows);
  };
  const tagged = (): SampleKeys => {
    if (selection.count > 0) return keysOfRows(table, Uint32Array.from(selection.rows()));
    return focusedId === null ? new Float64Array() : Float64Array.of(keyOfSample(focusedId));
  };

  return (
    <>
      <Menu position="top-start" shadow="md" withinPortal>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            style={{ flex: 'none' }}
            rightSection={<IconChevronUp size={14} />}
            disabled={isDisabled}
          >
            Decide
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={focusedId === null} onClick={ofIdentity}>
            This whole identity…
          </Menu.Item>
          <Menu.Item
            disabled={selection.count === 0}
            onClick={() => bulk('The selection', 'The samples that are selected.', Uint32Array.from(selection.rows()))}
          >
            The selection ({formatCount(selection.count)})…
          </Menu.Item>
          <Menu.Item
            disabled={order.length === 0}
            onClick={() => bulk('All in view', 'Every sample that passes the filters now.', order)}
          >
            All in view ({formatCount(order.length)})…
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => setOpen({ kind: 'doubles' })}>All but the best doubles…</Menu.Item>
          <Menu.Item onClick={() => setOpen({ kind: 'rule' })}>By a rule…</Menu.Item>
          <Menu.Divider />
          <Menu.Item
            disabled={focusedId === null && selection.count === 0}
            onClick={() => setOpen({ kind: 'tag', keys: tagged() })}
          >
            Tag…
          </Menu.Item>
          {alarms.length > 0 && (
            <Menu.Item onClick={() => store.falseAlarm(alarms, false, who)}>
              Call {formatCount(alarms.length)} false {alarms.length === 1 ? 'alarm' : 'alarms'} back
            </Menu.Item>
          )}
          <Menu.Item onClick={() => setOpen({ kind: 'reasons' })}>Edit the reasons…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={open !== null}
        onClose={close}
        title={open === null ? '' : open.kind === 'plan' ? open.plan.title : TITLE[open.kind]}
        size={open?.kind === 'tag' ? 'sm' : 'lg'}
        centered
      >
        {open?.kind === 'plan' && <BulkPreview plan={open.plan} set={set} store={store} onDone={close} />}
        {open?.kind === 'doubles' && <DoublesPanel table={table} set={set} store={store} onDone={close} />}
        {open?.kind === 'rule' && <RulePanel table={table} set={set} store={store} onDone={close} />}
        {open?.kind === 'tag' && <TagPanel keys={open.keys} store={store} curation={curation} onDone={close} />}
        {open?.kind === 'reasons' && <ReasonsPanel onDone={close} />}
      </Modal>
    </>
  );
}

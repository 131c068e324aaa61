import { ActionIcon, Anchor, Tooltip } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { ORIGINAL_KEY } from '../../client/keyMap';
import type { KeyMap } from '../../client/keyMap';
import { KeyLegend } from '../../ui/KeyLegend';
import type { LegendEntry } from '../../ui/KeyLegend';
import { formatCount } from '../../ui/format';
import { DecideMenu } from './deciding/DecideMenu';
import { DeliveryState } from './deciding/DeliveryState';
import { HiddenCount } from './HiddenCount';
import type { Gallery } from './useGallery';
import classes from './Gallery.module.css';

/** What has been decided, what is selected, and the keys that work now. */
export function CounterLine(props: {
  readonly gallery: Gallery;
  readonly set: SetSummary;
  readonly keyMap: KeyMap;
  readonly onHelp: () => void;
}): ReactNode {
  const { gallery, set, keyMap, onHelp } = props;
  const { counts, readOnlyReason } = gallery.curation;
  const shown = gallery.view?.order.length ?? 0;
  const selected = gallery.selection.count;
  const entries = useMemo(() => legendOf(keyMap, set.kind === 'real'), [keyMap, set.kind]);
  return (
    <div className={classes.bottom}>
      <DecideMenu gallery={gallery} set={set} />
      <span className={classes.counter} data-testid="counter-line" role="status" aria-live="off">
        {formatCount(counts.kept)} kept · {formatCount(counts.excluded)} excluded · {formatCount(counts.undecided)} to
        see · {formatCount(selected)} selected
      </span>
      {shown !== gallery.table.rowCount && (
        <span className={classes.matches}>
          {formatCount(shown)} match{' '}
          <Anchor component="button" size="sm" onClick={gallery.selectMatching}>
            select all
          </Anchor>
        </span>
      )}
      {gallery.isOutOfDate && (
        <Anchor component="button" size="sm" onClick={gallery.refresh} className={classes.matches}>
          filter again with new decisions
        </Anchor>
      )}
      {isOfRealPeople(set) && <HiddenCount setId={set.id} />}
      <DeliveryState store={gallery.store} curation={gallery.curation} />
      {readOnlyReason !== null && <span role="alert">Decisions cannot be changed: {readOnlyReason}</span>}
      <div className={classes.legend}>
        <KeyLegend entries={entries} />
        <Tooltip label="All keys (?)">
          <ActionIcon size="sm" aria-label="All keys" onClick={onHelp}>
            <IconKeyboard size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}

function legendOf(keyMap: KeyMap, hasOriginals: boolean): readonly LegendEntry[] {
  return [
    { keys: [show(keyMap.keep)], text: 'keep' },
    { keys: [show(keyMap.exclude)], text: 'exclude' },
    { keys: ['1–9'], text: 'with reason' },
    { keys: [show(keyMap.undecided)], text: 'undecided' },
    { keys: [show(keyMap.back)], text: 'back' },
    { keys: ['I'], text: 'identity' },
    ...(hasOriginals ? [{ keys: [show([ORIGINAL_KEY])], text: 'original' }] : []),
    { keys: ['Enter'], text: 'review' },
  ];
}

const show = (keys: readonly string[]): string => (keys[0] ?? '').toUpperCase();

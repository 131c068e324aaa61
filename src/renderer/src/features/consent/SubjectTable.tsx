import { Checkbox } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import type { SubjectView } from '@shared/contract/consentViews';
import { SubjectRow } from './SubjectRow';
import classes from './Consent.module.css';

const ROW_PX = 44;
const HEADINGS = [
  'Pictures',
  'Status',
  'Allowed today',
  'Biometric',
  'Until',
  'Keep until',
  'Notice',
  'Evidence',
  'Channel',
  'Used in',
];

/** Who agreed to what; only the rows in sight exist. */
export function SubjectTable(props: {
  readonly subjects: readonly SubjectView[];
  /** Exports and models of a subject, in words. */
  readonly usedIn: ReadonlyMap<string, string>;
  readonly ticked: ReadonlySet<string>;
  readonly open: string | null;
  readonly onTick: (subjects: readonly string[], isOn: boolean) => void;
  readonly onOpen: (subject: string) => void;
}): ReactNode {
  const { subjects, usedIn, ticked, open, onTick, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: subjects.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => subjects[index]?.subject ?? index,
    overscan: 8,
  });
  const tickedHere = subjects.reduce((count, { subject }) => count + Number(ticked.has(subject)), 0);
  const isAll = subjects.length > 0 && tickedHere === subjects.length;
  return (
    <div className={classes.wide} data-testid="consent-table">
      <div role="table" aria-label="Subjects" aria-rowcount={subjects.length + 1} className={classes.table}>
        <div role="row" className={`${classes.row ?? ''} ${classes.head ?? ''}`}>
          <span role="columnheader">
            <Checkbox
              size="xs"
              aria-label="Choose all subjects shown"
              checked={isAll}
              indeterminate={!isAll && tickedHere > 0}
              onChange={() =>
                onTick(
                  subjects.map(({ subject }) => subject),
                  !isAll,
                )
              }
            />
          </span>
          <span role="columnheader">Subject</span>
          {HEADINGS.map((heading) => (
            <span key={heading} role="columnheader">
              {heading}
            </span>
          ))}
        </div>
        <div ref={scroller} className={classes.scroll}>
          <div role="rowgroup" className={classes.body} style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map(({ index, key, start }) => {
              const view = subjects[index];
              if (view === undefined) return null;
              return (
                <div key={key} className={classes.line} style={{ transform: `translateY(${start}px)` }}>
                  <SubjectRow
                    view={view}
                    usedIn={usedIn.get(view.subject) ?? ''}
                    isTicked={ticked.has(view.subject)}
                    isOpen={open === view.subject}
                    onTick={onTick}
                    onOpen={onOpen}
                  />
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}

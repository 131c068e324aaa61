import { Badge, Checkbox, Group, Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import type { ConsentChangeView } from '@shared/contract/consentViews';
import { contradictionText, differences, mayBeAccepted } from '@shared/domain/consents/changes';
import { STATUS_WORD } from '../../ui/words';
import classes from './Consent.module.css';

const ROW_PX = 64;
const COLOUR = { added: 'green', changed: 'blue', contradicting: 'red' } as const;
const WORD = { added: 'new', changed: 'changed', contradicting: 'contradicts' } as const;

/** The file's records that are not as before, contradictions first, each with its line and what stands in the register. */
export function PreviewChanges(props: {
  readonly changes: readonly ConsentChangeView[];
  readonly accepted: ReadonlySet<string>;
  readonly onAccept: (subject: string, isOn: boolean) => void;
}): ReactNode {
  const { changes, accepted, onAccept } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: changes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  });
  if (changes.length === 0)
    return (
      <Text size="sm" c="dimmed">
        The file says what the register says.
      </Text>
    );
  return (
    <div ref={scroller} className={classes.preview}>
      <div className={classes.body} role="list" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const change = changes[index];
          if (change === undefined) return null;
          return (
            <div
              key={key}
              ref={rows.measureElement}
              data-index={index}
              role="listitem"
              aria-label={change.subject}
              className={classes.line}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Change change={change} isAccepted={accepted.has(change.subject)} onAccept={onAccept} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Change(props: {
  readonly change: ConsentChangeView;
  readonly isAccepted: boolean;
  readonly onAccept: (subject: string, isOn: boolean) => void;
}): ReactNode {
  const { change, isAccepted, onAccept } = props;
  const { subject, kind, place, before, after, contradictions } = change;
  const changed =
    before === null
      ? `${STATUS_WORD[after.status]} since ${after.date}: ${after.purposes.join(', ') || 'nothing'}`
      : differences(before, after)
          .map(({ field, from, to }) => `${field}: ${from} → ${to}`)
          .join(' · ');
  return (
    <div className={classes.change}>
      <Group gap="xs">
        <Badge size="sm" tt="none" variant="light" color={COLOUR[kind]}>
          {WORD[kind]}
        </Badge>
        <Text size="sm" fw={600}>
          {subject}
        </Text>
        <Text size="xs" c="dimmed">
          {place.split(/[\\/]/).at(-1)}
        </Text>
      </Group>
      <Text size="sm">{changed}</Text>
      {contradictions.map((what) => (
        <Text key={what} size="sm" style={{ color: 'var(--o-exclude)' }}>
          {contradictionText(what, change)}
        </Text>
      ))}
      {kind === 'contradicting' && mayBeAccepted(change) && (
        <Checkbox
          size="xs"
          mt={4}
          label="Take the file’s record all the same"
          checked={isAccepted}
          onChange={(event) => onAccept(subject, event.currentTarget.checked)}
        />
      )}
    </div>
  );
}

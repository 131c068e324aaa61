import { Badge, Button, Checkbox, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ConsentChangeView } from '@shared/contract/consentViews';
import { contradictionText, differences, mayBeAccepted } from '@shared/domain/consents/changes';
import { formatCount } from '../../ui/format';
import { STATUS_WORD } from '../../ui/words';
import classes from './Consent.module.css';

const SHOWN_AT_ONCE = 200;
const COLOUR = { added: 'green', changed: 'blue', contradicting: 'red' } as const;
const WORD = { added: 'new', changed: 'changed', contradicting: 'contradicts' } as const;

/** The file's records that are not as before, contradictions first, each with its line and what stands in the register. */
export function PreviewChanges(props: {
  readonly changes: readonly ConsentChangeView[];
  readonly accepted: ReadonlySet<string>;
  readonly onAccept: (subject: string, isOn: boolean) => void;
}): ReactNode {
  const { changes, accepted, onAccept } = props;
  const [limit, setLimit] = useState(SHOWN_AT_ONCE);
  if (changes.length === 0)
    return (
      <Text size="sm" c="dimmed">
        The file says what the register says.
      </Text>
    );
  return (
    <div className={classes.preview}>
      <div role="list">
        {changes.slice(0, limit).map((change) => (
          <div key={change.subject} role="listitem" aria-label={change.subject}>
            <Change change={change} isAccepted={accepted.has(change.subject)} onAccept={onAccept} />
          </div>
        ))}
      </div>
      {changes.length > limit && (
        <Button m="sm" size="compact-sm" variant="default" onClick={() => setLimit(limit + SHOWN_AT_ONCE)}>
          Show {formatCount(Math.min(SHOWN_AT_ONCE, changes.length - limit))} more of{' '}
          {formatCount(changes.length - limit)}
        </Button>
      )}
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

import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ConsentHistoryLine } from '@shared/contract/consentViews';
import type { ConsentRecord } from '@shared/domain/consent';
import { differences } from '@shared/domain/consents/changes';
import { formatMoment } from '../../ui/format';
import { STATUS_WORD } from '../../ui/words';
import classes from './Consent.module.css';

/** Every line of the register about one subject, newest first, with what it changed. */
export function HistoryList(props: { readonly history: readonly ConsentHistoryLine[] }): ReactNode {
  const { history } = props;
  if (history.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nothing was recorded yet.
      </Text>
    );
  return (
    <Stack gap="sm" data-testid="consent-history">
      {history.map(({ line, at, who, source, reason, record }, index) => (
        <div key={line} className={classes.history}>
          <Text size="xs" c="dimmed">
            {formatMoment(at)} · {who} · {source === null ? 'entered by hand' : `read from ${nameOf(source)}`} · line{' '}
            {line}
          </Text>
          {changesOf(history[index + 1]?.record, record).map((change) => (
            <Text key={change} size="sm">
              {change}
            </Text>
          ))}
          {reason !== null && <Text size="sm">Although it contradicts an earlier line: {reason}</Text>}
        </div>
      ))}
    </Stack>
  );
}

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

function changesOf(before: ConsentRecord | undefined, record: ConsentRecord): string[] {
  if (before === undefined)
    return [`${STATUS_WORD[record.status]} since ${record.date}: ${record.purposes.join(', ') || 'nothing'}`];
  const changes = differences(before, record).map(({ field, from, to }) => `${field}: ${from} → ${to}`);
  return changes.length === 0 ? ['recorded again'] : changes;
}

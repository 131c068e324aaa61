import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CONSENT_STATUSES } from '@shared/domain/consent';
import { formatAmount, formatCount } from '../../ui/format';
import { STATUS_WORD } from '../../ui/words';
import { NO_FILTER, type ConsentFilter } from './consentRows';
import { ALARM_WORD } from './words';

/** What the table shows, and what is done with the chosen subjects. */
export function ConsentToolbar(props: {
  readonly filter: ConsentFilter;
  readonly shown: number;
  readonly ticked: number;
  readonly isReadOnly: boolean;
  readonly onFilter: (filter: ConsentFilter) => void;
  readonly onBulk: () => void;
  readonly onUntick: () => void;
}): ReactNode {
  const { filter, shown, ticked, isReadOnly, onFilter, onBulk, onUntick } = props;
  return (
    <Group gap="sm" mb="xs" mih={30}>
      <TextInput
        aria-label="Find a subject"
        placeholder="Find a subject"
        size="xs"
        w={200}
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
      />
      <Select
        aria-label="Status"
        placeholder="Any status"
        size="xs"
        w={130}
        clearable
        data={CONSENT_STATUSES.map((value) => ({ value, label: STATUS_WORD[value] }))}
        value={filter.status}
        onChange={(value) => onFilter({ ...filter, status: CONSENT_STATUSES.find((one) => one === value) ?? null })}
      />
      {filter.alarm !== null && (
        <Button size="compact-xs" variant="light" onClick={() => onFilter(NO_FILTER)}>
          {ALARM_WORD[filter.alarm]} ✕
        </Button>
      )}
      <Text size="xs" c="dimmed" className="tabular">
        {formatAmount(shown, 'subject', 'subjects')}
      </Text>
      {ticked > 0 && (
        <Group gap="xs" ml="auto">
          <Button size="compact-sm" leftSection={<IconPencil size={15} />} disabled={isReadOnly} onClick={onBulk}>
            Edit {formatCount(ticked)} together…
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={onUntick}>
            Choose none
          </Button>
        </Group>
      )}
    </Group>
  );
}

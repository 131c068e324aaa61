import { Anchor, Checkbox, Group, SegmentedControl, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { CONSENT_PURPOSES, isIsoDay } from '@shared/domain/consent';
import { suggestedRetention } from '@shared/domain/consents/alarms';
import { EDITABLE_STATUSES } from '@shared/domain/consents/edit';
import { PURPOSE_WORD, STATUS_WORD } from '../../ui/words';
import { EvidenceField } from './EvidenceField';
import { NoticeField } from './NoticeField';
import type { RecordDraft } from './recordDraft';

interface FieldsProps {
  readonly draft: RecordDraft;
  readonly onChange: (change: Partial<RecordDraft>) => void;
}

/** Status, purposes and days: what differs from subject to subject. */
export function StandingFields(props: FieldsProps): ReactNode {
  const { draft, onChange } = props;
  // A withdrawal is no word in a list: it erases, and has its own way.
  const statuses = draft.status === 'withdrawn' ? ['withdrawn' as const, ...EDITABLE_STATUSES] : EDITABLE_STATUSES;
  return (
    <Stack gap="xs">
      <SimpleGrid cols={2} spacing="xs">
        <Select
          label="Status"
          size="xs"
          allowDeselect={false}
          data={statuses.map((value) => ({ value, label: STATUS_WORD[value] }))}
          value={draft.status}
          onChange={(value) => {
            const status = statuses.find((one) => one === value);
            if (status !== undefined) onChange({ status });
          }}
        />
        <DayField label="Since" value={draft.date} onChange={(date) => onChange({ date })} />
      </SimpleGrid>
      <Checkbox.Group
        label="Purposes"
        size="xs"
        value={[...draft.purposes]}
        onChange={(values) => onChange({ purposes: CONSENT_PURPOSES.filter((purpose) => values.includes(purpose)) })}
      >
        <Group gap="sm" mt={4}>
          {CONSENT_PURPOSES.map((purpose) => (
            <Checkbox key={purpose} size="xs" value={purpose} label={PURPOSE_WORD[purpose]} />
          ))}
        </Group>
      </Checkbox.Group>
      <TextInput
        label="Document"
        description="Where the signed form is kept"
        size="xs"
        maxLength={1000}
        value={draft.document}
        onChange={(event) => onChange({ document: event.currentTarget.value })}
      />
      <EvidenceField evidence={draft.evidence} onChange={(evidence) => onChange({ evidence })} />
    </Stack>
  );
}

/** What is often the same for many: ends, channel, notice, the biometric tick. */
export function SharedFields(props: FieldsProps): ReactNode {
  const { draft, onChange } = props;
  const suggested = !isIsoDay(draft.date)
    ? null
    : suggestedRetention({ date: draft.date, expiresOn: draft.expiresOn || undefined });
  return (
    <Stack gap="xs">
      <SimpleGrid cols={2} spacing="xs">
        <DayField
          label="Consent holds until"
          value={draft.expiresOn}
          onChange={(expiresOn) => onChange({ expiresOn })}
        />
        <div>
          <DayField
            label="Keep pictures until"
            value={draft.retainUntil}
            onChange={(retainUntil) => onChange({ retainUntil })}
          />
          {draft.retainUntil === '' && suggested !== null && (
            <Text size="xs" c="dimmed">
              Three years after the last contact at most:{' '}
              <Anchor component="button" type="button" size="xs" onClick={() => onChange({ retainUntil: suggested })}>
                {suggested}
              </Anchor>
            </Text>
          )}
        </div>
      </SimpleGrid>
      <div>
        <Text size="xs" fw={500} mb={4} id="biometric-label">
          Processing that tells who somebody is
        </Text>
        <SegmentedControl
          size="xs"
          aria-labelledby="biometric-label"
          data={[
            { value: '', label: 'not recorded' },
            { value: 'yes', label: 'agreed' },
            { value: 'no', label: 'refused' },
          ]}
          value={draft.biometric}
          onChange={(value) => onChange({ biometric: value === 'yes' || value === 'no' ? value : '' })}
        />
      </div>
      <TextInput
        label="Channel"
        description="How it was given: paper form, e-mail, web form …"
        size="xs"
        maxLength={80}
        value={draft.channel}
        onChange={(event) => onChange({ channel: event.currentTarget.value })}
      />
      <NoticeField draft={draft} onChange={onChange} />
    </Stack>
  );
}

function DayField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}): ReactNode {
  const { label, value, onChange } = props;
  return (
    <TextInput
      label={label}
      placeholder="YYYY-MM-DD"
      size="xs"
      value={value}
      error={value === '' || isIsoDay(value) ? null : 'an existing day, YYYY-MM-DD'}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

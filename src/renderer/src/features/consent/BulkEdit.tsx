import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SetId } from '@shared/domain/ids';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { formatAmount } from '../../ui/format';
import { EMPTY_DRAFT, type RecordDraft } from './recordDraft';
import { SharedFields } from './RecordFields';
import { useSaveRecord } from './useSaveRecord';

/** The same notice, channel or days for several subjects; what is left empty stays as it is in each record. */
export function BulkEdit(props: {
  readonly setId: SetId;
  readonly subjects: readonly string[];
  readonly isReadOnly: boolean;
  readonly onDone: () => void;
}): ReactNode {
  const { setId, subjects, isReadOnly, onDone } = props;
  const [draft, setDraft] = useState<RecordDraft>(EMPTY_DRAFT);
  const save = useSaveRecord(setId, onDone);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(EMPTY_DRAFT);
  return (
    <Stack gap="md" data-testid="consent-bulk">
      <Text size="sm" c="dimmed">
        What you fill in is recorded for {formatAmount(subjects.length, 'subject', 'subjects')}; what you leave empty
        stays as it is in each record.
      </Text>
      <SharedFields draft={draft} onChange={(part) => setDraft((now) => ({ ...now, ...part }))} />
      {save.error !== undefined && <ErrorPanel error={save.error} onClose={save.clear} />}
      <Button
        size="sm"
        disabled={!isChanged || isReadOnly}
        loading={save.isRunning}
        onClick={() => save.run(subjects, EMPTY_DRAFT, draft)}
      >
        Record for {formatAmount(subjects.length, 'subject', 'subjects')}
      </Button>
    </Stack>
  );
}

import { Button, Divider, Group, Stack, Text } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SubjectView } from '@shared/contract/consentViews';
import { alarmTexts, countAlarms } from '@shared/domain/consents/alarms';
import type { SetId } from '@shared/domain/ids';
import { useQuery } from '../../client/useQuery';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Notice } from '../../ui/Notice';
import { formatAmount } from '../../ui/format';
import { HistoryList } from './HistoryList';
import { draftOf, type RecordDraft } from './recordDraft';
import { SharedFields, StandingFields } from './RecordFields';
import { useSaveRecord } from './useSaveRecord';

/** One subject's record, to be read and changed, with where it was used and every record before. */
export function RecordInspector(props: {
  readonly setId: SetId;
  readonly view: SubjectView;
  readonly uses: readonly string[];
  readonly isReadOnly: boolean;
  /** The one way to a withdrawal, which also erases. */
  readonly onWithdraw: () => void;
}): ReactNode {
  const { setId, view, uses, isReadOnly, onWithdraw } = props;
  const begun = draftOf(view);
  const [draft, setDraft] = useState<RecordDraft>(begun);
  const history = useQuery('consent.history', { setId, subject: view.subject });
  const save = useSaveRecord(setId, () => setDraft((now) => ({ ...now, noticeText: '' })));
  const change = (part: Partial<RecordDraft>): void => setDraft((now) => ({ ...now, ...part }));
  const isChanged = JSON.stringify(begun) !== JSON.stringify(draft);
  return (
    <Stack gap="md" data-testid="consent-inspector">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {formatAmount(view.sampleCount, 'picture', 'pictures')} in this set
        </Text>
        <Button
          size="compact-sm"
          variant="outline"
          color="red"
          leftSection={<IconUserOff size={15} />}
          disabled={isReadOnly}
          onClick={onWithdraw}
        >
          Withdraw…
        </Button>
      </Group>
      {view.alarms.length > 0 && (
        <Notice tone="caution" title="To be seen to">
          {alarmTexts(countAlarms([view.alarms])).join('; ')}.
        </Notice>
      )}
      <StandingFields draft={draft} onChange={change} />
      <SharedFields draft={draft} onChange={change} />
      {save.error !== undefined && <ErrorPanel error={save.error} onClose={save.clear} />}
      <Group gap="xs">
        <Button
          size="sm"
          disabled={!isChanged || isReadOnly}
          loading={save.isRunning}
          onClick={() => save.run([view.subject], begun, draft)}
        >
          Save
        </Button>
        <Button size="sm" variant="default" disabled={!isChanged} onClick={() => setDraft(begun)}>
          Undo changes
        </Button>
      </Group>
      <Divider label="Where used" labelPosition="left" />
      {uses.length === 0 ? (
        <Text size="sm" c="dimmed">
          In no export and no model that this library knows of.
        </Text>
      ) : (
        uses.map((use) => (
          <Text key={use} size="sm">
            {use}
          </Text>
        ))
      )}
      <Divider label="History" labelPosition="left" />
      {history.error !== undefined && <ErrorPanel error={history.error} />}
      {history.data !== undefined && <HistoryList history={history.data} />}
    </Stack>
  );
}

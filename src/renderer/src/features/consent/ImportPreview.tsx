import { Button, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ConsentPreview } from '@shared/contract/consentViews';
import { mayBeAccepted } from '@shared/domain/consents/changes';
import type { SetId } from '@shared/domain/ids';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Panel } from '../../ui/Panel';
import { StatValue } from '../../ui/StatValue';
import { formatAmount, formatCount } from '../../ui/format';
import { PreviewChanges } from './PreviewChanges';
import { CONSENT_ANSWERS } from './useSaveRecord';

/** Reasons are read by somebody later; a word is not one. */
const SHORTEST_REASON = 3;

/** What a consent file would change, before anything is written; contradictions are taken one by one, with a reason. */
export function ImportPreview(props: {
  readonly setId: SetId;
  readonly preview: ConsentPreview;
  readonly onClose: () => void;
}): ReactNode {
  const { setId, preview, onClose } = props;
  const { counts, changes } = preview;
  const { client, queries } = useOutis();
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const acceptable = changes.filter((change) => change.kind === 'contradicting' && mayBeAccepted(change));
  const take = useAction(async () => {
    await client.call('consent.import', {
      ...{ setId, consentFile: preview.file, sha256: preview.sha256, registerLines: preview.registerLines },
      accept: accepted.size === 0 ? null : { subjects: [...accepted], reason: reason.trim() },
      // Each was looked at here: what is not ticked stays as the register has it.
      leaveOthers: true,
    });
    queries.invalidate(...CONSENT_ANSWERS);
    onClose();
  });
  const toggle = (subject: string, isOn: boolean): void =>
    setAccepted((now) => {
      const next = new Set(now);
      if (isOn) next.add(subject);
      else next.delete(subject);
      return next;
    });
  const taken = counts.added + counts.changed + accepted.size;
  const isReasonMissing = accepted.size > 0 && reason.trim().length < SHORTEST_REASON;
  return (
    <Panel title="What this consent file would change" testId="consent-preview">
      <Stack gap="md">
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {preview.file}
        </Text>
        <Group gap="xl">
          <StatValue label="New" value={formatCount(counts.added)} />
          <StatValue label="Changed" value={formatCount(counts.changed)} />
          <StatValue label="Contradicting" value={formatCount(counts.contradicting)} />
          <StatValue label="As before" value={formatCount(counts.unchanged)} />
        </Group>
        <Text size="sm">
          {formatAmount(preview.notInFile, 'subject of the set is', 'subjects of the set are')} not in the file and{' '}
          {preview.notInFile === 1 ? 'stays' : 'stay'} as before.{' '}
          {preview.notInSet > 0 &&
            `${formatAmount(preview.notInSet, 'subject of the file has', 'subjects of the file have')} no pictures here. `}
          {preview.unknownColumns.length > 0 && `Not read: ${preview.unknownColumns.join(', ')}. `}
          {preview.notes.map((note) => `${note}. `)}
        </Text>
        <PreviewChanges changes={changes} accepted={accepted} onAccept={toggle} />
        {acceptable.length > 0 && (
          <Group gap="sm" align="flex-end">
            <Textarea
              flex={1}
              label="Why the ticked records are right"
              description="Goes into the register and the log"
              size="xs"
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Checkbox
              size="xs"
              mb={8}
              label={`tick all ${formatCount(acceptable.length)}`}
              checked={accepted.size === acceptable.length}
              onChange={(event) =>
                setAccepted(new Set(event.currentTarget.checked ? acceptable.map(({ subject }) => subject) : []))
              }
            />
          </Group>
        )}
        {take.error !== undefined && <ErrorPanel error={take.error} onClose={take.clear} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Change nothing
          </Button>
          <Button disabled={taken === 0 || isReasonMissing} loading={take.isRunning} onClick={() => take.run()}>
            Record {formatAmount(taken, 'change', 'changes')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}

import { Button, Checkbox, Group, Loader, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { CONSENT_PURPOSES } from '@shared/domain/consent';
import type { ConsentPurpose } from '@shared/domain/consent';
import type { JobId, SetId } from '@shared/domain/ids';
import type { WithdrawalScope } from '@shared/domain/withdrawal';
import { useOutis } from '../../../client/outisContext';
import { startJob } from '../../../client/startJob';
import { useAction } from '../../../client/useAction';
import { useQuery } from '../../../client/useQuery';
import { useReviewer } from '../../../client/useReviewer';
import { ErrorPanel } from '../../../ui/ErrorPanel';
import { Notice } from '../../../ui/Notice';
import { formatAmount } from '../../../ui/format';
import { PURPOSE_WORD } from '../../../ui/words';
import { AffectedTable } from './AffectedTable';
import { WithdrawalProgress } from './WithdrawalProgress';
import classes from './Withdraw.module.css';

/** Takes back what a subject gave: choose what, see everything that it touches, confirm with the subject's id, keep the certificate. */
export function WithdrawWizard(props: {
  readonly setId: SetId;
  readonly subject: string;
  readonly onClose: () => void;
}): ReactNode {
  const { setId, subject, onClose } = props;
  const [jobId, setJobId] = useState<JobId | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      size={900}
      title={jobId === null ? `Withdraw ${subject}` : `Withdrawal of ${subject}`}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
      data-testid="withdraw-wizard"
    >
      {jobId === null ? (
        <Choosing setId={setId} subject={subject} onStarted={setJobId} onClose={onClose} />
      ) : (
        <WithdrawalProgress jobId={jobId} onClose={onClose} />
      )}
    </Modal>
  );
}

function Choosing(props: {
  readonly setId: SetId;
  readonly subject: string;
  readonly onStarted: (jobId: JobId) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { setId, subject, onStarted, onClose } = props;
  const outis = useOutis();
  const who = useReviewer();
  const [isAll, setAll] = useState(true);
  const [purposes, setPurposes] = useState<readonly ConsentPurpose[]>([]);
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const scope: WithdrawalScope = isAll ? { type: 'all' } : { type: 'purposes', purposes: [...purposes] };
  const isChosen = isAll || purposes.length > 0;
  const preview = useQuery('withdrawal.preview', { setId, subject, scope }, isChosen);
  const start = useAction(async () => {
    const jobId = await startJob(outis, { kind: 'withdraw', setId, subject, scope, who, reason: reason.trim() });
    onStarted(jobId);
  });
  const shown = isChosen ? preview.data : undefined;
  const images = (shown?.lines ?? [])
    .filter(({ fate, what }) => fate === 'erased' && what.startsWith('Images'))
    .reduce((sum, { count }) => sum + (count ?? 0), 0);
  const isConfirmed = typed.trim().normalize('NFC') === subject;
  const canStart = isConfirmed && shown !== undefined && shown.refusal === null && !preview.isFetching;
  return (
    <Stack gap="md">
      <Radio.Group
        label="What the subject takes back"
        value={isAll ? 'all' : 'purposes'}
        onChange={(value) => setAll(value === 'all')}
      >
        <Stack gap={6} mt={6}>
          <Radio value="all" label="Everything: their pictures are erased" />
          <Radio value="purposes" label="Some purposes: nothing is erased, and nothing new is made for these" />
        </Stack>
      </Radio.Group>
      {!isAll && (
        <Checkbox.Group
          aria-label="Purposes"
          value={[...purposes]}
          onChange={(values) => setPurposes(CONSENT_PURPOSES.filter((purpose) => values.includes(purpose)))}
        >
          <Group gap="lg" ml={28}>
            {CONSENT_PURPOSES.map((purpose) => (
              <Checkbox key={purpose} value={purpose} label={PURPOSE_WORD[purpose]} size="sm" />
            ))}
          </Group>
        </Checkbox.Group>
      )}
      {preview.error !== undefined && isChosen && <ErrorPanel error={preview.error} />}
      {isChosen && shown === undefined && preview.error === undefined && (
        <Group gap="xs">
          <Loader size="xs" />
          <Text size="sm" c="dimmed">
            Looking through the library…
          </Text>
        </Group>
      )}
      {shown !== undefined && shown.refusal !== null && (
        <Notice tone="caution" title="Nothing to withdraw">
          {shown.refusal}
        </Notice>
      )}
      {shown !== undefined && shown.refusal === null && <AffectedTable preview={shown} />}
      <TextInput
        label="Reason, for the log"
        description="May stay empty: nobody has to give one."
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Stack className={classes.foot} gap="md">
        <TextInput
          label={`Type ${subject} to confirm`}
          description="A withdrawal cannot be taken back. A new consent can be given later; erased pictures stay erased."
          value={typed}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {start.error !== undefined && <ErrorPanel error={start.error} onClose={start.clear} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button color="red" disabled={!canStart} loading={start.isRunning} onClick={() => start.run()}>
            {isAll ? `Withdraw and erase ${formatAmount(images, 'image', 'images')}` : 'Withdraw these purposes'}
          </Button>
        </Group>
      </Stack>
    </Stack>
  );
}

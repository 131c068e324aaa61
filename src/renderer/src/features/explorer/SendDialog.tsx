import { Button, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { coefficientsOf } from '@shared/domain/coefficients';
import { MAX_COMPOSED_SAMPLES } from '@shared/domain/compose';
import type { JobId } from '@shared/domain/ids';
import { Name } from '@shared/domain/names';
import { PRESETS, PRESET_NAMES } from '@shared/domain/presets';
import type { PresetName } from '@shared/domain/presets';
import type { SampleFactors } from '@shared/graphics/factors';
import { linkOfJob } from '../../client/jobLink';
import { useOutis } from '../../client/outisContext';
import { useRecipeDraft } from '../../client/recipeDraft';
import { startJob } from '../../client/startJob';
import { useAction } from '../../client/useAction';
import { useJob } from '../../client/useJobs';
import { useSets } from '../../client/useLists';
import { useNavigate } from '../../client/useRoute';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { JobProgressBar } from '../../ui/JobProgressBar';
import { SendEstimate } from './SendEstimate';

const NEW = 'new';
const DRAFT = 'draft';

/** Makes the person on the screen an identity of a synthetic set. @param factors the face as it stood when the dialog opened */
export function SendDialog(props: { readonly factors: SampleFactors; readonly onClose: () => void }): ReactNode {
  const { factors, onClose } = props;
  const outis = useOutis();
  const recipe = useRecipeDraft();
  const sets = (useSets().data ?? []).filter(({ isHandMade, state }) => isHandMade === true && state === 'complete');
  const [target, setTarget] = useState<string>(NEW);
  const [name, setName] = useState('Made by hand');
  const [samples, setSamples] = useState(Math.min(recipe.samples, MAX_COMPOSED_SAMPLES));
  const [source, setSource] = useState<string>(DRAFT);
  const [jobId, setJobId] = useState<JobId | null>(null);
  const checked = Name.safeParse(name);
  const existing = sets.find(({ id }) => id === target);
  const isReady = existing !== undefined || checked.success;
  const preset = PRESET_NAMES.find((one) => one === source);
  const send = useAction(async () => {
    const { seed, crop, jpegQuality, options } = recipe;
    const jobId = await startJob(outis, {
      kind: 'compose',
      into:
        existing === undefined
          ? { type: 'new', name, seed, crop, jpegQuality }
          : { type: 'append', setId: existing.id },
      people: [{ coefficients: coefficientsOf(factors), samples }],
      options: preset === undefined ? options : { ...options, ...PRESETS[preset] },
    });
    setJobId(jobId);
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title="Send this person to a set"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {jobId !== null ? (
        <Sent jobId={jobId} onClose={onClose} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) send.run();
          }}
        >
          <Stack>
            <Select
              label="Set"
              description="A set whose people were drawn takes nobody in: its recipe would not tell the truth any more."
              allowDeselect={false}
              data={[{ value: NEW, label: 'A new set' }, ...sets.map(({ id, name: label }) => ({ value: id, label }))]}
              value={target}
              onChange={(value) => setTarget(value ?? NEW)}
            />
            {existing === undefined && (
              <TextInput
                label="Name of the set"
                value={name}
                data-autofocus
                error={checked.success ? null : checked.error.issues[0]?.message}
                onChange={(event) => setName(event.currentTarget.value)}
              />
            )}
            <NumberInput
              label="Pictures"
              description="The first is the face as it stands; the others are drawn."
              value={samples}
              min={1}
              max={MAX_COMPOSED_SAMPLES}
              allowDecimal={false}
              onChange={(value) => setSamples(typeof value === 'number' ? Math.max(1, value) : 1)}
            />
            <Select
              label="Options of the drawn pictures"
              allowDeselect={false}
              data={[{ value: DRAFT, label: 'as on “New set”' }, ...PRESET_NAMES.map(presetItem)]}
              value={source}
              onChange={(value) => setSource(value ?? DRAFT)}
            />
            <SendEstimate samples={samples} setId={existing?.id ?? null} />
            {send.error !== undefined && <ErrorPanel error={send.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                Leave it
              </Button>
              <Button type="submit" loading={send.isRunning} disabled={!isReady}>
                Send
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

const presetItem = (value: PresetName): { readonly value: string; readonly label: string } => ({
  value,
  label: `preset ${value}`,
});

/** The job, until its set can be opened; it goes on when the dialog is closed. */
function Sent(props: { readonly jobId: JobId; readonly onClose: () => void }): ReactNode {
  const record = useJob(props.jobId);
  const navigate = useNavigate();
  const link = record === undefined ? null : linkOfJob(record);
  return (
    <Stack>
      {record !== undefined && <JobProgressBar record={record} />}
      {record?.state.status === 'succeeded' && <Text size="sm">{record.state.outcome.summary}</Text>}
      <Group justify="flex-end">
        <Button variant="default" onClick={props.onClose}>
          Back to the face
        </Button>
        {link !== null && <Button onClick={() => navigate(link.route)}>{link.label}</Button>}
      </Group>
    </Stack>
  );
}

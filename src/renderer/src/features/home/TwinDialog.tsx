import { Button, Group, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { Name } from '@shared/domain/names';
import { TwinOptions } from '@shared/domain/twin';
import { startJob } from '../../client/startJob';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { useNavigate } from '../../client/useRoute';
import { ErrorPanel } from '../../ui/ErrorPanel';

const DEFAULTS = TwinOptions.parse({});

/** Starts the synthetic twin of a real set. */
export function TwinDialog(props: {
  readonly set: SetSummary;
  readonly opened: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { set, opened, onClose } = props;
  const outis = useOutis();
  const navigate = useNavigate();
  const [name, setName] = useState<string>(`${set.name} twin`);
  const [seed, setSeed] = useState<number>(0);
  const [largestCosineToReal, setLargestCosineToReal] = useState<number>(DEFAULTS.largestCosineToReal);
  const checked = Name.safeParse(name);
  const make = useAction(async () => {
    const runId = await startJob(outis, { kind: 'twin', setId: set.id, name, twin: { seed, largestCosineToReal } });
    onClose();
    navigate({ page: 'reports', runId });
  });
  return (
    <Modal opened={opened} onClose={onClose} title={`Make a synthetic twin of ${set.name}`} centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (checked.success) make.run();
        }}
      >
        <Stack>
          <Text size="sm">
            Poses, expressions, light and sharpness of each picture are estimated; each subject gets the face of
            somebody who does not exist. Only pictures of subjects who allow training are read. Hair, glasses, hats and
            backgrounds are not copied.
          </Text>
          <TextInput
            label="Name of the twin"
            value={name}
            data-autofocus
            error={checked.success ? null : checked.error.issues[0]?.message}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NumberInput
            label="Seed"
            description="Decides who is drawn."
            value={seed}
            min={0}
            allowDecimal={false}
            onChange={(value) => setSeed(typeof value === 'number' ? value : 0)}
          />
          <NumberInput
            label="Largest likeness to a real person"
            description="Largest cosine of the judge with any sample of the set. Raise it only if the twin cannot be made otherwise; the report says whether anybody is too alike."
            value={largestCosineToReal}
            min={0.5}
            max={0.99}
            step={0.01}
            decimalScale={3}
            clampBehavior="strict"
            onChange={(value) =>
              setLargestCosineToReal(typeof value === 'number' ? value : DEFAULTS.largestCosineToReal)
            }
          />
          {make.error !== undefined && <ErrorPanel error={make.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Leave it
            </Button>
            <Button type="submit" loading={make.isRunning} disabled={!checked.success}>
              Make the twin
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

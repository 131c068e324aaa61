import { Button, Checkbox, Collapse, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { alarmTexts } from '@shared/domain/consents/alarms';
import type { JobId, SetId } from '@shared/domain/ids';
import { TrainSpec } from '@shared/domain/jobs';
import { Name } from '@shared/domain/names';
import { ARCHITECTURES, Architecture, TrainConfig, defaultNetwork } from '@shared/domain/training';
import { useOutis } from '../../client/outisContext';
import { startJob } from '../../client/startJob';
import { useAction } from '../../client/useAction';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { OriginMark } from '../../ui/OriginMark';
import { Panel } from '../../ui/Panel';
import { formatCount } from '../../ui/format';
import { TrainAdvanced } from './TrainAdvanced';
import { NumberField } from './NumberField';

const DEFAULT = TrainConfig.parse({});
const ARCHITECTURE_WORD: Readonly<Record<Architecture, string>> = {
  compact: 'Compact IR-ResNet, 64 px (minutes)',
  iresnet18: 'IResNet-18, 112 px',
  iresnet34: 'IResNet-34, 112 px',
  iresnet50: 'IResNet-50, 112 px',
  iresnet100: 'IResNet-100, 112 px (days on a CPU)',
  'lresnet50e-ir': 'LResNet50E-IR, 96 × 112 px (SynFace)',
};

export function TrainForm(props: {
  readonly sets: readonly SetSummary[];
  readonly first: SetId | null;
  readonly onStarted: (runId: JobId) => void;
}): ReactNode {
  const { sets, onStarted } = props;
  const outis = useOutis();
  const initial = sets.find(({ id }) => id === props.first) ?? sets.find(({ kind }) => kind === 'syn') ?? sets[0];
  const [chosen, setChosen] = useState<readonly SetId[]>(initial === undefined ? [] : [initial.id]);
  const chosenSets = sets.filter(({ id }) => chosen.includes(id));
  const [ownName, setOwnName] = useState<string | null>(null);
  const name =
    ownName ?? (chosenSets.length === 0 ? '' : `${chosenSets.map((set) => set.name).join('+')} run`.slice(0, 80));
  const identities = chosenSets.reduce((sum, { counts }) => sum + counts.identities, 0);
  const [ownHeldOut, setOwnHeldOut] = useState<number | null>(null);
  const heldOut = ownHeldOut ?? suggestedHeldOut(chosenSets);
  const [training, setTraining] = useState(DEFAULT);
  const [isAdvanced, advanced] = useDisclosure(false);

  const spec = { kind: 'train' as const, name, sets: [...chosen], heldOutIdentities: heldOut, training };
  const checked = TrainSpec.safeParse(spec);
  const checkedName = Name.safeParse(name);
  const isTooFew = identities - heldOut < 2;
  const start = useAction(async () => onStarted(await startJob(outis, spec)));

  return (
    <Panel title="New run">
      <Stack gap="md">
        <Checkbox.Group
          label="Learn from"
          value={[...chosen]}
          onChange={(values) => setChosen(sets.filter(({ id }) => values.includes(id)).map(({ id }) => id))}
        >
          <Stack gap={8} mt={6}>
            {sets.map((set) => (
              <Checkbox
                key={set.id}
                value={set.id}
                size="sm"
                label={
                  <Group gap={6}>
                    {set.name}
                    <OriginMark origin={set.kind} declared={set.declaredSynthetic} size="sm" />
                    <Text size="xs" c="dimmed" className="tabular">
                      {formatCount(set.counts.samples - set.review.excluded)} samples
                    </Text>
                  </Group>
                }
              />
            ))}
          </Stack>
        </Checkbox.Group>
        {chosenSets.flatMap(({ id, name: setName, consentAlarms }) =>
          alarmTexts(consentAlarms ?? {}).map((alarm) => (
            <Text key={`${id} ${alarm}`} size="sm" style={{ color: 'var(--o-real)' }}>
              {setName}: {alarm}
            </Text>
          )),
        )}
        <TextInput
          label="Name"
          value={name}
          error={checkedName.success || chosen.length === 0 ? null : checkedName.error.issues[0]?.message}
          onChange={(event) => setOwnName(event.currentTarget.value)}
        />
        <NumberInput
          label="Held-out identities"
          description="The last synthetic ones: not learned from, verified afterwards."
          min={0}
          max={Math.max(0, identities - 2)}
          allowDecimal={false}
          value={heldOut}
          onChange={(value) => typeof value === 'number' && setOwnHeldOut(value)}
        />
        <Select
          label="Network"
          allowDeselect={false}
          data={ARCHITECTURES.map((value) => ({ value, label: ARCHITECTURE_WORD[value] }))}
          value={training.network.architecture}
          onChange={(value) => {
            const architecture = Architecture.safeParse(value).data;
            if (architecture !== undefined) setTraining({ ...training, network: defaultNetwork(architecture) });
          }}
        />
        <Group grow>
          <NumberField
            label="Epochs"
            value={training.epochs}
            min={1}
            max={1000}
            onChange={(epochs) => setTraining({ ...training, epochs })}
          />
          <NumberField
            label="Batch size"
            value={training.batchSize}
            min={2}
            max={1024}
            onChange={(batchSize) => setTraining({ ...training, batchSize })}
          />
        </Group>
        <div>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-expanded={isAdvanced}
            rightSection={isAdvanced ? <IconChevronUp size={15} /> : <IconChevronDown size={15} />}
            onClick={advanced.toggle}
          >
            Advanced
          </Button>
          <Collapse expanded={isAdvanced}>
            <TrainAdvanced training={training} onChange={setTraining} />
          </Collapse>
        </div>
        {isTooFew && chosen.length > 0 && (
          <Text size="sm" role="alert" style={{ color: 'var(--o-exclude)' }}>
            At least two identities must be left to learn from.
          </Text>
        )}
        {start.error !== undefined && <ErrorPanel error={start.error} onClose={start.clear} />}
        <Button
          size="md"
          leftSection={<IconPlayerPlay size={17} />}
          loading={start.isRunning}
          disabled={!checked.success || isTooFew}
          onClick={() => start.run()}
        >
          Start training
        </Button>
      </Stack>
    </Panel>
  );
}

/** A fifth of the synthetic identities, at most 24 (four watch the run, twenty are verified in ten folds); none where there are too few. */
function suggestedHeldOut(sets: readonly SetSummary[]): number {
  const synthetic = sets.filter(({ kind }) => kind === 'syn').reduce((sum, { counts }) => sum + counts.identities, 0);
  return synthetic < 12 ? 0 : Math.min(24, Math.floor(synthetic / 5));
}

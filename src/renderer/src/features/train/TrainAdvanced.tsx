import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { HeadConfig, NO_AUGMENTATION, TrainConfig } from '@shared/domain/training';
import { NumberField } from './NumberField';

const USUAL_AUGMENTATION = TrainConfig.parse({}).augmentation;

/** Head, optimiser, augmentation: what a person in the field wants to set, with the defaults of the quick start. */
export function TrainAdvanced(props: {
  readonly training: TrainConfig;
  readonly onChange: (training: TrainConfig) => void;
}): ReactNode {
  const { training, onChange } = props;
  const { head, optimiser, network, augmentation } = training;
  const hasAugmentation = Object.values(augmentation).some((value) => value > 0);
  return (
    <Stack gap="sm" mt="sm">
      <div>
        <Text size="sm" fw={500} mb={4} id="head-label">
          Head
        </Text>
        <SegmentedControl
          fullWidth
          aria-labelledby="head-label"
          value={head.kind}
          data={[
            { value: 'cosface', label: 'CosFace' },
            { value: 'arcface', label: 'ArcFace' },
          ]}
          onChange={(value) => onChange({ ...training, head: HeadConfig.parse({ kind: value, scale: head.scale }) })}
        />
      </div>
      <Group grow>
        <NumberField
          label="Scale"
          value={head.scale}
          min={1}
          max={128}
          isWhole={false}
          onChange={(scale) => onChange({ ...training, head: { ...head, scale } })}
        />
        {head.kind === 'arcface' ? (
          <NumberField
            label="Margin (rad)"
            value={head.marginRad}
            min={0}
            max={1}
            step={0.05}
            isWhole={false}
            onChange={(marginRad) => onChange({ ...training, head: { ...head, marginRad } })}
          />
        ) : (
          <NumberField
            label="Margin (cosine)"
            value={head.marginCos}
            min={0}
            max={1}
            step={0.05}
            isWhole={false}
            onChange={(marginCos) => onChange({ ...training, head: { ...head, marginCos } })}
          />
        )}
      </Group>
      <Group grow>
        <NumberField
          label="Learning rate"
          value={optimiser.learningRate}
          min={0.00001}
          max={10}
          step={0.01}
          isWhole={false}
          onChange={(learningRate) => onChange({ ...training, optimiser: { ...optimiser, learningRate } })}
        />
        <NumberField
          label="Momentum"
          value={optimiser.momentum}
          min={0}
          max={0.999}
          step={0.01}
          isWhole={false}
          onChange={(momentum) => onChange({ ...training, optimiser: { ...optimiser, momentum } })}
        />
      </Group>
      <Group grow>
        <NumberField
          label="Weight decay"
          value={optimiser.weightDecay}
          min={0}
          max={0.1}
          step={0.0001}
          isWhole={false}
          onChange={(weightDecay) => onChange({ ...training, optimiser: { ...optimiser, weightDecay } })}
        />
        <NumberField
          label="Embedding size"
          value={network.embeddingSize}
          min={16}
          max={1024}
          onChange={(embeddingSize) => onChange({ ...training, network: { ...network, embeddingSize } })}
        />
      </Group>
      <Group grow>
        <NumberField
          label="Seed"
          value={training.seed}
          min={0}
          max={Number.MAX_SAFE_INTEGER}
          onChange={(seed) => onChange({ ...training, seed })}
        />
        <NumberField
          label="Checkpoint every (steps)"
          value={training.checkpointEverySteps}
          min={1}
          max={1_000_000}
          onChange={(checkpointEverySteps) => onChange({ ...training, checkpointEverySteps })}
        />
      </Group>
      <div>
        <Text size="sm" fw={500} mb={4} id="augmentation-label">
          Augmentation
        </Text>
        <SegmentedControl
          fullWidth
          aria-labelledby="augmentation-label"
          value={hasAugmentation ? 'usual' : 'none'}
          data={[
            { value: 'usual', label: 'Usual' },
            { value: 'none', label: 'None' },
          ]}
          onChange={(value) =>
            onChange({ ...training, augmentation: value === 'none' ? NO_AUGMENTATION : USUAL_AUGMENTATION })
          }
        />
      </div>
    </Stack>
  );
}

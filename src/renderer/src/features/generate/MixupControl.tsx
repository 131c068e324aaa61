import { Group, SegmentedControl, Slider, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import { formatPercent } from '../../ui/format';

type Mixup = GenerateRecipe['identityMixup'];

/** How many samples blend two identities of the set, and by which weights. */
export function MixupControl(props: { readonly mixup: Mixup; readonly onChange: (mixup: Mixup) => void }): ReactNode {
  const { mixup, onChange } = props;
  const isOff = mixup.probability === 0;
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm">Identity Mixup</Text>
        <Text size="sm" c="dimmed" className="tabular">
          {isOff ? 'off' : `${formatPercent(mixup.probability, 0)} of samples`}
        </Text>
      </Group>
      <Slider
        min={0}
        max={1}
        step={0.05}
        size="sm"
        label={null}
        thumbLabel="Share of mixed samples"
        value={mixup.probability}
        onChange={(value) => onChange({ ...mixup, probability: Number(value.toFixed(4)) })}
      />
      {!isOff && (
        <SegmentedControl
          fullWidth
          mt={8}
          size="xs"
          aria-label="Weights of mixed samples"
          value={mixup.weights}
          data={[
            { value: 'steps', label: '21 steps, as SynFace' },
            { value: 'continuous', label: 'Any weight' },
          ]}
          onChange={(weights) => onChange({ ...mixup, weights: weights === 'continuous' ? 'continuous' : 'steps' })}
        />
      )}
      <Text size="xs" c="dimmed" mt={4}>
        Blends two identities of the set, another partner for each sample; both weights stand in the file’s name.
      </Text>
    </div>
  );
}

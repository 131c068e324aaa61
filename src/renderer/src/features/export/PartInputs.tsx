import { Group, NumberInput, Select, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { SetId } from '@shared/domain/ids';
import { partDraftOf } from './exportDraft';
import type { PartDraft } from './exportDraft';

/** Which set, and how much of it. */
export function PartInputs(props: {
  readonly label: string;
  readonly sets: readonly SetSummary[];
  readonly part: PartDraft;
  readonly onChange: (part: PartDraft) => void;
}): ReactNode {
  const { label, sets, part, onChange } = props;
  return (
    <Stack gap={6}>
      <Select
        label={label}
        allowDeselect={false}
        data={sets.map(({ id, name }) => ({ value: id, label: name }))}
        value={part.setId}
        onChange={(value) => {
          const setId = SetId.safeParse(value).data ?? part.setId;
          onChange(partDraftOf(sets.find(({ id }) => id === setId)));
        }}
      />
      <Group grow>
        <NumberInput
          label="Identities (N)"
          placeholder="all with enough"
          min={1}
          allowDecimal={false}
          value={part.identities ?? ''}
          onChange={(value) =>
            onChange({ ...part, identities: typeof value === 'number' && value >= 1 ? value : null })
          }
        />
        <NumberInput
          label="Samples each (S)"
          min={1}
          allowDecimal={false}
          value={part.samples}
          onChange={(value) => typeof value === 'number' && value >= 1 && onChange({ ...part, samples: value })}
        />
      </Group>
    </Stack>
  );
}

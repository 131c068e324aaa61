import { Autocomplete, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Tag } from '@shared/domain/curation';
import type { SampleKeys } from '@shared/domain/curationSamples';
import { sampleOfKey } from '@shared/domain/curationSamples';
import type { CurationSnapshot, CurationStore } from '../../../client/curationStore';
import { useReviewer } from '../../../client/useReviewer';
import { formatAmount } from '../../../ui/format';

/** Puts a person's own words on samples, or takes them off. */
export function TagPanel(props: {
  readonly keys: SampleKeys;
  readonly store: CurationStore;
  readonly curation: CurationSnapshot;
  readonly onDone: () => void;
}): ReactNode {
  const { keys, store, curation, onDone } = props;
  const who = useReviewer();
  const [text, setText] = useState('');
  const parsed = Tag.safeParse(text.trim());
  const isWrong = text.trim() !== '' && !parsed.success;
  const only = keys.length === 1 ? store.tagsOf(sampleOfKey(keys[0] ?? 0)) : null;
  const put = (isOn: boolean): void => {
    if (!parsed.success) return;
    store.tag(keys, parsed.data, isOn, who);
    onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        put(true);
      }}
    >
      <Stack gap="md">
        <Text size="sm">{formatAmount(keys.length, 'sample', 'samples')}</Text>
        {only !== null && only.length > 0 && (
          <Group gap={6}>
            {only.map((tag) => (
              <Badge key={tag} variant="default" tt="none">
                {tag}
              </Badge>
            ))}
          </Group>
        )}
        <Autocomplete
          label="Tag"
          data-autofocus
          value={text}
          data={[...curation.tags]}
          onChange={setText}
          error={isWrong ? '1–40 characters, no control characters' : null}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" disabled={!parsed.success} onClick={() => put(false)}>
            Take off
          </Button>
          <Button type="submit" disabled={!parsed.success}>
            Put on
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

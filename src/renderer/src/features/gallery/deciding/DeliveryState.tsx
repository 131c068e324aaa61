import { Anchor, Button, Group, Modal, ScrollArea, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { keysOf, sampleOfKey } from '@shared/domain/curationSamples';
import type { RefusedEntry } from '../../../client/curationDelivery';
import type { CurationSnapshot, CurationStore } from '../../../client/curationStore';
import { Notice } from '../../../ui/Notice';
import { formatAmount } from '../../../ui/format';
import { DECISION_WORD } from '../../../ui/words';

/** Fewer than this many on their way are a matter of milliseconds and not worth a word. */
const WORTH_A_WORD = 6;
const SHOWN_SAMPLES = 12;

/** What is decided here but not yet in the journal, and what the program would not take. Nothing when all is well. */
export function DeliveryState(props: {
  readonly store: CurationStore;
  readonly curation: CurationSnapshot;
}): ReactNode {
  const { store, curation } = props;
  const { pendingCount, problem, refused } = curation;
  const [isOpen, list] = useDisclosure(false);
  return (
    <>
      {(pendingCount >= WORTH_A_WORD || problem !== null) && (
        <span role="status" data-testid="delivery-waiting" title={problem?.message}>
          {formatAmount(pendingCount, 'decision waiting', 'decisions waiting')}
          {problem !== null && (
            <>
              : {problem.message}{' '}
              <Anchor component="button" size="sm" onClick={() => store.retryNow()}>
                try now
              </Anchor>
            </>
          )}
        </span>
      )}
      {refused.length > 0 && (
        <Anchor
          component="button"
          size="sm"
          c="var(--o-exclude)"
          style={{ flex: 'none', whiteSpace: 'nowrap' }}
          onClick={list.open}
          data-testid="delivery-refused"
        >
          {formatAmount(refused.length, 'decision was refused', 'decisions were refused')}
        </Anchor>
      )}
      <Modal opened={isOpen && refused.length > 0} onClose={list.close} title="Refused decisions" size="lg" centered>
        <Stack gap="md">
          <Text size="sm">
            These are not in the journal. They stay here, in the next window too, until you try them again or let them
            go.
          </Text>
          <ScrollArea.Autosize mah={320}>
            <Stack gap="xs">
              {refused.map((one) => (
                <Notice key={one.entry.key} tone="bad" title={titleOf(one)}>
                  {one.refusal.message} {one.refusal.remedy}
                </Notice>
              ))}
            </Stack>
          </ScrollArea.Autosize>
          <Group justify="flex-end" gap="xs">
            <Button
              variant="default"
              onClick={() => {
                store.letGoOfRefused();
                list.close();
              }}
            >
              Let them go
            </Button>
            <Button
              onClick={() => {
                store.retryRefused();
                list.close();
              }}
            >
              Try again
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

function titleOf({ entry }: RefusedEntry): string {
  if (entry.action === 'undo' || entry.action === 'redo') return entry.action;
  const keys = keysOf(entry.samples);
  const named = Array.from(keys.subarray(0, SHOWN_SAMPLES), sampleOfKey).join(', ');
  const rest = keys.length > SHOWN_SAMPLES ? ` and ${keys.length - SHOWN_SAMPLES} more` : '';
  if (entry.action === 'tag') return `Tag “${entry.tag}” ${entry.isOn ? 'on' : 'off'}: ${named}${rest}`;
  if (entry.action === 'false-alarm') return `False alarm: ${named}${rest}`;
  return `${DECISION_WORD[entry.decision]}: ${named}${rest}`;
}

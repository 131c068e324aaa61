import { Button, Stack, Text } from '@mantine/core';
import { IconDownload, IconEyeQuestion } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { BlindGroup, ReviewsView } from '@shared/contract/reviewViews';
import type { SetSummary } from '@shared/contract/views';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { useNavigate } from '../../client/useRoute';
import { BlindResultView } from '../../ui/BlindResultView';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Panel } from '../../ui/Panel';

/** Blind tests of this set, and the way to one more. */
export function BlindPanel(props: {
  readonly set: SetSummary;
  readonly sets: readonly SetSummary[];
  readonly view: ReviewsView;
}): ReactNode {
  const { set, sets, view } = props;
  const navigate = useNavigate();
  const beside = sets.find((one) => one.id !== set.id && isOfRealPeople(one)) ?? sets.find(({ id }) => id !== set.id);
  return (
    <Panel
      title="Blind tests"
      hint="Can reviewers tell this set from another?"
      testId="blind-tests"
      right={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconEyeQuestion size={15} />}
          disabled={beside === undefined}
          onClick={() => beside !== undefined && navigate({ page: 'compare', left: beside.id, right: set.id })}
        >
          Compare and test…
        </Button>
      }
    >
      {view.blindTests.length === 0 ? (
        <Text size="sm" c="dimmed">
          Not tested. A blind test shows pairs, one picture of this set and one of a consented real one, without saying
          which is which.
        </Text>
      ) : (
        <Stack gap="lg">
          {view.blindTests.map((group) => (
            <div key={group.target.setId}>
              <BlindResultView group={group} />
              <SaveReport set={set} group={group} />
            </div>
          ))}
        </Stack>
      )}
    </Panel>
  );
}

function SaveReport(props: { readonly set: SetSummary; readonly group: BlindGroup }): ReactNode {
  const { client } = useOutis();
  const save = useAction(async () => {
    const folder = await client.call('dialog.pickFolder', { title: 'Folder for the report of the blind test' });
    if (folder === null) return;
    await client.call('reviews.exportBlind', { setId: props.set.id, target: props.group.target.setId, folder });
  });
  return (
    <Stack gap={6} mt={8} align="flex-start">
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconDownload size={13} />}
        loading={save.isRunning}
        onClick={() => save.run()}
      >
        Save the report, without faces…
      </Button>
      {save.error !== undefined && <ErrorPanel error={save.error} onClose={save.clear} />}
    </Stack>
  );
}

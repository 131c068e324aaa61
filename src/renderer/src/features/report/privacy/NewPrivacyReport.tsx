import { Anchor, Box, Button, Group, Select, Text } from '@mantine/core';
import { IconShieldSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { PrivacyState } from '@shared/domain/privacy';
import type { SetId } from '@shared/domain/ids';
import { formatRoute } from '../../../client/route';
import { useJobs } from '../../../client/useJobs';
import { useSets } from '../../../client/useLists';
import { useQuery } from '../../../client/useQuery';
import { isEnded } from '@shared/domain/jobState';
import { ErrorPanel } from '../../../ui/ErrorPanel';
import { Panel } from '../../../ui/Panel';
import { formatMoment } from '../../../ui/format';
import { useMakePrivacyReport } from './useMakePrivacyReport';

/** Which set is to be held against real people, and how it stands with its last report. */
export function NewPrivacyReport(): ReactNode {
  const sets = (useSets().data ?? []).filter(({ kind, state }) => kind === 'syn' && state === 'complete');
  const [chosen, setChosen] = useState<SetId | null>(null);
  const setId = sets.find(({ id }) => id === chosen)?.id ?? sets[0]?.id ?? null;
  if (setId === null) return null;
  return (
    <Box mb="lg">
      <Panel title="Privacy report">
        <Text size="sm" c="dimmed" mb="sm">
          Holds a synthetic set against every consented real set of this library: nearest pictures, thresholds, the most
          alike pairs, copies. Scores are computed first where they are missing.
        </Text>
        <Group align="flex-end">
          <Select
            label="Synthetic set"
            data={sets.map(({ id, name }) => ({ value: id, label: name }))}
            value={setId}
            allowDeselect={false}
            onChange={(value) => setChosen(sets.find(({ id }) => id === value)?.id ?? null)}
            w={280}
          />
          <MakeButton key={setId} setId={setId} />
        </Group>
      </Panel>
    </Box>
  );
}

function MakeButton({ setId }: { readonly setId: SetId }): ReactNode {
  const make = useMakePrivacyReport();
  const state = useQuery('privacy.state', { setId }).data;
  const isUnderWay = useJobs().records.some(
    ({ spec, state: job }) => spec.kind === 'privacy' && spec.setId === setId && !isEnded(job),
  );
  return (
    <>
      <Button
        leftSection={<IconShieldSearch size={16} />}
        loading={make.isRunning}
        disabled={isUnderWay}
        onClick={() => make.run(setId)}
      >
        {isUnderWay ? 'Being made' : 'Make privacy report'}
      </Button>
      {state !== undefined && <StateText state={state} />}
      {make.error !== undefined && <ErrorPanel error={make.error} onClose={make.clear} />}
    </>
  );
}

function StateText({ state }: { readonly state: PrivacyState }): ReactNode {
  if (state.state === 'missing')
    return (
      <Text size="sm" c="dimmed" pb={8}>
        This set has none yet.
      </Text>
    );
  return (
    <Text size="sm" c="dimmed" pb={8}>
      <Anchor size="sm" href={formatRoute({ page: 'reports', runId: state.runId })}>
        Report of {formatMoment(state.createdAt)}
      </Anchor>
      {state.state === 'stale' ? `: no longer holds. ${state.reason}` : ': still holds.'}
    </Text>
  );
}

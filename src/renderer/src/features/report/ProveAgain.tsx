import { Button, Group, NumberInput } from '@mantine/core';
import { IconRosetteDiscountCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useOutis } from '../../client/outisContext';
import { startJob } from '../../client/startJob';
import { useAction } from '../../client/useAction';
import { useNavigate } from '../../client/useRoute';
import { ErrorPanel } from '../../ui/ErrorPanel';

const FIRST = 50;

/** Proves an export on as many samples as are asked for, drawn by a seed that nobody knew before, or on all. */
export function ProveAgain(props: { readonly exportDir: string; readonly total: number | null }): ReactNode {
  const { exportDir, total } = props;
  const outis = useOutis();
  const navigate = useNavigate();
  const [count, setCount] = useState(FIRST);
  const prove = useAction(async (samples: number | null) => {
    const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    const runId = await startJob(outis, { kind: 'prove', exportDir, samples, seed });
    navigate({ page: 'reports', runId });
  });
  return (
    <>
      <Group gap="sm" mt="md" align="flex-end">
        <NumberInput
          label="Samples to check"
          size="xs"
          w={130}
          min={1}
          max={total ?? Number.MAX_SAFE_INTEGER}
          allowDecimal={false}
          value={count}
          onChange={(value) => {
            if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) setCount(value);
          }}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRosetteDiscountCheck size={15} />}
          loading={prove.isRunning}
          onClick={() => prove.run(count)}
        >
          Prove by other samples
        </Button>
        <Button size="xs" variant="default" loading={prove.isRunning} onClick={() => prove.run(null)}>
          Prove all
        </Button>
      </Group>
      {prove.error !== undefined && <ErrorPanel error={prove.error} />}
    </>
  );
}

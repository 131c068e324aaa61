import { Button, Checkbox, Group, NumberInput, Select, Stack, Tabs, Text } from '@mantine/core';
import { IconFileText, IconFolder, IconRulerMeasure } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { SetId } from '@shared/domain/ids';
import type { JobId } from '@shared/domain/ids';
import type { VerifySpec } from '@shared/domain/jobs';
import { useOutis } from '../../client/outisContext';
import { startJob } from '../../client/startJob';
import { useAction } from '../../client/useAction';
import { useNavigate } from '../../client/useRoute';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Panel } from '../../ui/Panel';

type SourceType = VerifySpec['source']['type'];

const TYPES: readonly SourceType[] = ['held-out', 'set', 'folder', 'bin'];

/** How well does it tell people apart? On people it has not seen: held out, another set, or any folder with pairs. */
export function VerifyPanel(props: { readonly runId: JobId; readonly sets: readonly SetSummary[] }): ReactNode {
  const { runId, sets } = props;
  const outis = useOutis();
  const navigate = useNavigate();
  const [type, setType] = useState<SourceType>('held-out');
  const [setId, setSetId] = useState<SetId | null>(sets.find(isOfRealPeople)?.id ?? sets[0]?.id ?? null);
  const [images, setImages] = useState<string | null>(null);
  const [pairs, setPairs] = useState<string | null>(null);
  const [bin, setBin] = useState<string | null>(null);
  const [align, setAlign] = useState(true);
  const [pairsPerFold, setPairsPerFold] = useState(300);

  const source = sourceOf(type, { setId, images, pairs, bin, align });
  const start = useAction(async () => {
    if (source === null) return;
    const verifyId = await startJob(outis, { kind: 'verify', runId, source, pairsPerFold });
    navigate({ page: 'reports', runId: verifyId });
  });
  const pickImages = useAction(async () => {
    const path = await outis.client.call('dialog.pickFolder', { title: 'Folder of pictures' });
    if (path !== null) setImages(path);
  });
  const pickPairs = useAction(async () => {
    const path = await outis.client.call('dialog.pickFile', { title: 'Pairs file', extensions: ['txt', 'csv'] });
    if (path !== null) setPairs(path);
  });
  const pickBin = useAction(async () => {
    const path = await outis.client.call('dialog.pickFile', { title: 'Verification file', extensions: ['bin', 'pkl'] });
    if (path !== null) setBin(path);
  });
  const error = start.error ?? pickImages.error ?? pickPairs.error ?? pickBin.error;

  return (
    <Panel
      title="Verify"
      hint="10-fold accuracy, equal error rate, ROC and TAR at stated FAR, with intervals and pair counts."
    >
      <Tabs value={type} onChange={(value) => setType(TYPES.find((one) => one === value) ?? 'held-out')}>
        <Tabs.List mb="md">
          <Tabs.Tab value="held-out">Held-out identities</Tabs.Tab>
          <Tabs.Tab value="set">A set of the library</Tabs.Tab>
          <Tabs.Tab value="folder">A folder with pairs</Tabs.Tab>
          <Tabs.Tab value="bin">A .bin file</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="held-out">
          <Text size="sm" c="dimmed">
            The synthetic identities that this run did not learn from.
          </Text>
        </Tabs.Panel>
        <Tabs.Panel value="set">
          <Select
            label="Set"
            maw={320}
            allowDeselect={false}
            data={sets.map((set) => ({
              value: set.id,
              label: `${set.name} (${set.kind === 'syn' ? 'synthetic' : isOfRealPeople(set) ? 'real people' : 'declared synthetic'})`,
            }))}
            value={setId}
            onChange={(value) => setSetId(SetId.safeParse(value).data ?? null)}
          />
        </Tabs.Panel>
        <Tabs.Panel value="folder">
          <Stack gap="xs">
            <PathRow
              label={images ?? 'no folder chosen'}
              button="Choose pictures…"
              icon={<IconFolder size={16} />}
              onPick={() => pickImages.run()}
            />
            <PathRow
              label={pairs ?? 'no pairs file chosen'}
              button="Choose pairs file…"
              icon={<IconFileText size={16} />}
              onPick={() => pickPairs.run()}
            />
            <Checkbox
              size="sm"
              label="Find and align the faces first"
              checked={align}
              onChange={(event) => setAlign(event.currentTarget.checked)}
            />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="bin">
          <Stack gap="xs">
            <PathRow
              label={bin ?? 'no file chosen'}
              button="Choose .bin…"
              icon={<IconFileText size={16} />}
              onPick={() => pickBin.run()}
            />
            <Text size="sm" c="dimmed">
              InsightFace’s lfw.bin, cfp_fp.bin, agedb_30.bin and the like: aligned pictures in pairs. Only data is read
              from it; nothing in it is run.
            </Text>
          </Stack>
        </Tabs.Panel>
      </Tabs>
      <Stack gap="sm" mt="md">
        {error !== undefined && <ErrorPanel error={error} />}
        <Group align="flex-end">
          {type !== 'folder' && type !== 'bin' && (
            <NumberInput
              label="Pairs per fold and kind"
              w={180}
              min={1}
              max={3000}
              allowDecimal={false}
              value={pairsPerFold}
              onChange={(value) => typeof value === 'number' && value >= 1 && setPairsPerFold(value)}
            />
          )}
          <Button
            leftSection={<IconRulerMeasure size={17} />}
            loading={start.isRunning}
            disabled={source === null}
            onClick={() => start.run()}
          >
            Verify
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}

function sourceOf(
  type: SourceType,
  {
    setId,
    images,
    pairs,
    bin,
    align,
  }: {
    readonly setId: SetId | null;
    readonly images: string | null;
    readonly pairs: string | null;
    readonly bin: string | null;
    readonly align: boolean;
  },
): VerifySpec['source'] | null {
  switch (type) {
    case 'held-out':
      return { type };
    case 'set':
      return setId === null ? null : { type, setId };
    case 'folder':
      return images === null || pairs === null ? null : { type, images, pairs, align };
    case 'bin':
      return bin === null ? null : { type, file: bin };
  }
}

function PathRow(props: {
  readonly label: string;
  readonly button: string;
  readonly icon: ReactNode;
  readonly onPick: () => void;
}): ReactNode {
  return (
    <Group gap="sm" wrap="nowrap">
      <Button variant="default" size="xs" leftSection={props.icon} onClick={props.onPick}>
        {props.button}
      </Button>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {props.label}
      </Text>
    </Group>
  );
}

import { Button, Group, Radio, Select, Stack, TextInput } from '@mantine/core';
import { IconFolder, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { CropName } from '@shared/domain/generateRecipe';
import { setIdOfJob } from '@shared/domain/ids';
import type { JobId } from '@shared/domain/ids';
import { isEnded } from '@shared/domain/jobState';
import { Name } from '@shared/domain/names';
import { useOutis } from '../../client/outisContext';
import { startJob } from '../../client/startJob';
import { useAction } from '../../client/useAction';
import { useEnsureLibrary } from '../../client/useEnsureLibrary';
import { useJob } from '../../client/useJobs';
import { useReviewer } from '../../client/useReviewer';
import { useNavigate } from '../../client/useRoute';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { JobProgressBar } from '../../ui/JobProgressBar';
import { OriginMark } from '../../ui/OriginMark';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';
import { PathField } from './PathField';
import { WhoTheyAre } from './WhoTheyAre';
import { isSaid, PEOPLE, saidOf, type Who } from './who';

export function ImportForm(): ReactNode {
  const outis = useOutis();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [folder, setFolder] = useState<string | null>(null);
  const [who, setWho] = useState<Who>(PEOPLE);
  const by = useReviewer();
  const [crop, setCrop] = useState<CropName>('112x112');
  const [severalFaces, setSeveralFaces] = useState<'largest' | 'refuse'>('largest');
  const [jobId, setJobId] = useState<JobId | null>(null);
  const job = useJob(jobId);
  const checkedName = Name.safeParse(name);

  const pickFolder = useAction(async () => {
    const picked = await outis.client.call('dialog.pickFolder', { title: 'Folder with one folder per person' });
    if (picked === null) return;
    setFolder(picked);
    if (name === '') setName(nameFromPath(picked));
  });
  const pickDataset = useAction(async () => {
    const picked = await outis.client.call('dialog.pickFile', {
      title: 'Dataset file',
      extensions: ['rec', 'tar', 'parquet', 'tfrecord', 'lmdb', 'mdb'],
    });
    if (picked === null) return;
    setFolder(picked);
    if (name === '') setName(nameFromPath(picked));
  });
  const ensureLibrary = useEnsureLibrary();
  const start = useAction(async () => {
    if (folder === null) return;
    await ensureLibrary();
    setJobId(await startJob(outis, { kind: 'import', name, folder, ...saidOf(who, by), crop, severalFaces }));
  });
  const error = pickFolder.error ?? pickDataset.error ?? start.error;

  return (
    <Page
      name="import"
      title={who.isOfPeople ? 'Import consented set' : 'Import a synthetic set'}
      subtitle="Faces are found, aligned and copied into the library. What you choose is only read."
      actions={<OriginMark origin="real" declared={saidOf(who, by).declaredSynthetic} />}
      width={900}
    >
      <Stack gap="lg">
        <Panel title="Pictures">
          <Stack>
            <PathField
              label="Folder or dataset"
              hint="One folder per person (LFW style too), with JPEG, PNG, WebP, GIF or PGM pictures; or a dataset: InsightFace’s .rec, WebDataset, Hugging Face, Parquet, TFRecord, LMDB."
              path={folder}
              button="Choose folder…"
              icon={<IconFolder size={16} />}
              onPick={() => pickFolder.run()}
              other={{ button: 'Choose dataset file…', onPick: () => pickDataset.run() }}
            />
            <TextInput
              label="Name of the set"
              value={name}
              error={name === '' || checkedName.success ? null : checkedName.error.issues[0]?.message}
              maw={360}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Group align="flex-start" gap="xl">
              <Select
                label="Crop"
                w={160}
                allowDeselect={false}
                data={CropName.options.map((value) => ({ value, label: value.replace('x', ' × ') + ' px' }))}
                value={crop}
                onChange={(value) => setCrop(CropName.safeParse(value).data ?? crop)}
              />
              <Radio.Group
                label="Pictures with several faces"
                value={severalFaces}
                onChange={(value) => setSeveralFaces(value === 'refuse' ? 'refuse' : 'largest')}
              >
                <Stack gap={6} mt={6}>
                  <Radio value="largest" size="sm" label="Take the largest one near the middle" />
                  <Radio value="refuse" size="sm" label="Refuse the picture" />
                </Stack>
              </Radio.Group>
            </Group>
          </Stack>
        </Panel>
        <WhoTheyAre who={who} onChange={setWho} />
        {error !== undefined && <ErrorPanel error={error} />}
        {job === undefined ? (
          <Group>
            <Button
              size="md"
              leftSection={<IconUsers size={18} />}
              disabled={folder === null || !checkedName.success || !isSaid(who)}
              loading={start.isRunning}
              onClick={() => start.run()}
            >
              Import
            </Button>
          </Group>
        ) : (
          <Panel title={job.title}>
            <JobProgressBar record={job} />
            {job.state.status === 'failed' && <ErrorPanel error={job.state.error} />}
            {isEnded(job.state) && (
              <Group mt="sm">
                {job.state.status === 'succeeded' && (
                  <Button onClick={() => navigate({ page: 'import', setId: setIdOfJob(job.id) })}>See result</Button>
                )}
                <Button variant="default" onClick={() => setJobId(null)}>
                  Import again
                </Button>
              </Group>
            )}
          </Panel>
        )}
      </Stack>
    </Page>
  );
}

/** The last part of a path with what a name may not hold taken out; empty when nothing is left. */
function nameFromPath(path: string): string {
  const last = path.split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  const cleaned = last.replace(/[^\p{L}\p{N}_\-.+ ]/gu, '_').slice(0, 80);
  return Name.safeParse(cleaned).data ?? '';
}

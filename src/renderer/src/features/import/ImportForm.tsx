import { Button, Code, Group, Input, Radio, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconFileCheck, IconFolder, IconPackage, IconUsers } from '@tabler/icons-react';
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
import { useNavigate } from '../../client/useRoute';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { JobProgressBar } from '../../ui/JobProgressBar';
import { OriginMark } from '../../ui/OriginMark';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';

const COLUMNS: readonly (readonly [string, string])[] = [
  ['subject', 'the folder name of the person; in a dataset file the identity’s name, or its label as 00012'],
  ['status', 'given, withdrawn, refused, expired or unknown'],
  ['purposes', 'any of training, evaluation, export, display, separated by |'],
  ['date', 'since when, as 2025-01-31'],
  ['document', 'where the signed form is kept (may be left out)'],
  ['expiresOn', 'last day, if an end was agreed (may be left out)'],
];

export function ImportForm(): ReactNode {
  const outis = useOutis();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [folder, setFolder] = useState<string | null>(null);
  const [consentFile, setConsentFile] = useState<string | null>(null);
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
  const pickConsent = useAction(async () => {
    const picked = await outis.client.call('dialog.pickFile', {
      title: 'Consent file (CSV or JSON)',
      extensions: ['csv', 'tsv', 'json', 'txt'],
    });
    if (picked !== null) setConsentFile(picked);
  });
  const ensureLibrary = useEnsureLibrary();
  const start = useAction(async () => {
    if (folder === null) return;
    await ensureLibrary();
    setJobId(await startJob(outis, { kind: 'import', name, folder, consentFile, crop, severalFaces }));
  });
  const error = pickFolder.error ?? pickDataset.error ?? pickConsent.error ?? start.error;

  return (
    <Page
      name="import"
      title="Import consented set"
      subtitle="Faces are found, aligned and copied into the library. What you choose is only read."
      actions={<OriginMark origin="real" />}
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
        <Panel
          title="Consent"
          hint="Without a consent file the set can be looked at, but not trained on, evaluated with or exported."
        >
          <Stack>
            <PathField
              label="Consent file"
              hint="A CSV file with a line of column names and one line per person, or the same as JSON."
              path={consentFile}
              button="Choose file…"
              icon={<IconFileCheck size={16} />}
              onPick={() => pickConsent.run()}
            />
            <Table withRowBorders={false} verticalSpacing={2} maw={620}>
              <Table.Tbody>
                {COLUMNS.map(([column, meaning]) => (
                  <Table.Tr key={column}>
                    <Table.Td w={120}>
                      <Code>{column}</Code>
                    </Table.Td>
                    <Table.Td>
                      <Text size="sm">{meaning}</Text>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            <Code block>
              {'subject,status,purposes,date,document\ns1,given,training|evaluation|export,2025-01-31,form-0001.pdf'}
            </Code>
          </Stack>
        </Panel>
        {error !== undefined && <ErrorPanel error={error} />}
        {job === undefined ? (
          <Group>
            <Button
              size="md"
              leftSection={<IconUsers size={18} />}
              disabled={folder === null || !checkedName.success}
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

function PathField(props: {
  readonly label: string;
  readonly hint: string;
  readonly path: string | null;
  readonly button: string;
  readonly icon: ReactNode;
  readonly onPick: () => void;
  /** A second way to choose. */
  readonly other?: { readonly button: string; readonly onPick: () => void };
}): ReactNode {
  return (
    <Input.Wrapper label={props.label} description={props.hint}>
      <Group gap="sm" mt={6} wrap="nowrap">
        <Button variant="default" leftSection={props.icon} onClick={props.onPick}>
          {props.button}
        </Button>
        {props.other !== undefined && (
          <Button variant="default" leftSection={<IconPackage size={16} />} onClick={props.other.onPick}>
            {props.other.button}
          </Button>
        )}
        <Text
          size="sm"
          style={{ overflowWrap: 'anywhere', color: props.path === null ? 'var(--o-soft)' : 'var(--o-text)' }}
        >
          {props.path ?? 'none chosen'}
        </Text>
      </Group>
    </Input.Wrapper>
  );
}

/** The last part of a path with what a name may not hold taken out; empty when nothing is left. */
function nameFromPath(path: string): string {
  const last = path.split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  const cleaned = last.replace(/[^\p{L}\p{N}_\-.+ ]/gu, '_').slice(0, 80);
  return Name.safeParse(cleaned).data ?? '';
}

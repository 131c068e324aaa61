import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconFolderOpen, IconSparkles, IconUsers } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { GenerateRecipe, synName } from '@shared/domain/generateRecipe';
import { SetId } from '@shared/domain/ids';
import { isEnded } from '@shared/domain/jobState';
import type { JobRecord } from '@shared/domain/jobState';
import { useOutis } from '../../client/outisContext';
import { usePreview } from '../../client/preview/usePreview';
import { startJob } from '../../client/startJob';
import { useAction } from '../../client/useAction';
import { useEnsureLibrary } from '../../client/useEnsureLibrary';
import { useOpenLibrary } from '../../client/useOpenLibrary';
import { useQuery } from '../../client/useQuery';
import { useNavigate } from '../../client/useRoute';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { FaceStrip } from '../../ui/FaceStrip';
import { JobProgressBar } from '../../ui/JobProgressBar';
import { Panel } from '../../ui/Panel';
import { formatCount, formatDuration } from '../../ui/format';
import classes from './Welcome.module.css';

const FIRST = { identities: 120, samples: 20 };
const FIRST_RECIPE = GenerateRecipe.parse(FIRST);

const FACES = [0, 1, 2, 3, 4, 5, 6, 7];
/** The first faces of the very set that the button makes. */
const PREVIEW = {
  seed: FIRST_RECIPE.seed,
  options: FIRST_RECIPE.options,
  crop: FIRST_RECIPE.crop,
  identityIndices: FACES,
  sampleIndex: 0,
};

/** The first page of a new library: one button that leads to the first faces, and two other ways in. */
export function Welcome(props: {
  readonly libraryPath: string | null;
  readonly job: JobRecord | undefined;
}): ReactNode {
  const { libraryPath, job } = props;
  const outis = useOutis();
  const openLibrary = useOpenLibrary();
  const ensureLibrary = useEnsureLibrary();
  const navigate = useNavigate();
  const info = useQuery('app.info', undefined).data;
  const estimate = useQuery('generate.estimate', FIRST_RECIPE).data;
  const sampleCount = FIRST.identities * FIRST.samples;
  const preview = usePreview(PREVIEW);
  useOpenGalleryWhenDone(job);

  const makeFirst = useAction(async () => {
    await ensureLibrary();
    await startJob(outis, {
      kind: 'generate',
      name: synName(FIRST.identities, FIRST.samples),
      recipe: FIRST,
    });
  });
  const openOther = useAction(async () => {
    const path = await outis.client.call('dialog.pickFolder', { title: 'Open a library folder' });
    if (path !== null) await openLibrary(path);
  });
  const isMaking = job !== undefined && !isEnded(job.state);
  const error = makeFirst.error ?? openOther.error;
  const durationMs = estimate?.durationMs ?? null;
  const about = durationMs === null ? '' : ` (about ${formatDuration(durationMs)})`;

  return (
    <div className={classes.page} data-testid="page-home">
      <Stack gap="lg" className={classes.column}>
        {preview.error === undefined && (
          <FaceStrip faces={preview.faces} labels={FACES.map(() => 'A face drawn just now')} />
        )}
        <div>
          <Title order={1} fz="2rem" mb={6}>
            Faces of people who do not exist
          </Title>
          <Text fz="md" c="dimmed">
            Outis makes synthetic faces, lets you look through them, sets them beside consented real ones, and trains
            and verifies recognisers on them. Everything stays on this machine.
          </Text>
        </div>
        {isMaking ? (
          <Panel title={job.title} hint="The gallery opens when they are ready; other pages work meanwhile.">
            <JobProgressBar record={job} />
          </Panel>
        ) : (
          <Group>
            <Button
              size="md"
              leftSection={<IconSparkles size={19} />}
              loading={makeFirst.isRunning}
              onClick={() => makeFirst.run()}
            >
              Make my first {formatCount(sampleCount)} faces{about}
            </Button>
          </Group>
        )}
        {error !== undefined && <ErrorPanel error={error} />}
        {job?.state.status === 'failed' && <ErrorPanel error={job.state.error} />}
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconUsers size={17} />}
            onClick={() => navigate({ page: 'import', setId: null })}
          >
            Import consented set
          </Button>
          <Button variant="default" leftSection={<IconFolderOpen size={17} />} onClick={() => openOther.run()}>
            Open another library…
          </Button>
        </Group>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          Library folder: {libraryPath ?? info?.defaultLibraryPath ?? '…'}
        </Text>
      </Stack>
    </div>
  );
}

/** Follows the job that this page has seen running; one that had ended before stays where it is. */
function useOpenGalleryWhenDone(job: JobRecord | undefined): void {
  const navigate = useNavigate();
  const wasRunning = useRef(false);
  useEffect(() => {
    if (job === undefined) return;
    if (!isEnded(job.state)) wasRunning.current = true;
    else if (wasRunning.current && job.state.status === 'succeeded') {
      wasRunning.current = false;
      navigate({ page: 'gallery', setId: SetId.safeParse(job.state.outcome.setId).data ?? null });
    }
  }, [job, navigate]);
}

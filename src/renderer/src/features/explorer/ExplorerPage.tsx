import { Center, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { factorsOf } from '@shared/domain/coefficients';
import type { SampleId, SetId } from '@shared/domain/ids';
import type { GraphicsOptions } from '@shared/graphics/recipeOptions';
import { Failure, toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import type { OutisClient } from '../../client/outisClient';
import { useOutis } from '../../client/outisContext';
import { ExplorerLink } from '../../client/preview/explorerLink';
import { useRecipeDraft } from '../../client/recipeDraft';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Page } from '../../ui/Page';
import { ExplorerContext } from './explorerContext';
import type { ExplorerParts } from './explorerContext';
import { beginWith } from './explored';
import type { Explored } from './explored';
import { ExplorerStore } from './explorerStore';
import { describe, pick } from './pick';
import { Workspace } from './Workspace';

const startLink = (): ExplorerLink =>
  new ExplorerLink(new Worker(new URL('../../client/preview/explorer.worker.ts', import.meta.url), { type: 'module' }));

/** What was on the page when it was left, so that looking something up elsewhere loses nothing. */
let kept: Explored | undefined;

type Opened = { readonly parts: ExplorerParts } | { readonly error: FailureDetail } | null;

/** One face in the hand. @param setId, sampleId a stored sample to begin with */
export function ExplorerPage(props: { readonly setId: SetId | null; readonly sampleId: SampleId | null }): ReactNode {
  const { setId, sampleId } = props;
  const { client } = useOutis();
  const { options } = useRecipeDraft();
  const [opened, setOpened] = useState<Opened>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let isOver = false;
    const faceLink = startLink();
    const rowLink = startLink();
    const open = async (): Promise<ExplorerParts> => {
      const description = await describe(faceLink);
      const first =
        setId !== null && sampleId !== null
          ? await openSample(client, setId, sampleId)
          : (kept ?? beginWith(await pick(faceLink, { ...FIRST, options: calm(options) }), FIRST));
      return { store: new ExplorerStore(first), faceLink, rowLink, description };
    };
    let store: ExplorerStore | undefined;
    open().then(
      (parts) => {
        store = parts.store;
        if (!isOver) setOpened({ parts });
      },
      (thrown: unknown) => !isOver && setOpened({ error: toFailureDetail(thrown) }),
    );
    return () => {
      isOver = true;
      kept = store?.present ?? kept;
      faceLink.close();
      rowLink.close();
    };
    // The options of the moment when the page opens: they decide only whom it begins with.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [attempt, setId, sampleId]);

  if (opened === null) {
    return (
      <Center h="100%">
        <Loader size="sm" aria-label="Loading the head model" />
      </Center>
    );
  }
  if ('error' in opened) {
    return (
      <Page name="explorer" title="Explorer">
        <ErrorPanel
          error={opened.error}
          onRetry={() => {
            setOpened(null);
            setAttempt(attempt + 1);
          }}
        />
      </Page>
    );
  }
  return (
    <ExplorerContext.Provider value={opened.parts}>
      <Workspace />
    </ExplorerContext.Provider>
  );
}

/** A face as it was saved with its sample. @throws Failure `not-found` where nothing was saved */
async function openSample(client: OutisClient, setId: SetId, sampleId: SampleId): Promise<Explored> {
  const saved = await client.call('sample.factors', { setId, sampleId });
  if (saved === null) {
    throw new Failure({
      code: 'not-found',
      message: 'This sample has no coefficients: it shows a real person, or its set is older than their saving.',
      place: `${setId} ${sampleId}`,
      remedy: 'Open a sample of a synthetic set made by this version.',
    });
  }
  return beginWith(factorsOf(saved.coefficients), { kind: 'stored', setId, sampleId });
}

/** A calm beginning: no mask, hat or blur before anybody has seen the face. */
const calm = (options: GraphicsOptions): GraphicsOptions => ({
  ...options,
  poseStrength: 0.3 * options.poseStrength,
  cameraStrength: 0.3 * options.cameraStrength,
  blurStrength: 0,
  resolutionStrength: 0,
  compressionStrength: 0,
  alignmentJitter: 0,
  hairChangeProbability: 0,
  hatProbability: 0,
  occlusionProbability: 0,
  beardChangeProbability: 0,
});

const FIRST = { kind: 'drawn', seed: 0, candidate: 0, sample: 0 } as const;

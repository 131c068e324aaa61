import { Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconPresentation, IconUsersGroup } from '@tabler/icons-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { sampleUrl } from '@shared/contract/addresses';
import type { SetSummary } from '@shared/contract/views';
import { useSampleDetail } from '../../client/samples/useSampleDetail';
import type { SampleDetail } from '../../client/samples/tableProtocol';
import { useCurationSettings } from '../../client/useCurationSettings';
import { useStable } from '../../ui/useStable';
import { DecisionButtons } from '../../ui/DecisionButtons';
import { FaceImage } from '../../ui/FaceImage';
import { OriginMark } from '../../ui/OriginMark';
import { formatAmount, formatBytes, formatPercent } from '../../ui/format';
import { DECISION_WORD } from '../../ui/words';
import { Coefficients } from './Coefficients';
import { InspectorNeighbours } from './InspectorNeighbours';
import { InspectorNumbers } from './InspectorNumbers';
import { OriginalPicture } from './OriginalPicture';
import type { Gallery } from './useGallery';
import type { OriginalOf } from './useOriginals';
import classes from './Gallery.module.css';

/** All about the focused sample, and the buttons for it and the selection. */
export const Inspector = memo(function Inspector(props: {
  /** null: it follows. */
  readonly gallery: Gallery | null;
  readonly set: SetSummary;
  readonly onReview: () => void;
  /** null: crops are shown. */
  readonly originalOf: OriginalOf | null;
  readonly onOriginals: (isWanted: boolean) => void;
}): ReactNode {
  const { gallery } = props;
  return (
    <aside
      className={`${classes.side ?? ''} ${classes.inspector ?? ''}`}
      aria-label="Inspector"
      data-testid={(gallery?.focusedId ?? null) === null ? undefined : 'inspector'}
    >
      {gallery !== null && <Inspected {...props} gallery={gallery} />}
    </aside>
  );
});

function Inspected(props: {
  readonly gallery: Gallery;
  readonly set: SetSummary;
  readonly onReview: () => void;
  readonly originalOf: OriginalOf | null;
  readonly onOriginals: (isWanted: boolean) => void;
}): ReactNode {
  const { gallery, set, onReview, originalOf } = props;
  const { table, focusedId, store, selection } = gallery;
  const row = focusedId === null ? null : table.rowOf(focusedId);
  const detail = useSampleDetail(table, row);
  const { reasons, labelOf } = useCurationSettings();
  const decide = useStable((...judged: Parameters<Gallery['decide']>) => void gallery.decide(...judged));
  if (focusedId === null || row === null) {
    return (
      <Text size="sm" c="dimmed">
        Choose a sample to see all about it.
      </Text>
    );
  }
  const standing = store.standingOf(focusedId);
  const hasJudge = gallery.columns.some(({ name }) => name === 'judge.consistency');
  const isBulk = selection.count > 1;
  return (
    <Stack gap="sm">
      <div className={classes.large}>
        {originalOf === null ? (
          <FaceImage src={sampleUrl(set.id, focusedId)} alt={`Sample ${focusedId}`} />
        ) : (
          <OriginalPicture original={originalOf(row)} alt={`The picture that ${focusedId} was cut from`} />
        )}
      </div>
      {set.kind === 'real' && (
        <SegmentedControl
          aria-label="Picture"
          value={originalOf === null ? 'crop' : 'original'}
          data={[
            { value: 'crop', label: 'Aligned crop' },
            { value: 'original', label: 'Original' },
          ]}
          onChange={(value) => props.onOriginals(value === 'original')}
        />
      )}
      {originalOf !== null && detail?.row === row && detail.original === 'gone' && (
        <Text size="xs" c="dimmed" role="status">
          The original is no longer there: {detail.source} in the imported folder. The crop is kept in the library.
        </Text>
      )}
      <div>
        <Group justify="space-between" gap={4} wrap="nowrap">
          <Title order={2} className="tabular">
            {table.identityName(table.identityOf(row))}
          </Title>
          <OriginMark origin={set.kind} declared={set.declaredSynthetic} size="sm" />
        </Group>
        <Text size="xs" c="dimmed" className="tabular" data-testid="inspector-decision">
          {focusedId} · {DECISION_WORD[standing.decision]}
          {standing.reason === null ? '' : `: ${labelOf(standing.reason)}`}
        </Text>
      </div>
      {isBulk && (
        <Text size="xs" fw={600}>
          For {formatAmount(selection.count, 'selected sample', 'selected samples')}:
        </Text>
      )}
      <DecisionButtons
        decision={isBulk ? 'undecided' : standing.decision}
        isDisabled={gallery.curation.readOnlyReason !== null}
        reasons={reasons}
        onDecide={decide}
      />
      <Button size="compact-sm" variant="default" leftSection={<IconPresentation size={14} />} onClick={onReview}>
        Review from here
      </Button>
      {hasJudge && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconUsersGroup size={14} />}
          onClick={() => gallery.showSimilar(focusedId)}
        >
          Similar to this
        </Button>
      )}
      {detail !== null && (
        <>
          <InspectorNumbers title="Scores" isScores columns={gallery.columns} detail={detail} />
          <InspectorNeighbours gallery={gallery} detail={detail} against={gallery.scores.against} />
          <InspectorNumbers title="Recorded" isScores={false} columns={gallery.columns} detail={detail} />
        </>
      )}
      {set.kind === 'syn' && <Coefficients setId={set.id} sampleId={focusedId} />}
      {detail !== null && <Provenance gallery={gallery} detail={detail} kind={set.kind} />}
    </Stack>
  );
}

function Provenance(props: {
  readonly gallery: Gallery;
  readonly detail: SampleDetail;
  readonly kind: SetSummary['kind'];
}): ReactNode {
  const { gallery, detail, kind } = props;
  return (
    <section aria-label="Provenance">
      <Title order={3} mb={4}>
        Provenance
      </Title>
      <dl className={classes.facts}>
        <dt>Size</dt>
        <dd>
          {detail.widthPx} × {detail.heightPx} px, {formatBytes(detail.sizeBytes)}
        </dd>
        {detail.partnerIndex >= 0 && (
          <>
            <dt>Mixed</dt>
            <dd>
              {formatPercent(detail.weight, 0)} own, {formatPercent(1 - detail.weight, 0)}{' '}
              {gallery.table.identityName(detail.partnerIndex)}
            </dd>
          </>
        )}
        <dt>File</dt>
        <dd>{detail.file}</dd>
        {kind === 'syn' && (
          <>
            <dt>Original</dt>
            <dd>none: drawn, not cut from a photograph</dd>
          </>
        )}
        {kind === 'real' && detail.source !== '' && (
          <>
            <dt>Cut from</dt>
            <dd>{detail.source}</dd>
          </>
        )}
        <dt>SHA-256</dt>
        <dd title={detail.sha256}>{detail.sha256.slice(0, 16)}…</dd>
      </dl>
    </section>
  );
}

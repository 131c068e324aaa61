import { Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconPresentation, IconUsersGroup } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { ReactNode } from 'react';
import { originalUrl, sampleUrl } from '@shared/contract/addresses';
import type { SetSummary } from '@shared/contract/views';
import { useSampleDetail } from '../../client/samples/useSampleDetail';
import type { SampleDetail } from '../../client/samples/tableProtocol';
import { useCurationSettings } from '../../client/useCurationSettings';
import { DecisionButtons } from '../../ui/DecisionButtons';
import { FaceImage } from '../../ui/FaceImage';
import { OriginMark } from '../../ui/OriginMark';
import { formatAmount, formatBytes, formatPercent } from '../../ui/format';
import { DECISION_WORD } from '../../ui/words';
import { Coefficients } from './Coefficients';
import { InspectorNeighbours } from './InspectorNeighbours';
import { InspectorNumbers } from './InspectorNumbers';
import type { Gallery } from './useGallery';
import classes from './Gallery.module.css';

/** All about the focused sample, and the buttons for it and the selection. */
export const Inspector = memo(function Inspector(props: {
  /** null: it follows. */
  readonly gallery: Gallery | null;
  readonly set: SetSummary;
  readonly onReview: () => void;
}): ReactNode {
  const { gallery, set, onReview } = props;
  return (
    <aside
      className={`${classes.side ?? ''} ${classes.inspector ?? ''}`}
      aria-label="Inspector"
      data-testid={(gallery?.focusedId ?? null) === null ? undefined : 'inspector'}
    >
      {gallery !== null && <Inspected gallery={gallery} set={set} onReview={onReview} />}
    </aside>
  );
});

function Inspected(props: {
  readonly gallery: Gallery;
  readonly set: SetSummary;
  readonly onReview: () => void;
}): ReactNode {
  const { gallery, set, onReview } = props;
  const { table, focusedId, store, selection } = gallery;
  const row = focusedId === null ? null : table.rowOf(focusedId);
  const detail = useSampleDetail(table, row);
  const [picture, setPicture] = useState<'crop' | 'original'>('crop');
  const { reasons, labelOf } = useCurationSettings();
  if (focusedId === null || row === null) {
    return (
      <Text size="sm" c="dimmed">
        Choose a sample to see all about it.
      </Text>
    );
  }
  // Only the detail of this very row may say which original belongs to it.
  const showsOriginal = picture === 'original' && detail?.row === row && detail.source !== '';
  const standing = store.standingOf(focusedId);
  const hasJudge = gallery.columns.some(({ name }) => name === 'judge.consistency');
  const isBulk = selection.count > 1;
  return (
    <Stack gap="sm">
      <div className={classes.large}>
        <FaceImage
          src={showsOriginal ? originalUrl(set.id, detail.source) : sampleUrl(set.id, focusedId)}
          alt={showsOriginal ? `The picture that ${focusedId} was cut from` : `Sample ${focusedId}`}
        />
      </div>
      {set.kind === 'real' && (
        <SegmentedControl
          aria-label="Picture"
          value={picture}
          data={[
            { value: 'crop', label: 'Aligned crop' },
            { value: 'original', label: 'Original' },
          ]}
          onChange={(value) => setPicture(value === 'original' ? 'original' : 'crop')}
        />
      )}
      <div>
        <Group justify="space-between" gap={4} wrap="nowrap">
          <Title order={2} className="tabular">
            {table.identityName(table.identityOf(row))}
          </Title>
          <OriginMark origin={set.kind} size="sm" />
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
        onDecide={(decision, reason) => gallery.decide(decision, reason)}
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

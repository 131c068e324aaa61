import { Anchor, Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconPresentation } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { originalUrl, sampleUrl } from '@shared/contract/addresses';
import type { SetSummary } from '@shared/contract/views';
import { useSampleDetail } from '../../client/samples/useSampleDetail';
import type { SampleDetail } from '../../client/samples/tableProtocol';
import { DecisionButtons } from '../../ui/DecisionButtons';
import { FaceImage } from '../../ui/FaceImage';
import { OriginMark } from '../../ui/OriginMark';
import { formatAmount, formatBytes, formatNumber, formatPercent } from '../../ui/format';
import { columnLabel, shownColumns } from '../../ui/columns';
import { DECISION_WORD, REASON_WORD } from '../../ui/words';
import { Coefficients } from './Coefficients';
import type { Gallery } from './useGallery';
import classes from './Gallery.module.css';

const FIRST_FACTORS = 10;

/** All about the focused sample, and the buttons for it and the selection. */
export function Inspector(props: {
  readonly gallery: Gallery;
  readonly set: SetSummary;
  readonly onReview: () => void;
}): ReactNode {
  const { gallery, set, onReview } = props;
  const { table, focusedId, store, selection } = gallery;
  const row = focusedId === null ? null : table.rowOf(focusedId);
  const detail = useSampleDetail(table, row);
  const [picture, setPicture] = useState<'crop' | 'original'>('crop');
  if (focusedId === null || row === null) {
    return (
      <aside className={`${classes.side ?? ''} ${classes.inspector ?? ''}`} aria-label="Inspector">
        <Text size="sm" c="dimmed">
          Choose a sample to see all about it.
        </Text>
      </aside>
    );
  }
  // Only the detail of this very row may say which original belongs to it.
  const showsOriginal = picture === 'original' && detail?.row === row && detail.source !== '';
  const standing = store.standingOf(focusedId);
  const isBulk = selection.count > 1;
  return (
    <aside
      className={`${classes.side ?? ''} ${classes.inspector ?? ''}`}
      aria-label="Inspector"
      data-testid="inspector"
    >
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
            {standing.reason === null ? '' : `: ${REASON_WORD[standing.reason]}`}
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
          onDecide={(decision, reason) => gallery.decide(decision, reason)}
        />
        <Button size="compact-sm" variant="default" leftSection={<IconPresentation size={14} />} onClick={onReview}>
          Review from here
        </Button>
        {detail !== null && <Factors gallery={gallery} detail={detail} />}
        {set.kind === 'syn' && <Coefficients setId={set.id} sampleId={focusedId} />}
        {detail !== null && <Provenance gallery={gallery} detail={detail} kind={set.kind} />}
      </Stack>
    </aside>
  );
}

/** Each number where it stands between the set's smallest and largest. */
function Factors(props: { readonly gallery: Gallery; readonly detail: SampleDetail }): ReactNode {
  const { gallery, detail } = props;
  const [showsAll, setShowsAll] = useState(false);
  const columns = shownColumns(gallery.columns);
  const shown = showsAll ? columns : columns.slice(0, FIRST_FACTORS);
  return (
    <section aria-label="Factors">
      <Title order={3} mb={4}>
        Factors
      </Title>
      <Stack gap={5}>
        {shown.map(({ name, low, high }) => {
          const value = detail.numbers.get(name) ?? NaN;
          return (
            <div key={name}>
              <Group justify="space-between" gap={4} wrap="nowrap">
                <Text size="xs" truncate>
                  {columnLabel(name)}
                </Text>
                <Text size="xs" c="dimmed" className="tabular">
                  {Number.isFinite(value) ? formatNumber(value) : 'not measured'}
                </Text>
              </Group>
              <div className={classes.bar}>
                {Number.isFinite(value) && <i style={{ left: `${(100 * (value - low)) / (high - low || 1)}%` }} />}
              </div>
            </div>
          );
        })}
      </Stack>
      {columns.length > FIRST_FACTORS && (
        <Anchor component="button" size="xs" mt={6} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Fewer' : `All ${columns.length}`}
        </Anchor>
      )}
    </section>
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

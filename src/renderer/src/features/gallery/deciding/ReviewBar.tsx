import { Button, Group, RingProgress, SegmentedControl, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { OriginMark } from '../../../ui/OriginMark';
import { formatCount } from '../../../ui/format';
import { useReleasedFocus } from '../../../ui/useReleasedFocus';
import type { Gallery } from '../useGallery';
import classes from '../Gallery.module.css';
import { DeliveryState } from './DeliveryState';
import type { QueueKind, Review } from './useReviewQueue';

const KINDS: readonly { readonly value: QueueKind; readonly label: string }[] = [
  { value: 'view', label: 'Every sample' },
  { value: 'to-see', label: 'Only to see' },
  { value: 'worst', label: 'Worst first' },
];

/** Above the face: which queue, how far, and how much of the set is judged. */
export function ReviewBar(props: {
  readonly gallery: Gallery;
  readonly review: Review;
  readonly set: SetSummary;
  readonly onClose: () => void;
}): ReactNode {
  const { gallery, review, set, onClose } = props;
  const { queue, kind } = review;
  const { kept, excluded, undecided } = gallery.curation.counts;
  const total = kept + excluded + undecided;
  const { length } = queue.order;
  return (
    <div className={classes.toolbar}>
      <Button size="xs" variant="default" leftSection={<IconArrowLeft size={15} />} onClick={onClose}>
        Back to the gallery
      </Button>
      <OriginMark origin={set.kind} declared={set.declaredSynthetic} />
      <QueueChoice kind={kind} hasWorst={review.hasWorst} onChange={review.setKind} />
      <Text size="sm" className="tabular" data-testid="review-place" style={{ whiteSpace: 'nowrap' }}>
        {length === 0 ? 'none' : `${formatCount(Math.min(queue.position + 1, length))} of ${formatCount(length)}`}
      </Text>
      <DeliveryState store={gallery.store} curation={gallery.curation} />
      <Group gap={6} ml="auto" wrap="nowrap">
        <RingProgress
          size={32}
          thickness={4}
          aria-label={`${formatCount(kept + excluded)} of ${formatCount(total)} judged`}
          sections={[
            { value: (100 * kept) / Math.max(1, total), color: 'var(--o-keep)' },
            { value: (100 * excluded) / Math.max(1, total), color: 'var(--o-exclude)' },
          ]}
        />
        <Text size="sm" c="dimmed" className="tabular" data-testid="counter-line" style={{ whiteSpace: 'nowrap' }}>
          {formatCount(kept)} kept · {formatCount(excluded)} excluded · {formatCount(undecided)} to see
        </Text>
      </Group>
    </div>
  );
}

const QueueChoice = memo(function QueueChoice(props: {
  readonly kind: QueueKind;
  readonly hasWorst: boolean;
  readonly onChange: (kind: QueueKind) => void;
}): ReactNode {
  const { kind, hasWorst, onChange } = props;
  const releasedFocus = useReleasedFocus();
  return (
    <SegmentedControl
      {...releasedFocus}
      aria-label="Queue"
      size="xs"
      value={kind}
      data={KINDS.map(({ value, label }) => ({ value, label, disabled: value === 'worst' && !hasWorst }))}
      onChange={(value) => onChange(KINDS.find((one) => one.value === value)?.value ?? 'view')}
    />
  );
});

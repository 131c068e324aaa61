import { Badge, Tooltip } from '@mantine/core';
import { IconUserMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { reissueBy } from '@shared/domain/withdrawal';
import type { Supersession } from '@shared/domain/withdrawal';
import { formatAmount } from './format';

/** Says of an export, a model or a report that people in it have withdrawn; nothing where nobody has. */
export function SupersededBadge(props: {
  readonly marks: readonly Supersession[];
  /** Whether it can be made again: then the day by which. */
  readonly hasReissue?: boolean;
}): ReactNode {
  const { marks, hasReissue = false } = props;
  const [first] = marks;
  if (first === undefined) return null;
  const replacedBy = marks.at(-1)?.replacedBy ?? null;
  const images = marks.reduce((sum, mark) => sum + mark.images, 0);
  const next = !hasReissue
    ? ''
    : replacedBy === null
      ? ` To be made again by ${reissueBy(first.at)}.`
      : ` Replaced by ${replacedBy}.`;
  return (
    <Tooltip
      multiline
      maw={360}
      label={`${formatAmount(marks.length, 'withdrawal', 'withdrawals')} since it was made, ${formatAmount(images, 'image', 'images')}. Do not use it any more.${next}`}
    >
      <Badge
        size="sm"
        tt="none"
        variant="outline"
        leftSection={<IconUserMinus size={12} />}
        data-testid="superseded"
        ff="var(--mantine-font-family)"
        style={{ color: 'var(--o-exclude)', borderColor: 'var(--o-exclude)' }}
      >
        {replacedBy !== null && hasReissue
          ? 'superseded by withdrawal, replaced'
          : hasReissue
            ? `superseded by withdrawal, reissue by ${reissueBy(first.at)}`
            : 'superseded by withdrawal'}
      </Badge>
    </Tooltip>
  );
}

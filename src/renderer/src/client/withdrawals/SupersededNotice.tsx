import { IconUserMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { NamedThing } from '@shared/domain/withdrawal';
import { Notice } from '../../ui/Notice';
import { formatAmount } from '../../ui/format';
import { useSupersessions } from './useSupersessions';

const NEXT: Readonly<Record<NamedThing['type'], string>> = {
  export: 'Do not hand it out any more; make the reissued version.',
  model: 'What it learned from them cannot be taken out: train again, and verify or publish nothing with this one.',
  report: 'It counted or showed them. Totals stay as they were; for new decisions make it again.',
  set: 'It was made from their pictures.',
};

/** A page's warning that people in what it shows have withdrawn; nothing where nobody has. */
export function SupersededNotice(props: { readonly thing: NamedThing }): ReactNode {
  const { thing } = props;
  const marks = useSupersessions(thing);
  if (marks.length === 0) return null;
  const images = marks.reduce((sum, mark) => sum + mark.images, 0);
  return (
    <Notice tone="bad" title="Superseded by withdrawal" icon={<IconUserMinus size={18} />} testId="superseded-notice">
      {formatAmount(marks.length, 'withdrawal', 'withdrawals')} of consent since it was made
      {images === 0 ? '' : `, ${formatAmount(images, 'image', 'images')}`}. {NEXT[thing.type]}
    </Notice>
  );
}

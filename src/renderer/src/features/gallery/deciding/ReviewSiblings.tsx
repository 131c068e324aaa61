import { memo, useMemo } from 'react';
import type { ReactNode } from 'react';
import { sampleUrl } from '@shared/contract/addresses';
import type { Decision } from '@shared/domain/curation';
import type { SampleId, SetId } from '@shared/domain/ids';
import { FaceImage } from '../../../ui/FaceImage';
import type { Gallery } from '../useGallery';
import classes from '../Gallery.module.css';

const MAX_SIBLINGS = 48;
const FACE_PX = 96;

/** The other samples of this identity, in view or not, to judge against. A click goes there when it is in the queue. */
export function ReviewSiblings(props: {
  readonly gallery: Gallery;
  readonly row: number;
  readonly onGoTo: (row: number) => void;
}): ReactNode {
  const { gallery, row, onGoTo } = props;
  const { table, store, setId } = gallery;
  const identity = table.identityOf(row);
  const rows = useMemo(() => {
    const found: number[] = [];
    const { identityIndex } = table.opened;
    for (let at = 0; at < identityIndex.length && found.length < MAX_SIBLINGS; at++) {
      if (identityIndex[at] === identity) found.push(at);
    }
    return found;
  }, [table, identity]);
  return (
    <div className={classes.siblings}>
      {rows.map((other) => {
        const id = table.idOf(other);
        return (
          <Sibling
            key={id}
            setId={setId}
            id={id}
            row={other}
            isInFront={other === row}
            decision={store.standingOf(id).decision}
            onGoTo={onGoTo}
          />
        );
      })}
    </div>
  );
}

/** Drawn anew only when something of it is different: two of them with each key, not all. */
const Sibling = memo(function Sibling(props: {
  readonly setId: SetId;
  readonly id: SampleId;
  readonly row: number;
  readonly isInFront: boolean;
  readonly decision: Decision;
  readonly onGoTo: (row: number) => void;
}): ReactNode {
  const { setId, id, row, isInFront, decision, onGoTo } = props;
  return (
    <button
      type="button"
      className={classes.sibling}
      aria-label={`Sample ${id}`}
      aria-current={isInFront}
      data-decision={decision}
      onClick={() => onGoTo(row)}
    >
      <FaceImage src={sampleUrl(setId, id, FACE_PX)} alt="" />
    </button>
  );
});

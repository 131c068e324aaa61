import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { sampleUrl } from '@shared/contract/addresses';
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
          <button
            type="button"
            key={id}
            className={classes.sibling}
            aria-label={`Sample ${id}`}
            aria-current={other === row}
            data-decision={store.standingOf(id).decision}
            onClick={() => onGoTo(other)}
          >
            <FaceImage src={sampleUrl(setId, id, FACE_PX)} alt="" />
          </button>
        );
      })}
    </div>
  );
}

import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Decision, ExclusionReason } from '@shared/domain/curation';
import type { SampleId } from '@shared/domain/ids';
import type { FaceLoader } from '../../client/faces/faceLoader';
import { DECISION_WORD, reasonWord } from '../../ui/words';
import { OriginalPicture } from './OriginalPicture';
import { TileFace } from './TileFace';
import type { Original } from './useOriginals';
import classes from './FaceGrid.module.css';

export interface TileProps {
  readonly id: SampleId;
  readonly faces: FaceLoader;
  readonly position: number;
  readonly name: string;
  readonly decision: Decision;
  readonly reason: ExclusionReason | null;
  readonly isSelected: boolean;
  readonly isFocused: boolean;
  /** A score, as text. */
  readonly badge: string | null;
  /** Shown in the place of the crop. */
  readonly original: Original | null;
}

/** One face. Its decision is a shape: a tick for kept, a stroke across a dimmed face for excluded, nothing for undecided. */
export const Tile = memo(function Tile(props: TileProps): ReactNode {
  const { id, faces, position, name, decision, reason, isSelected, isFocused, badge, original } = props;
  const standing = reason === null ? DECISION_WORD[decision] : `${DECISION_WORD[decision]}: ${reasonWord(reason)}`;
  return (
    <div
      id={`cell-${id}`}
      role="gridcell"
      className={classes.tile}
      data-testid={`tile-${id}`}
      data-position={position}
      data-decision={decision}
      data-focused={isFocused}
      aria-selected={isSelected}
      aria-label={`${name}, ${standing}`}
    >
      {original === null ? <TileFace loader={faces} id={id} /> : <OriginalPicture original={original} alt="" />}
      {badge !== null && <span className={classes.badge}>{badge}</span>}
      {decision === 'exclude' && (
        <svg className={classes.stroke} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <line x1="0" y1="100" x2="100" y2="0" />
        </svg>
      )}
      {decision === 'keep' && (
        <svg className={classes.tick} viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3.5 8.5l3 3 6-7" />
        </svg>
      )}
    </div>
  );
});

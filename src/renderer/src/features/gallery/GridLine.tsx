import { memo } from 'react';
import type { ReactNode } from 'react';
import type { CurationStore } from '../../client/curationStore';
import type { FaceLoader } from '../../client/faces/faceLoader';
import type { SampleTable } from '../../client/samples/sampleTable';
import { Tile } from './Tile';
import type { TileBadge } from './tileBadge';
import type { GridLayout } from './gridLayout';
import type { GridShape } from './gridShape';
import type { Selection } from './selection';
import type { OriginalOf } from './useOriginals';
import classes from './FaceGrid.module.css';

export interface GridLineProps {
  readonly faces: FaceLoader;
  readonly table: SampleTable;
  readonly order: Uint32Array;
  readonly layout: GridLayout;
  readonly shape: GridShape;
  readonly line: number;
  readonly left: number;
  readonly top: number;
  readonly store: CurationStore;
  readonly selection: Selection;
  /** Anything that changes when tiles must be drawn again: decisions and selection, which change in place. */
  readonly version: string;
  /** Position of the focus when it is in this line, else −1. */
  readonly focus: number;
  readonly badge: TileBadge | null;
  readonly originalOf: OriginalOf | null;
}

/** One line of tiles, drawn again only when something in it changed. */
export const GridLine = memo(function GridLine(props: GridLineProps): ReactNode {
  const { layout, line, order, table, faces, store, selection, shape, focus, badge, originalOf } = props;
  const start = layout.lineStart[line] ?? 0;
  const end = layout.lineStart[line + 1] ?? start;
  const beginsIdentity = layout.beginsIdentity[line] === 1;
  const lineName = table.identityName(table.identityOf(order[start] ?? 0));
  return (
    <div
      role="row"
      aria-rowindex={line + 1}
      className={classes.line}
      style={{
        transform: `translate(${props.left}px, ${props.top}px)`,
        height: shape.tilePx,
        gap: shape.gapPx,
        ['--tile' as string]: `${shape.tilePx}px`,
      }}
    >
      {shape.labelPx > 0 && (
        <span className={classes.label} style={{ width: shape.labelPx - shape.gapPx }} role="rowheader">
          {beginsIdentity && (
            <button type="button" tabIndex={-1} data-identity-at={start} title={`Select all of ${lineName}`}>
              {lineName}
            </button>
          )}
        </span>
      )}
      {Array.from(order.subarray(start, end), (row, index) => {
        const id = table.idOf(row);
        const { decision, reason } = store.standingOf(id);
        return (
          <Tile
            key={id}
            id={id}
            faces={faces}
            position={start + index}
            name={`Identity ${table.identityName(table.identityOf(row))}, sample ${(table.opened.sampleIndex[row] ?? 0) + 1}`}
            decision={decision}
            reason={reason}
            isSelected={selection.has(row)}
            isFocused={start + index === focus}
            badge={badge === null ? null : badge.textOf(row)}
            original={originalOf === null ? null : originalOf(row)}
          />
        );
      })}
    </div>
  );
});

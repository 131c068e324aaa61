import type { ReactNode } from 'react';
import { sampleUrl } from '@shared/contract/addresses';
import { FaceImage } from '../../ui/FaceImage';
import { formatNumber } from '../../ui/format';
import type { Hovered } from './MapCanvas';
import type { MapTable } from './mapTable';
import classes from './Map.module.css';

const WIDTH_PX = 132;
const HEIGHT_PX = 190;

/** The face under the pointer, beside it and never beyond the edge. */
export function HoverCard(props: {
  readonly table: MapTable;
  readonly hovered: Hovered;
  /** The value by which the points are coloured. */
  readonly value: { readonly label: string; readonly of: number } | null;
}): ReactNode {
  const { table, hovered, value } = props;
  const set = table.info.sets[table.setOf(hovered.row)];
  if (set === undefined) return null;
  const id = table.idOf(hovered.row);
  const { x, y } = hovered.at;
  const left = x > WIDTH_PX + 40 ? x - WIDTH_PX - 14 : x + 14;
  return (
    <div className={classes.hover} style={{ left, top: Math.max(6, y - HEIGHT_PX / 2) }} data-testid="map-hover">
      <div className={classes.face}>
        <FaceImage src={sampleUrl(set.setId, id, 160)} alt="" />
      </div>
      <div>{set.name}</div>
      <div className="tabular">{id}</div>
      {value !== null && (
        <div className="tabular">
          {value.label}: {formatNumber(value.of)}
        </div>
      )}
    </div>
  );
}

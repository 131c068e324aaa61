import type { ReactNode } from 'react';
import { sampleUrl } from '@shared/contract/addresses';
import type { SampleId, SetId } from '@shared/domain/ids';
import { FaceImage } from './FaceImage';
import classes from './Mosaic.module.css';

const CELLS = 16;

/** Up to 16 faces of a set in two rows; empty cells stay as quiet squares, so that cards keep their height. */
export function Mosaic(props: { readonly setId: SetId; readonly samples: readonly SampleId[] }): ReactNode {
  const { setId, samples } = props;
  return (
    <div className={classes.grid} aria-hidden="true">
      {Array.from({ length: CELLS }, (_unused, index) => {
        const id = samples[index];
        return (
          <div key={index} className={classes.cell}>
            {id !== undefined && <FaceImage src={sampleUrl(setId, id)} alt="" />}
          </div>
        );
      })}
    </div>
  );
}

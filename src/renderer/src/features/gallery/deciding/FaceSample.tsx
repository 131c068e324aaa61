import type { ReactNode } from 'react';
import { sampleUrl } from '@shared/contract/addresses';
import { sampleOfKey } from '@shared/domain/curationSamples';
import type { SampleKeys } from '@shared/domain/curationSamples';
import type { SetId } from '@shared/domain/ids';
import { spread } from '../../../client/curationRows';
import { FaceImage } from '../../../ui/FaceImage';
import classes from './Deciding.module.css';

const SHOWN = 24;
const FACE_PX = 96;

/** Some of many samples, evenly spread from the first to the last. */
export function FaceSample(props: { readonly setId: SetId; readonly keys: SampleKeys }): ReactNode {
  const { setId, keys } = props;
  return (
    <div className={classes.faces} data-testid="bulk-faces">
      {spread(keys, SHOWN).map((key) => {
        const id = sampleOfKey(key);
        return (
          <div key={id} className={classes.face} title={id}>
            <FaceImage src={sampleUrl(setId, id, FACE_PX)} alt={`Sample ${id}`} />
          </div>
        );
      })}
    </div>
  );
}

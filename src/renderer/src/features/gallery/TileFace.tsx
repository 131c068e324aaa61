import type { ReactNode } from 'react';
import type { SampleId } from '@shared/domain/ids';
import type { FaceLoader } from '../../client/faces/faceLoader';
import { useFaceUrl } from '../../client/faces/useFaceUrl';
import { FaceImage } from '../../ui/FaceImage';

/** The picture in a tile. Apart from the tile, so that its arrival draws nothing else again. */
export function TileFace(props: { readonly loader: FaceLoader; readonly id: SampleId }): ReactNode {
  return <FaceImage src={useFaceUrl(props.loader, props.id)} alt="" />;
}

import { useLayoutEffect, useState } from 'react';
import type { SampleId } from '@shared/domain/ids';
import type { FaceLoader } from './faceLoader';

/** The address of a face once it is there; asked for as long as the caller is on the page. */
export function useFaceUrl(loader: FaceLoader, id: SampleId): string | undefined {
  const [url, setUrl] = useState<string>();
  useLayoutEffect(() => loader.want(id, setUrl), [loader, id]);
  return url;
}

import { useEffect, useMemo } from 'react';
import { facesUrl } from '@shared/contract/addresses';
import { decodeFaceBatch } from '@shared/contract/faceBatch';
import type { SetId } from '@shared/domain/ids';
import { jpegDataUrl } from './jpegDataUrl';
import { FaceLoader } from './faceLoader';
import type { FaceLoaderParts } from './faceLoader';

/** Some thousands of crops of 112 px. */
const KEPT_CHARACTERS = 32 * 1024 * 1024;
const IN_FLIGHT = 3;

const PARTS: FaceLoaderParts = {
  fetchFaces: async (setId, ids) => {
    const response = await fetch(facesUrl(setId, ids));
    if (!response.ok) return [];
    return decodeFaceBatch(new Uint8Array(await response.arrayBuffer()), ids.length);
  },
  urlOf: jpegDataUrl,
};

/** Faces of a set for as long as the caller is on the page. Real ones are kept only while they are shown: consent can end. */
export function useFaceLoader(setId: SetId, kind: 'syn' | 'real'): FaceLoader {
  const loader = useMemo(
    () => new FaceLoader(setId, PARTS, { keptCharacters: kind === 'real' ? 0 : KEPT_CHARACTERS, inFlight: IN_FLIGHT }),
    [setId, kind],
  );
  useEffect(() => () => loader.clear(), [loader]);
  return loader;
}

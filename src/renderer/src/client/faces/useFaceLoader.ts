import { useEffect, useMemo } from 'react';
import type { SetId } from '@shared/domain/ids';
import { faceFetcher } from './faceFetcher';
import { FaceLoader } from './faceLoader';

/** Some thousands of crops of 112 px. */
const KEPT_CHARACTERS = 32 * 1024 * 1024;
const IN_FLIGHT = 3;

const PARTS = { fetchFaces: faceFetcher.fetch };

/** Faces of a set for as long as the caller is on the page. Real ones are kept only while they are shown: consent can end. */
export function useFaceLoader(setId: SetId, kind: 'syn' | 'real'): FaceLoader {
  const loader = useMemo(
    () => new FaceLoader(setId, PARTS, { keptCharacters: kind === 'real' ? 0 : KEPT_CHARACTERS, inFlight: IN_FLIGHT }),
    [setId, kind],
  );
  useEffect(() => () => loader.clear(), [loader]);
  return loader;
}

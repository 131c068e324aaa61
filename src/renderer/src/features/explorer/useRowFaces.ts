import { useEffect, useState } from 'react';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import type { ShotFactors } from '@shared/graphics/factors';
import type { ExplorerLink } from '../../client/preview/explorerLink';
import type { ExplorerAnswer } from '../../client/preview/explorerProtocol';

/** Small faces wait for the hand to rest, so that they never take time from the large one. */
const REST_MS = 280;

export interface RowFace {
  readonly image: ImageData;
  readonly shot: ShotFactors;
  readonly isFresh: boolean;
}

export interface RowFaces {
  readonly faces: readonly (RowFace | undefined)[];
  readonly isDrawing: boolean;
  readonly error: FailureDetail | undefined;
}

type Face = Extract<ExplorerAnswer, { type: 'face' }>;
type RowRequest = Extract<Parameters<ExplorerLink['ask']>[0], { type: 'row' | 'variations' }>;

export function toImageData({ rgba, widthPx, heightPx }: Face): ImageData {
  // ImageData wants an ArrayBuffer behind its view; the worker's is one, only its type does not say so.
  return new ImageData(rgba as Uint8ClampedArray<ArrayBuffer>, widthPx, heightPx);
}

/**
 * A row of faces, drawn anew a moment after the last change; old ones stay, dimmed, until theirs is redrawn.
 * @param request null: nothing to draw @param key changes when the request does
 */
export function useRowFaces(link: ExplorerLink, request: () => RowRequest | null, key: unknown): RowFaces {
  const [state, setState] = useState<RowFaces>({ faces: [], isDrawing: true, error: undefined });
  useEffect(() => {
    const asked = request();
    if (asked === null) {
      setState({ faces: [], isDrawing: false, error: undefined });
      return undefined;
    }
    let isOver = false;
    setState((before) => ({
      faces: before.faces.map((face) => face && { ...face, isFresh: false }),
      isDrawing: true,
      error: undefined,
    }));
    const put = (answer: ExplorerAnswer): void => {
      if (isOver || answer.type !== 'face') return;
      setState((before) => {
        const faces = [...before.faces];
        faces[answer.slot] = { image: toImageData(answer), shot: answer.shot, isFresh: true };
        return { ...before, faces };
      });
    };
    const timer = setTimeout(() => {
      link.ask(asked, put).then(
        () => !isOver && setState((before) => ({ ...before, isDrawing: false })),
        (thrown: unknown) =>
          !isOver && setState((before) => ({ ...before, isDrawing: false, error: toFailureDetail(thrown) })),
      );
    }, REST_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
    // The key stands for the request.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [link, key]);
  return state;
}

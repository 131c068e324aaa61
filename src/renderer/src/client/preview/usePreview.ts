import { useEffect, useRef, useState } from 'react';
import type { FailureDetail } from '@shared/lib/failure';
import type { DrawnFace } from '../../ui/FaceStrip';
import type { PreviewAnswer, PreviewRequest } from './previewProtocol';

export interface Preview {
  readonly faces: readonly (DrawnFace | null)[];
  readonly isDrawing: boolean;
  readonly error: FailureDetail | undefined;
}

/** Draws faces in a worker of its own; a new request replaces the old one, and old faces stay until theirs is redrawn. */
export function usePreview(request: Omit<PreviewRequest, 'number'>): Preview {
  const worker = useRef<Worker | null>(null);
  const number = useRef(0);
  const [preview, setPreview] = useState<Preview>({ faces: [], isDrawing: true, error: undefined });

  useEffect(() => {
    const started = new Worker(new URL('./preview.worker.ts', import.meta.url), { type: 'module' });
    worker.current = started;
    started.onmessage = (message: MessageEvent<PreviewAnswer>) => {
      const answer = message.data;
      if (answer.number === number.current) setPreview((before) => after(before, answer));
    };
    started.onerror = (event) => {
      event.preventDefault();
      const error = { code: 'internal', message: 'The preview stopped.', place: event.message } as const;
      setPreview((before) => ({ ...before, isDrawing: false, error }));
    };
    return () => {
      started.terminate();
      worker.current = null;
    };
  }, []);

  const key = JSON.stringify(request);
  useEffect(() => {
    number.current++;
    setPreview((before) => ({
      faces: before.faces.map((face) => face && { ...face, isFresh: false }),
      isDrawing: true,
      error: undefined,
    }));
    const asked: PreviewRequest = { ...request, number: number.current };
    worker.current?.postMessage(asked);
    // The key stands for the whole request.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  return preview;
}

function after(before: Preview, answer: PreviewAnswer): Preview {
  switch (answer.type) {
    case 'done':
      return { ...before, isDrawing: false };
    case 'failed':
      return { ...before, isDrawing: false, error: answer.error };
    case 'face': {
      const faces = [...before.faces];
      while (faces.length <= answer.slot) faces.push(null);
      // ImageData wants an ArrayBuffer behind its view; the renderer's is one, only its type does not say so.
      const pixels = new Uint8ClampedArray(answer.rgba);
      faces[answer.slot] = { image: new ImageData(pixels, answer.widthPx, answer.heightPx), isFresh: true };
      return { ...before, faces };
    }
  }
}

import { Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import type { Quality } from '../../client/preview/explorerProtocol';
import { FaceMailbox } from '../../client/preview/faceMailbox';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { factorsOf } from './explored';
import { useExplorerParts } from './explorerContext';
import { toImageData } from './useRowFaces';
import classes from './Explorer.module.css';

const qualityWords = (quality: Quality, widthPx: number): string =>
  ({ draft: `Draft, ${widthPx} px`, full: '256 px, as in a set', large: '512 px' })[quality];

/** The large face. It is painted past React: a frame costs a message and a copy of pixels. */
export function FaceView(): ReactNode {
  const { store, faceLink } = useExplorerParts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLElement>(null);
  const [error, setError] = useState<FailureDetail | undefined>(undefined);

  useEffect(() => {
    const paint = (image: ImageData, quality: Quality): void => {
      const element = canvas.current;
      if (element === null) return;
      if (element.width !== image.width) [element.width, element.height] = [image.width, image.height];
      element.getContext('2d')?.putImageData(image, 0, 0);
      element.dataset['quality'] = quality;
      element.dataset['frames'] = String(Number(element.dataset['frames'] ?? 0) + 1);
      const said = qualityWords(quality, image.width);
      if (words.current !== null && words.current.textContent !== said) words.current.textContent = said;
      setError(undefined);
    };
    const mailbox = new FaceMailbox(
      async (factors, quality) => {
        await faceLink.ask({ type: 'face', factors, quality }, (answer) => {
          if (answer.type === 'face') paint(toImageData(answer), quality);
        });
      },
      (thrown) => setError(toFailureDetail(thrown)),
    );
    const show = (): void => mailbox.show(factorsOf(store.present));
    show();
    const unsubscribe = store.subscribe(show);
    return () => {
      unsubscribe();
      mailbox.close();
    };
  }, [store, faceLink]);

  return (
    <figure className={classes.figure}>
      <canvas
        ref={canvas}
        className={classes.face}
        role="img"
        aria-label="The face as the sliders stand"
        data-testid="explorer-face"
        width={512}
        height={512}
      />
      <Text component="figcaption" size="xs" className={classes.quality} ref={words} aria-hidden="true">
        Drawing…
      </Text>
      {error !== undefined && <ErrorPanel error={error} />}
    </figure>
  );
}

import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { RowFace } from './useRowFaces';
import classes from './Explorer.module.css';

/** A small drawn face that is a button. */
export function SmallFace(props: {
  readonly face: RowFace | undefined;
  readonly label: string;
  readonly isChosen?: boolean;
  readonly onClick: () => void;
}): ReactNode {
  const { face, label, isChosen = false, onClick } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const image = face?.image;
  useEffect(() => {
    const element = canvas.current;
    if (element === null || image === undefined) return;
    [element.width, element.height] = [image.width, image.height];
    element.getContext('2d')?.putImageData(image, 0, 0);
  }, [image]);
  return (
    <button
      type="button"
      className={classes.small}
      aria-label={label}
      aria-pressed={isChosen}
      title={label}
      disabled={face === undefined}
      data-fresh={face?.isFresh ?? false}
      onClick={onClick}
    >
      <canvas ref={canvas} width={112} height={112} aria-hidden="true" />
    </button>
  );
}

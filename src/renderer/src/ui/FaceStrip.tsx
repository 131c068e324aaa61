import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import classes from './FaceStrip.module.css';

/** A drawn face; not fresh while it still shows what was asked for before. */
export interface DrawnFace {
  readonly image: ImageData;
  readonly isFresh: boolean;
}

/** Faces that were drawn in this window, in one row. */
export function FaceStrip(props: {
  readonly faces: readonly (DrawnFace | null)[];
  /** One per cell, for those who do not see it. */
  readonly labels: readonly string[];
}): ReactNode {
  return (
    <div className={classes.strip}>
      {props.labels.map((label, slot) => (
        <FaceCanvas key={slot} face={props.faces[slot] ?? null} label={label} />
      ))}
    </div>
  );
}

function FaceCanvas(props: { readonly face: DrawnFace | null; readonly label: string }): ReactNode {
  const { face, label } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const image = face?.image;
  useEffect(() => {
    const element = canvas.current;
    if (element === null || image === undefined) return;
    element.width = image.width;
    element.height = image.height;
    element.getContext('2d')?.putImageData(image, 0, 0);
  }, [image]);
  return (
    <div className={classes.cell} data-fresh={face?.isFresh ?? false}>
      <canvas ref={canvas} role="img" aria-label={label} width={112} height={112} />
    </div>
  );
}

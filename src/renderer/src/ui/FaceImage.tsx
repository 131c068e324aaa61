import { useState } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { HiddenFace } from './HiddenFace';
import classes from './FaceImage.module.css';

/** A face, or a quiet placeholder while it loads and a plain word where it cannot. */
export function FaceImage(props: {
  /** Undefined while the address itself is awaited. */
  readonly src: string | undefined;
  readonly alt: string;
  readonly style?: CSSProperties;
  readonly pixelated?: boolean;
  /** When the picture at `src` is there, or can never be. */
  readonly onShown?: (src: string) => void;
}): ReactNode {
  const { src, alt, style, pixelated = false, onShown } = props;
  const [broken, setBroken] = useState<string>();
  if (broken !== undefined && broken === src) {
    return <HiddenFace src={src} alt={alt} style={style} />;
  }
  return (
    <img
      className={classes.image}
      src={src}
      alt={alt}
      draggable={false}
      decoding="async"
      style={{ ...style, ...(pixelated ? { imageRendering: 'pixelated' } : {}) }}
      onLoad={() => src !== undefined && onShown?.(src)}
      onError={() => {
        setBroken(src);
        if (src !== undefined) onShown?.(src);
      }}
    />
  );
}

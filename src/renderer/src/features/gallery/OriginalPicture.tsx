import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Original } from './useOriginals';
import classes from './OriginalPicture.module.css';

type Loaded = 'no' | 'yes' | 'framed' | 'gone';

/** The whole picture that a sample was cut from, with the frame of the crop where it is known. */
export function OriginalPicture(props: { readonly original: Original; readonly alt: string }): ReactNode {
  const { url, frame } = props.original;
  const [state, setState] = useState<{ readonly url: string; readonly loaded: Loaded }>({ url, loaded: 'no' });
  const loaded = state.url === url ? state.loaded : 'no';
  if (loaded === 'gone')
    return (
      <span className={classes.gone} role="img" aria-label={`${props.alt}: no longer there, or not to be shown`}>
        original not there
      </span>
    );
  return (
    <>
      <img
        className={classes.picture}
        src={url}
        alt={props.alt}
        draggable={false}
        decoding="async"
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
          // A picture of another size is not the one that was imported: the frame would lie.
          const isSame = naturalWidth === frame?.widthPx && naturalHeight === frame.heightPx;
          setState({ url, loaded: isSame ? 'framed' : 'yes' });
        }}
        onError={() => setState({ url, loaded: 'gone' })}
      />
      {loaded === 'framed' && frame !== null && (
        <svg
          className={classes.frame}
          viewBox={`0 0 ${frame.widthPx} ${frame.heightPx}`}
          preserveAspectRatio="xMidYMid meet"
          aria-hidden="true"
          data-testid="crop-frame"
        >
          <polygon className={classes.under} points={frame.corners.join(' ')} />
          <polygon className={classes.line} points={frame.corners.join(' ')} />
        </svg>
      )}
    </>
  );
}

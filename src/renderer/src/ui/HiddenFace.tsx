import type { CSSProperties, ReactNode } from 'react';
import { SampleId, SetId } from '@shared/domain/ids';
import { useQuery } from '../client/useQuery';
import classes from './FaceImage.module.css';

/** `sample://<setId>/<sampleId>`, with or without a query. */
const SAMPLE = /^sample:\/\/([^/]+)\/([^/?]+)(\?|$)/;

interface HiddenFaceProps {
  readonly src: string;
  readonly alt: string;
  readonly style: CSSProperties | undefined;
}

/** The place of a face that cannot be shown, with the reason where the library knows one. */
export function HiddenFace(props: HiddenFaceProps): ReactNode {
  const [, host, name] = SAMPLE.exec(props.src) ?? [];
  const [setId, sampleId] = [SetId.safeParse(host).data, SampleId.safeParse(name).data];
  if (setId === undefined || sampleId === undefined) return <Words {...props} words="cannot be shown" />;
  return <RefusedSample {...props} setId={setId} sampleId={sampleId} />;
}

function RefusedSample(props: HiddenFaceProps & { readonly setId: SetId; readonly sampleId: SampleId }): ReactNode {
  const { setId, sampleId } = props;
  const why = useQuery('consent.whyHidden', { setId, sampleId });
  return <Words {...props} words={why.data === 'no-consent' ? 'not shown: no consent' : 'cannot be shown'} />;
}

function Words({ alt, style, words }: HiddenFaceProps & { readonly words: string }): ReactNode {
  return (
    <span className={classes.broken} style={style} role="img" aria-label={`${alt}: ${words}`} title={words}>
      {words}
    </span>
  );
}

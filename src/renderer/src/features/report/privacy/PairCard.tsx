import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { sampleUrl } from '@shared/contract/addresses';
import type { Decision, ExclusionReason } from '@shared/domain/curation';
import type { ReasonEntry } from '@shared/domain/curationSettings';
import type { PrivacyPair } from '@shared/domain/privacy';
import type { SetId } from '@shared/domain/ids';
import { DecisionButtons } from '../../../ui/DecisionButtons';
import { FaceImage } from '../../../ui/FaceImage';
import classes from './Pairs.module.css';

/** A synthetic face beside the real one it is most like: the cosine, what stands in the journals now, and the three answers. */
export function PairCard(props: {
  readonly setId: SetId;
  readonly pair: PrivacyPair;
  readonly realName: string;
  /** As the journals say it now, in words. */
  readonly standing: string;
  readonly decision: Decision;
  readonly isFalseAlarm: boolean;
  readonly isDisabled: boolean;
  readonly reasons: readonly ReasonEntry[];
  readonly onDecide: (decision: Decision, reason: ExclusionReason | null) => void;
  readonly onFalseAlarm: (isOn: boolean) => void;
}): ReactNode {
  const { setId, pair, realName, standing, decision, isFalseAlarm, isDisabled, reasons } = props;
  const { sample, other, cosine, mayShow } = pair;
  return (
    <li className={classes.pair} aria-label={`Pair ${sample} and ${other.sampleId}`}>
      <div className={classes.sides}>
        <span className={classes.face} data-kind="syn">
          <FaceImage src={sampleUrl(setId, sample)} alt={`Synthetic sample ${sample}`} />
        </span>
        <span className={classes.face} data-kind="real">
          {mayShow ? (
            <FaceImage src={sampleUrl(other.setId, other.sampleId)} alt={`Real sample ${other.sampleId}`} />
          ) : (
            <span className={classes.plate}>no consent to being shown</span>
          )}
        </span>
        <span className={classes.words}>
          <b className="tabular">{cosine.toFixed(3)}</b>
          <small>
            {sample} · {realName} {other.sampleId}
          </small>
          <span data-testid="pair-standing">{standing}</span>
        </span>
      </div>
      <div className={classes.answers}>
        <DecisionButtons decision={decision} isDisabled={isDisabled} reasons={reasons} onDecide={props.onDecide} />
        <Button
          size="compact-sm"
          variant={isFalseAlarm ? 'filled' : 'default'}
          aria-pressed={isFalseAlarm}
          disabled={isDisabled}
          onClick={() => props.onFalseAlarm(!isFalseAlarm)}
        >
          False alarm
        </Button>
      </div>
    </li>
  );
}

import type { SampleRow } from '@shared/domain/sample';
import type { SetInfo } from '@shared/domain/setInfo';
import type { VerifyReport } from '@shared/domain/report';
import type { VerificationPair } from '../../../engine/evaluation/verificationPair';
import type { ImageSource } from '../../../engine/recognition/embed';

/** Pairs to judge a recogniser by, whatever they came from. */
export interface VerifyData {
  readonly images: ImageSource;
  /** Name of image `i` for the scores file. */
  readonly nameOf: (index: number) => string;
  readonly pairs: readonly VerificationPair[];
  readonly title: string;
  readonly origin: VerifyReport['data']['origin'];
  readonly declaredSynthetic?: VerifyReport['data']['declaredSynthetic'];
  readonly missing: VerifyReport['data']['missing'];
  readonly droppedPairs: number;
  readonly alignerFingerprint: string;
  readonly cautions: readonly string[];
  /** False where the pairs do not tell who is who: nothing can be said of other people then. */
  readonly arePeopleKnown?: boolean;
}

/** Below this many impostor pairs even TAR at FAR 1 % rests on a handful of pairs. */
const FEW_IMPOSTORS = 1000;
const FEW_PEOPLE = 30;

/** What a reader must know before quoting a figure from this few pairs. */
export function sizeCautions(pairs: readonly VerificationPair[]): string[] {
  const people = new Set(pairs.flatMap(({ personA, personB }) => [personA, personB])).size;
  const impostors = pairs.filter(({ genuine }) => !genuine).length;
  const cautions: string[] = [];
  if (people < FEW_PEOPLE)
    cautions.push(`Only ${people} people: the interval is wide, and another choice of people would move the figures.`);
  if (impostors < FEW_IMPOSTORS) {
    cautions.push(
      `Only ${impostors} impostor pairs: false accept rates below ${(100 / impostors).toPrecision(2)} % cannot be measured.`,
    );
  }
  return cautions;
}

export const sampleTitle = (info: SetInfo, row: SampleRow): string => `${info.name}/${row.identityName}/${row.id}`;

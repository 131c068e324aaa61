import { CONSENT_PURPOSES, type ConsentPurpose } from '@shared/domain/consent';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import type { JsonObject } from './context';

/** How many of the real people of an export allow what. */
export interface ConsentFacts {
  readonly people: number;
  readonly allowing: Readonly<Record<ConsentPurpose, number>>;
}

const SYNTHETIC =
  'Faces were drawn by a program from numbers: identity, expression, pose, light and background. No camera, no photograph and no model trained on photographs of faces was used to draw them.';
const REAL =
  'Photographs of people who agreed in writing; the consent register of the library that this was made from names notice, date and channel for each. The manifest has the date and document of each person’s consent.';

/** The properties of Croissant RAI 1.0, named as in its specification; mlcroissant 1.1.1 knows two of them by other names. */
export function responsibleAi(info: DatasetInfo, consents: ConsentFacts | null): JsonObject {
  const { syn, real } = info;
  const both = (ofSyn: string, ofReal: string): string =>
    [...(syn === null ? [] : [ofSyn]), ...(real === null ? [] : [ofReal])].join(' ');
  return {
    'rai:dataCollection': both(SYNTHETIC, REAL),
    'rai:dataCollectionType': [
      ...(syn === null ? [] : ['Synthetic: computer graphics']),
      ...(real === null ? [] : ['Photographs of consenting people']),
    ],
    'rai:dataCollectionMissingData': shortText(info),
    'rai:dataCollectionRawData': both(
      'There are no raw data besides the recipe in dataset.json.',
      'The photographs from which the faces were cut stay with whoever made this dataset.',
    ),
    'rai:dataPreprocessingProtocol': both(
      'Rendered at the size in which they are given out.',
      'Faces were found, aligned by five points and cut out.',
    ),
    'rai:dataManipulationProtocol': `${excludedText(info)} ${info.isMarked ? 'A mark of its origin (XMP, IPTC DigitalSourceType) was put into each image; pixels were not touched.' : `Images carry no mark of their origin: ${info.unmarkedReason ?? 'made before marks'}.`}`,
    'rai:dataImputationProtocol': 'Nothing was filled in.',
    'rai:dataReleaseMaintenancePlan':
      'When a person withdraws, whoever made this dataset gives out a version without them and says so with a notice and a superseding export. A copy must then be deleted.',
    'rai:personalSensitiveInformation': both(
      'Synthetic faces show nobody who exists; that somebody looks like one is chance.',
      realText(consents),
    ),
    'rai:dataAnnotationProtocol':
      'Labels are identities: for synthetic images by construction, for real ones by the folder of the person. No person annotated attributes.',
    'rai:dataAnnotationPlatform': info.program,
    'rai:machineAnnotationTools': [`${info.program}: detection, alignment and quality scores for review`],
    'rai:dataBiases': both(
      'What was requested of the synthetic people is in dataset.json (requestedBalance); it was requested, not measured on the images.',
      'Real people are whoever agreed to take part; no demographic attribute is recorded or estimated.',
    ),
    'rai:dataLimitations':
      'No claim is made that models trained on this do as well on people as models trained on photographs; test before use. Likeness to real people is reported in the privacy report, where one was made.',
    'rai:dataSocialImpact':
      'Synthetic faces spare people from being collected. Face recognition can harm them all the same: what a model is used for remains the duty of whoever uses it.',
    'rai:dataUseCases': [
      'Training of face recognition',
      'Evaluation of face recognition',
      'Testing of software with faces',
    ],
  };
}

const shortText = ({ syn, real }: DatasetInfo): string => {
  const short = (syn?.shortIdentities.length ?? 0) + (real?.shortIdentities.length ?? 0);
  return short === 0
    ? 'Every identity has the stated number of images.'
    : `${short} identities have fewer images than stated; dataset.json lists them.`;
};

const excludedText = ({ syn, real }: DatasetInfo): string =>
  `${(syn?.excludedCount ?? 0) + (real?.excludedCount ?? 0)} samples were left out by review; audit.jsonl has the decisions.`;

function realText(consents: ConsentFacts | null): string {
  if (consents === null) return '';
  const allowing = CONSENT_PURPOSES.map((purpose) => `${purpose} ${consents.allowing[purpose]}`).join(', ');
  return `Faces of ${consents.people} real people are personal data, and biometric data where they are used to tell who somebody is. Of them allow: ${allowing}.`;
}

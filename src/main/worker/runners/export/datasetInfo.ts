import { type DeclaredSynthetic, declaredSyntheticOf, declaredText } from '@shared/domain/declaredSynthetic';
import { exportKind } from '@shared/domain/exportNames';
import { DatasetInfo } from '@shared/domain/exportManifest';
import type { ExportSpec } from '@shared/domain/jobs';
import { isFromCoefficients, type Origin, type SynSetInfo } from '@shared/domain/setInfo';
import type { ExportDraft } from '../../../storage/exportDraft';
import type { DraftPart } from '../../../storage/exportParts';

type PartInfo = NonNullable<DatasetInfo['syn']>;

const partInfo = ({ request, source, selection, list }: DraftPart): PartInfo => {
  const declaredSynthetic = declaredSyntheticOf(source.info);
  return {
    setId: request.setId,
    setName: source.info.name,
    identities: selection.identities.length,
    samples: request.samples,
    sampleCount: selection.identities.reduce((sum, { samples }) => sum + samples.length, 0),
    curationRevision: source.curationRevision,
    excludedCount: source.excludedCount,
    shortIdentities: selection.identities
      .filter(({ samples }) => samples.length < request.samples)
      .map(({ identityName, samples }) => ({ identity: identityName, samples: samples.length })),
    ...(list === null ? {} : { list: { name: list.name, sha256: list.sha256, samples: list.samples } }),
    ...(declaredSynthetic === null ? {} : { declaredSynthetic }),
  };
};

const STATEMENTS = {
  twin: 'Every image was rendered by a program from the coefficients in this export and shows nobody who exists. Pose, expression, light and sharpness were estimated from pictures of real people who allow training; no pixel of them is here.',
  composed:
    'Every image was rendered by a program from the coefficients in this export, of people made by hand. No one stood in front of a camera, and the program read no image of a real person.',
  syn: 'Every image was rendered by a program from the recipe in this file. No one stood in front of a camera, and no image of a real person was an input.',
  real: 'These are images of real people. Each subject had a valid consent for export on the day this was made; a withdrawal since then must be honoured by whoever holds this copy.',
  mix: 'This dataset mixes images rendered by a program with images of real people. Each real subject had a valid consent for export on the day this was made; a withdrawal since then must be honoured by whoever holds this copy.',
} as const;

const statementOf = (source: SynSetInfo | null): 'twin' | 'composed' | 'syn' =>
  source?.twin !== undefined ? 'twin' : source?.composed !== undefined ? 'composed' : 'syn';

/** Where the imported part is somebody else's synthetic set, what is known of it is what was said. @param mixedWith the other part's statement */
const declaredStatement = (declared: DeclaredSynthetic, mixedWith: 'twin' | 'composed' | 'syn' | null): string =>
  [
    ...(mixedWith === null ? [] : [`This dataset has two parts. Of the rendered one: ${STATEMENTS[mixedWith]}`]),
    `${mixedWith === null ? 'These images are' : 'The other part is'} ${declaredText(declared)}: somebody else made them, as is said they were ${declared.how}, and nobody was asked for consent.`,
  ].join(' ');

/** The content of dataset.json. @param made what was known only after writing. */
export function datasetInfo(
  draft: ExportDraft,
  spec: ExportSpec,
  made: {
    readonly createdAt: string;
    readonly program: string;
    readonly manifestSha256: string;
    readonly identities?: DatasetInfo['identities'];
    readonly requestedBalance?: DatasetInfo['requestedBalance'];
    readonly coefficients: DatasetInfo['coefficients'];
    readonly supersedes?: DatasetInfo['supersedes'];
    readonly verification?: DatasetInfo['verification'];
  },
): DatasetInfo {
  const part = (kind: Origin): DraftPart | null => draft.parts.find((one) => one.kind === kind) ?? null;
  const [syn, real] = [part('syn'), part('real')];
  const synInfo = syn === null ? null : partInfo(syn);
  const realInfo = real === null ? null : partInfo(real);
  const kind = exportKind({ syn: synInfo, real: realInfo });
  const declared = realInfo?.declaredSynthetic ?? null;
  const source = syn?.source.info.kind === 'syn' ? syn.source.info : null;
  return DatasetInfo.parse({
    outis: 1,
    name: draft.name,
    kind,
    format: spec.format,
    isMarked: spec.unmarkedReason === null,
    ...(spec.unmarkedReason === null ? {} : { unmarkedReason: spec.unmarkedReason }),
    ...(made.supersedes === undefined ? {} : { supersedes: made.supersedes }),
    createdAt: made.createdAt,
    program: made.program,
    syn: synInfo,
    real: realInfo,
    classCount: draft.layout.classCount,
    seed: spec.seed,
    labelOffset: draft.layout.labelOffset,
    recipe: source?.recipe ?? null,
    fingerprint: source?.fingerprint ?? null,
    ...(source !== null && isFromCoefficients(source) ? { renderedFrom: 'coefficients' } : {}),
    ...(made.identities === undefined ? {} : { identities: made.identities }),
    ...(made.requestedBalance === undefined ? {} : { requestedBalance: made.requestedBalance }),
    coefficients: made.coefficients,
    pairs:
      draft.pairs === null
        ? null
        : { file: 'pairs.txt', folds: draft.pairs.folds.length, pairsPerFold: draft.pairs.perFold },
    ...(made.verification === undefined ? {} : { verification: made.verification }),
    manifestSha256: made.manifestSha256,
    statement:
      declared === null
        ? STATEMENTS[kind === 'syn' ? statementOf(source) : kind]
        : declaredStatement(declared, kind === 'mix' ? statementOf(source) : null),
  });
}

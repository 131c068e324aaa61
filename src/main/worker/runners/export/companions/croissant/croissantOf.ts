import { extensionOf } from '@shared/domain/exportNames';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import type { SignedFile } from '@shared/domain/exportSignature';
import { CONFORMS_TO, CROISSANT_CONTEXT, type JsonObject } from './context';
import { distributionOf } from './distribution';
import { digitalSources, provenance, usageInfo } from './origins';
import { recordSetsOf } from './recordSets';
import { type ConsentFacts, responsibleAi } from './responsible';

export interface CroissantParts {
  readonly info: DatasetInfo;
  /** Files of the export but for images that are files of their own; sorted by path. */
  readonly files: readonly SignedFile[];
  /** Names of images, of which only the endings matter. */
  readonly names: Iterable<string>;
  /** Null where there is no real part. */
  readonly consents: ConsentFacts | null;
  /** Who made the export. */
  readonly who: string;
}

/**
 * croissant.json: Croissant core 1.1 with RAI 1.0. Says nothing that the program does not know: there is no licence and no address
 * unless somebody adds them. Equal parts give equal bytes.
 */
export function croissantOf({ info, files, names, consents, who }: CroissantParts): JsonObject {
  const endings = [...new Set([...names].map(extensionOf))].filter((ending) => ending !== '').sort();
  const images = (info.syn?.sampleCount ?? 0) + (info.real?.sampleCount ?? 0);
  const urn = `urn:sha256:${info.manifestSha256}`;
  return {
    '@context': CROISSANT_CONTEXT,
    '@type': 'sc:Dataset',
    conformsTo: CONFORMS_TO,
    name: info.name,
    description: `${images} face images of ${info.classCount} identities (${info.format}). ${info.statement}`,
    version: '1.0.0',
    identifier: urn,
    url: urn,
    license: 'No licence is stated in this file; ask whoever gave the dataset to you.',
    creator: { '@type': 'Person', name: who },
    dateCreated: info.createdAt,
    datePublished: info.createdAt,
    citeAs: `${info.name}, made with ${info.program} on ${info.createdAt.slice(0, 10)}, manifest SHA-256 ${info.manifestSha256}`,
    isLiveDataset: false,
    digitalSourceType: digitalSources(info),
    usageInfo: usageInfo(info, consents),
    ...provenance(info),
    ...responsibleAi(info, consents),
    distribution: distributionOf(info.format, files, endings),
    recordSet: recordSetsOf(info.format, files, info.real?.declaredSynthetic !== undefined),
  };
}

import type { DatasetInfo } from '@shared/domain/exportManifest';
import { declaredText } from '@shared/domain/declaredSynthetic';
import { type DigitalSourceType, digitalSourceTypeOf } from '@shared/domain/digitalSourceType';
import type { Json, JsonObject } from './context';
import type { ConsentFacts } from './responsible';

/** schema.org's own names of IPTC's terms. */
const SCHEMA_TERMS: Readonly<Record<DigitalSourceType, string>> = {
  algorithmicMedia: 'https://schema.org/AlgorithmicMediaDigitalSource',
  trainedAlgorithmicMedia: 'https://schema.org/TrainedAlgorithmicMediaDigitalSource',
  digitalCapture: 'https://schema.org/DigitalCaptureDigitalSource',
  compositeWithTrainedAlgorithmicMedia: 'https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource',
};

export function digitalSources({ syn, real, fingerprint }: DatasetInfo): JsonObject[] {
  const types: DigitalSourceType[] = [
    ...(syn === null ? [] : [digitalSourceTypeOf('syn', fingerprint?.generator ?? null)]),
    ...(real === null ? [] : [digitalSourceTypeOf('real', null, real.declaredSynthetic)]),
  ];
  return types.map((type) => ({ '@id': SCHEMA_TERMS[type] }));
}

/** PROV-O: by what activity and program the dataset came about, and from what. */
export function provenance(info: DatasetInfo): JsonObject {
  const { syn, real, fingerprint, recipe, supersedes } = info;
  const activities: Json[] = [];
  if (syn !== null) {
    activities.push({
      '@type': 'prov:Activity',
      'prov:label': 'Rendering of synthetic faces',
      ...(fingerprint === null
        ? {}
        : {
            'prov:wasAssociatedWith': {
              '@type': 'prov:SoftwareAgent',
              'prov:label': `${fingerprint.generator} ${fingerprint.version}, fingerprint ${fingerprint.sha256}`,
            },
          }),
      ...(recipe === null ? {} : { description: `Recipe and seed ${recipe.seed} are in dataset.json.` }),
    });
  }
  if (real !== null)
    activities.push({
      '@type': 'prov:Activity',
      'prov:label':
        real.declaredSynthetic === undefined
          ? 'Import and alignment of consented photographs'
          : `Import and alignment of images ${declaredText(real.declaredSynthetic)}`,
    });
  activities.push({
    '@type': 'prov:Activity',
    'prov:label': 'Review and export',
    'prov:endedAtTime': info.createdAt,
    'prov:wasAssociatedWith': { '@type': 'prov:SoftwareAgent', 'prov:label': info.program },
  });
  const sources = [syn, real].flatMap((part) => (part === null ? [] : [`urn:outis:set:${part.setId}`]));
  const before = supersedes === undefined ? [] : [`urn:sha256:${supersedes.manifestSha256}`];
  return {
    'prov:wasGeneratedBy': activities,
    'prov:wasDerivedFrom': [...sources, ...before].map((id) => ({ '@id': id })),
  };
}

/** What may be done with it, as sc:usageInfo; for consenting people with the duty that a withdrawal brings. */
export function usageInfo({ real, statement, unmarkedReason }: DatasetInfo, consents: ConsentFacts | null): JsonObject {
  const text = `${statement}${unmarkedReason === undefined ? '' : ` The images carry no mark of their origin; the reason given: ${unmarkedReason}`}`;
  if (real === null || consents === null) return { '@type': 'CreativeWork', name: 'Terms', text };
  const permitted = (['training', 'evaluation'] as const).filter(
    (purpose) => consents.allowing[purpose] === consents.people,
  );
  return {
    '@type': ['CreativeWork', 'odrl:Offer'],
    name: 'Terms of the people shown',
    text,
    'odrl:permission': permitted.map((purpose) => ({
      '@type': 'odrl:Permission',
      name: `Everybody in it allows: ${purpose}`,
      'odrl:action': { '@id': 'odrl:use' },
    })),
    'odrl:obligation': {
      '@type': 'odrl:Duty',
      name: 'Delete the pictures of a person who withdraws, and what was derived from them',
      'odrl:action': { '@id': 'odrl:delete' },
    },
  };
}

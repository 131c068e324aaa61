import { SET_SCHEMA, type SynSetInfo } from '@shared/domain/setInfo';

/** A synthetic set before its first sample. */
export const newSynSet = (set: Pick<SynSetInfo, 'id' | 'name' | 'recipe' | 'fingerprint'>): SynSetInfo => ({
  schema: SET_SCHEMA,
  kind: 'syn',
  createdAt: new Date().toISOString(),
  counts: { identities: 0, samples: 0, sizeBytes: 0 },
  state: 'partial',
  ...set,
});

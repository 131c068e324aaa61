import type { Certificate } from './certificate';
import { GenerateRecipe } from './generateRecipe';

/** A certificate of a proof that held, with fields that can be recognised. */
export function certificateOf(change: Partial<Certificate> = {}): Certificate {
  const fingerprint = {
    generator: 'graphics',
    version: '1',
    codeSha256: 'c'.repeat(64),
    assetsSha256: 'a'.repeat(64),
    encoderSha256: 'e'.repeat(64),
    sha256: 'f'.repeat(64),
  };
  return {
    outisCertificate: 1,
    createdAt: '2026-01-02T03:04:05.000Z',
    program: 'Outis test',
    runtime: 'Node 20',
    export: {
      name: 'Syn_4_5',
      kind: 'syn',
      program: 'Outis test',
      createdAt: '2026-01-01T00:00:00.000Z',
      datasetSha256: '1'.repeat(64),
      manifestSha256: '2'.repeat(64),
      synthetic: 20_000,
      real: 0,
    },
    recipe: GenerateRecipe.parse({ identities: 4, samples: 5, seed: 9 }),
    identityPlanSha256: null,
    renderedFrom: 'recipe',
    generator: {
      ofExport: fingerprint,
      ofProgram: fingerprint,
      assets: [{ name: 'head.bin', sha256: 'b'.repeat(64) }],
      encoderSettings: { quality: 92, progressive: false },
    },
    check: { samples: 50, seed: 7, checked: 50, identical: 50, differentCount: 0, different: [] },
    result: 'proven',
    ...change,
  };
}

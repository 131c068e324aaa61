import { describe, expect, it } from 'vitest';
import { ExportSpec } from '@shared/domain/jobs';
import { temporaryFolder } from '../platform/temporaryFolder.testing';
import { createJobStore } from '../storage/jobStore';
import { addSet } from '../storage/library.testing';
import { createExportService } from './exportService';
import type { ReviewService } from './reviewService';

type State = Awaited<ReturnType<ReviewService['signOffState']>>;

async function problemsWith(state: State) {
  const library = await temporaryFolder();
  const setId = await addSet(library, { identities: 2, samples: 2, name: 'Syn_2_2' });
  const exports = createExportService(library, createJobStore(library), {
    reviews: { signOffState: () => Promise.resolve(state) },
    summaryOf: (id) =>
      Promise.resolve({
        id,
        name: 'Syn_2_2',
        review: { kept: 4, excluded: 0, undecided: 0 },
        consent: null,
        counts: { identities: 2, samples: 4, sizeBytes: 256 },
      }),
    privacyState: () => Promise.resolve({ state: 'missing' }),
  });
  const syn = { setId, identities: null, samples: 2 };
  const { problems } = await exports.plan(ExportSpec.parse({ kind: 'export', syn, real: null, pairsPerFold: 0 }), {
    key: { registered: [], own: null, fault: null },
    durationMs: () => Promise.resolve(null),
  });
  return problems;
}
const signed = { who: 'Kim', at: '2026-11-22T00:00:00.000Z', revision: 41 };

describe('an export of a set that was signed off', () => {
  it('goes out without a word while the sign-off holds, or where there is none', async () => {
    expect(await problemsWith({ state: 'valid', ...signed })).toEqual([]);
    expect(await problemsWith({ state: 'none' })).toEqual([]);
  });

  it('is cautioned about, not stopped, when the set has changed since or its records cannot be read', async () => {
    const changed = await problemsWith({ state: 'void', ...signed, why: 'One decision was made or taken back since.' });
    expect(changed).toMatchObject([{ blocking: false, text: expect.stringContaining('Changed since Kim') as unknown }]);
    const broken = await problemsWith({ state: 'unreadable', why: 'reviews.jsonl, line 3: is not JSON.' });
    expect(broken).toMatchObject([{ blocking: false, text: expect.stringContaining('line 3') as unknown }]);
  });
});

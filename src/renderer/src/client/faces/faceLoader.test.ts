import { describe, expect, it } from 'vitest';
import { MAX_FACES_PER_BATCH } from '@shared/contract/faceBatch';
import { SetId, sampleId } from '@shared/domain/ids';
import type { SampleId } from '@shared/domain/ids';
import { FaceLoader } from './faceLoader';

const SET = SetId.parse('ds_ab12');
const face = (index: number): SampleId => sampleId(index, 0);
const faces = (first: number, count: number): SampleId[] => Array.from({ length: count }, (_u, i) => face(first + i));
/** Lets everything run that is due. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function setUp(limits: { keptCharacters?: number; inFlight?: number } = {}) {
  const batches: { ids: readonly SampleId[]; answer: (refused?: SampleId) => void; fail: () => void }[] = [];
  const loader = new FaceLoader(
    SET,
    {
      fetchFaces: (_setId, ids) =>
        new Promise((resolve, reject) => {
          batches.push({
            ids,
            answer: (refused) => resolve(ids.map((id) => (id === refused ? '' : `url-${Number(id.slice(1, 7))}`))),
            fail: () => reject(new Error('no answer')),
          });
        }),
    },
    { keptCharacters: limits.keptCharacters ?? 1000, inFlight: limits.inFlight ?? 1 },
  );
  const seen: string[] = [];
  const want = (id: SampleId): (() => void) => loader.want(id, (url) => seen.push(url));
  return { loader, batches, seen, want };
}

describe('FaceLoader', () => {
  it('asks once for what is wanted in one go, in its order, and tells everybody who asked', async () => {
    const { batches, seen, want } = setUp();
    for (const id of [face(1), face(2), face(1)]) want(id);
    expect(batches).toHaveLength(0);
    await settle();
    expect(batches.map(({ ids }) => ids)).toEqual([[face(2), face(1)]]);
    want(face(1));
    batches[0]?.answer();
    await settle();
    expect(seen.sort()).toEqual(['url-1', 'url-1', 'url-1', 'url-2']);
    expect(batches).toHaveLength(1);
  });

  it('sends what was asked for last first, a batch at a time', async () => {
    const { batches, want } = setUp();
    want(face(0));
    await settle();
    faces(1, 2).forEach(want);
    await settle();
    faces(3, MAX_FACES_PER_BATCH - 1).forEach(want);
    await settle();
    expect(batches).toHaveLength(1);
    batches[0]?.answer();
    await settle();
    expect(batches[1]?.ids).toEqual([...faces(3, MAX_FACES_PER_BATCH - 1), face(1)]);
    batches[1]?.answer();
    await settle();
    expect(batches[2]?.ids).toEqual([face(2)]);
  });

  it('has no more requests under way than allowed', async () => {
    const { batches, want } = setUp({ inFlight: 2 });
    faces(0, 3 * MAX_FACES_PER_BATCH).forEach(want);
    await settle();
    expect(batches).toHaveLength(2);
    batches[1]?.answer();
    await settle();
    expect(batches).toHaveLength(3);
  });

  it('never sends what was given up before', async () => {
    const { batches, want } = setUp();
    want(face(0));
    await settle();
    const giveUp = want(face(1));
    want(face(2));
    await settle();
    giveUp();
    batches[0]?.answer();
    await settle();
    expect(batches[1]?.ids).toEqual([face(2)]);
  });

  it('keeps what is looked at no more up to its limit, the last used longest', async () => {
    const { batches, seen, want } = setUp({ keptCharacters: 2 * 'url-1'.length });
    const givenUp = faces(1, 3).map(want);
    await settle();
    batches[0]?.answer();
    await settle();
    for (const giveUp of givenUp) giveUp();
    seen.length = 0;
    want(face(3));
    want(face(2));
    expect(seen).toEqual(['url-3', 'url-2']);
    want(face(1));
    await settle();
    expect(batches[1]?.ids).toEqual([face(1)]);
  });

  it('keeps nothing with a limit of 0, but what is shown', async () => {
    const { batches, seen, want } = setUp({ keptCharacters: 0 });
    const giveUp = want(face(1));
    want(face(2));
    await settle();
    batches[0]?.answer();
    await settle();
    giveUp();
    seen.length = 0;
    want(face(2));
    expect(seen).toEqual(['url-2']);
    want(face(1));
    await settle();
    expect(batches[1]?.ids).toEqual([face(1)]);
  });

  it('forgets on clear', async () => {
    const { loader, batches, want } = setUp();
    const giveUp = want(face(1));
    await settle();
    batches[0]?.answer();
    await settle();
    giveUp();
    loader.clear();
    want(face(1));
    await settle();
    expect(batches).toHaveLength(2);
  });

  it('leaves to sample:// what did not come, one face or a whole batch', async () => {
    const { batches, seen, want } = setUp();
    faces(1, 2).forEach(want);
    await settle();
    batches[0]?.answer(face(1));
    await settle();
    expect(seen).toEqual(['sample://ds_ab12/i000001s0000', 'url-2']);
    want(face(3));
    await settle();
    batches[1]?.fail();
    await settle();
    expect(seen[2]).toBe('sample://ds_ab12/i000003s0000');
  });
});

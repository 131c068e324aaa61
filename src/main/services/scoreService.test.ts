import { describe, expect, it } from 'vitest';
import { addSet } from '../storage/library.testing';
import { decodeScores } from '../storage/scores/scoreColumns';
import { scoreMadeUp, SMALL_JUDGE } from '../storage/scores/scores.testing';
import { call, openTestServices } from './services.testing';

async function scoredSet() {
  const { services, library } = await openTestServices();
  const setId = await addSet(library, { identities: 2, samples: 3 });
  return { services, library, setId };
}

describe('scores of the open library', () => {
  it('are served in the order of the sample table, with −1 and NaN where a sample has none', async () => {
    const { services, library, setId } = await scoredSet();
    await expect(services.scoresArrow(setId)).rejects.toMatchObject({ code: 'not-found' });
    await scoreMadeUp(library, setId, { scorer: 'image', failed: [4] });
    const parts = decodeScores(await services.scoresArrow(setId));
    if (typeof parts === 'string') throw new Error(parts);
    const [{ identityIndex, sampleIndex, reals, integers, embeddings }] = parts;
    expect([...identityIndex]).toEqual([0, 0, 0, 1, 1, 1]);
    expect([...sampleIndex]).toEqual([0, 1, 2, 0, 1, 2]);
    expect([...reals.get('image.row')!]).toEqual([0, 1, 2, 3, Number.NaN, 5]);
    expect([...integers.get('i.imageRow')!]).toEqual([0, 1, 2, 3, -1, 5]);
    expect(embeddings).toBeNull();
    await services.close();
  });

  it('come with embeddings as bytes behind a header', async () => {
    const { services, library, setId } = await scoredSet();
    await scoreMadeUp(library, setId, { scorer: 'judge', failed: [1] });
    const pieces: Uint8Array[] = [];
    for await (const piece of await services.embeddings(setId, 'small')) pieces.push(piece);
    const bytes = new Uint8Array(Buffer.concat(pieces));
    const header = new DataView(bytes.buffer, bytes.byteOffset);
    expect([header.getUint32(0, true), header.getUint32(4, true), bytes.length]).toEqual([6, 4, 8 + 24]);
    const row = (at: number): number[] => [...bytes.subarray(8 + at * 4, 12 + at * 4)];
    expect([row(0), row(1), row(2)]).toEqual([
      [127, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 127, 0],
    ]);
    await expect(services.embeddings(setId)).rejects.toMatchObject({ code: 'not-found' });
    await services.close();
  });

  it('are listed by scorer, and judges by what has scored', async () => {
    const { services, library, setId } = await scoredSet();
    const judges = services.handlers['judge.list'];
    expect((await judges(undefined, call)).map(({ key }) => key)).toEqual(['face-api']);
    await scoreMadeUp(library, setId, { scorer: 'judge' });
    expect(await judges(undefined, call)).toContainEqual(SMALL_JUDGE);
    const status = services.handlers['score.status'];
    const states = async (judge?: string): Promise<string[]> =>
      (await status({ setId, ...(judge === undefined ? {} : { judge }) }, call)).map(({ state }) => state);
    expect(await states('small')).toEqual(['absent', 'absent', 'fresh', 'absent']);
    expect(await states()).toEqual(Array(4).fill('absent'));
    await services.close();
  });
});

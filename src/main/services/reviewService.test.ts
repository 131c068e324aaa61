import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { sampleId, type SampleId, type SetId } from '@shared/domain/ids';
import { sha256Hex } from '../platform/hash';
import { temporaryFolder } from '../platform/temporaryFolder.testing';
import { addSet } from '../storage/library.testing';
import { curationFile, reviewsFile } from '../storage/libraryPaths';
import { createCurationService } from './curationService';
import { createReviewService } from './reviewService';
import { createTableCache } from './tableCache';

const ids = (...numbers: number[]): SampleId[] => numbers.map((n) => sampleId(Math.floor(n / 4), n % 4));
const one = (n: number): SampleId => sampleId(Math.floor(n / 4), n % 4);

function openBoth(library: string) {
  const tables = createTableCache(library);
  return {
    curation: createCurationService(library, tables, null),
    reviews: createReviewService(library, tables, null),
  };
}
async function start() {
  const library = await temporaryFolder();
  const setId = await addSet(library, { identities: 3, samples: 4 });
  const { curation, reviews } = openBoth(library);
  const decide = (who: string, decision: 'keep' | 'exclude', ...numbers: number[]) =>
    curation.decide({ setId, samples: ids(...numbers), decision, reason: null, note: '', who });
  const opine = (who: string, decision: 'keep' | 'exclude', n: number) =>
    reviews.opine({ setId, sample: one(n), decision, reason: null, note: '', who });
  const close = async () => {
    await curation.close();
    await reviews.close();
  };
  return { library, setId, curation, reviews, decide, opine, close };
}
const sign = (setId: SetId, revision: number, who = 'Kim') => ({ setId, revision, statement: 'Seen.', who });

describe('reviewers', () => {
  it('sets opinions beside first decisions, counts agreement, and lets an ordinary decision settle', async () => {
    const { setId, reviews, decide, opine, close } = await start();
    await decide('Ana', 'keep', 0, 1, 2, 3);
    await decide('Ana', 'exclude', 4, 5);
    for (const n of [0, 1, 2]) await opine('Kim', 'keep', n);
    await opine('Kim', 'exclude', 3);
    await opine('Kim', 'exclude', 4);
    let view = await reviews.get(setId);
    expect(view.agreement).toMatchObject([
      {
        a: 'Ana',
        b: 'Kim',
        table: [
          [3, 1],
          [0, 1],
        ],
      },
    ]);
    // (0.8 − 0.56) / 0.44
    expect(view.agreement[0]?.kappa).toBeCloseTo(0.545454, 5);
    expect(view.counts).toEqual({ kept: 4, excluded: 2, undecided: 6 });
    expect(view.disagreementCounts).toEqual({ open: 1, settled: 0 });
    expect(view.disagreements[0]).toMatchObject({ sample: one(3), standing: { decision: 'keep', who: 'Ana' } });

    await decide('Ana', 'exclude', 3);
    view = await reviews.get(setId);
    expect(view.disagreementCounts).toEqual({ open: 0, settled: 1 });
    expect(view.agreement[0]?.table).toEqual([
      [3, 1],
      [0, 1],
    ]);
    expect(await reviews.standing(setId, ids(3, 11))).toEqual([{ sample: one(3), decision: 'exclude', who: 'Ana' }]);
    expect(view.reviewers).toEqual([
      { name: 'Ana', decisions: 6, opinions: 0 },
      { name: 'Kim', decisions: 0, opinions: 5 },
    ]);
    await close();
  });

  it('refuses a second opinion under the name of the first decision', async () => {
    const { decide, opine, close } = await start();
    await decide('Ana', 'keep', 0);
    await expect(opine('Ana', 'exclude', 0)).rejects.toMatchObject({ code: 'invalid-input', place: one(0) });
    await close();
  });

  it('assigns a slice, shows it without the decisions, and follows it across a reopening', async () => {
    const { library, setId, reviews, decide, opine, close } = await start();
    await decide('Ana', 'exclude', 0, 1);
    await decide('Kim', 'keep', 2);
    const slice = { samples: '0:0-3', words: 'identity 00001' };
    const id = await reviews.assign({ setId, to: 'Kim', task: 'opinion', slice, note: '', who: 'Ana' });
    const decideId = await reviews.assign({ setId, to: 'Lee', task: 'decide', slice, note: 'soon', who: 'Ana' });
    await opine('Kim', 'keep', 0);
    const shown = await reviews.slice(setId, id);
    expect(shown.samples).toEqual(ids(0, 1, 3));
    expect(shown.own).toEqual([{ sample: one(0), decision: 'keep' }]);
    expect(JSON.stringify(shown)).not.toContain('exclude');
    await close();

    const again = openBoth(library);
    const view = await again.reviews.get(setId);
    expect(view.assignments.map(({ id: number, to, done, total }) => [number, to, done, total])).toEqual([
      [id, 'Kim', 2, 4],
      [decideId, 'Lee', 3, 4],
    ]);
    await again.reviews.unassign({ setId, assignment: id, who: 'Ana' });
    await expect(again.reviews.slice(setId, id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await again.reviews.names()).toEqual(['Ana', 'Kim', 'Lee']);
    await again.curation.close();
    await again.reviews.close();
  });

  it('refuses what the set does not have, unwritten', async () => {
    const { setId, reviews, opine, close } = await start();
    await expect(opine('Kim', 'keep', 99)).rejects.toMatchObject({ code: 'not-found' });
    const slice = { samples: [sampleId(9, 0)], words: 'x' };
    await expect(
      reviews.assign({ setId, to: 'Kim', task: 'decide', slice, note: '', who: 'Ana' }),
    ).rejects.toMatchObject({ code: 'not-found', place: 'i000009s0000' });
    await expect(
      reviews.judgePair({
        setId,
        sample: one(0),
        other: { setId, sampleId: sampleId(8, 8) },
        verdict: 'false-alarm',
        cosine: 0.5,
        who: 'Kim',
      }),
    ).rejects.toMatchObject({ code: 'not-found' });
    expect((await reviews.get(setId)).reviewers).toEqual([]);
    await close();
  });
});

describe('a sign-off', () => {
  it('holds over a reopening and through tags, and is void after a decision, even one taken back', async () => {
    const { library, setId, curation, reviews, decide, close } = await start();
    await decide('Ana', 'keep', 0, 1, 2);
    expect(await reviews.signOffState(setId)).toEqual({ state: 'none' });
    const signed = await reviews.signOff(sign(setId, 1));
    expect(signed).toMatchObject({ who: 'Kim', revision: 1, counts: { kept: 3, undecided: 9, openDisagreements: 0 } });
    await curation.tag({ setId, samples: ids(0), tag: 'nice', isOn: true, note: '', who: 'Ana' });
    await close();

    const { curation: later, reviews: again } = openBoth(library);
    expect(await again.signOffState(setId)).toMatchObject({ state: 'valid', who: 'Kim', revision: 1 });
    await later.decide({ setId, samples: ids(5), decision: 'exclude', reason: null, note: '', who: 'Lee' });
    expect(await again.signOffState(setId)).toMatchObject({ state: 'void', revision: 1 });
    await later.undo({ setId, who: 'Lee' });
    expect((await again.get(setId)).signOff).toMatchObject({
      state: 'void',
      why: '2 decisions were made or taken back since.',
    });
    await again.signOff(sign(setId, 4, 'Lee'));
    expect(await again.signOffState(setId)).toMatchObject({ state: 'valid', who: 'Lee', revision: 4 });
    await later.close();
    await again.close();
  });

  it('is refused for a revision that is no longer the one that was seen', async () => {
    const { setId, reviews, decide, close } = await start();
    await decide('Ana', 'keep', 0);
    await decide('Ana', 'keep', 1);
    await expect(reviews.signOff(sign(setId, 1))).rejects.toMatchObject({ code: 'conflict' });
    await close();
  });

  it('is void when the journal is another one of the same length', async () => {
    const { library, setId, reviews, decide, close } = await start();
    await decide('Ana', 'keep', 0);
    await reviews.signOff(sign(setId, 1));
    await close();
    const text = await readFile(curationFile(library, setId), 'utf8');
    await writeFile(curationFile(library, setId), text.replace('"keep"', '"exclude"'));
    const again = createReviewService(library, createTableCache(library), null);
    expect(await again.signOffState(setId)).toMatchObject({
      state: 'void',
      why: 'The decisions are not the ones that were signed.',
    });
    await again.close();
  });

  it('says nothing of a set whose decisions are broken, with the line', async () => {
    const { library, setId, reviews, decide, close } = await start();
    await decide('Ana', 'keep', 0);
    await decide('Ana', 'keep', 1);
    await reviews.signOff(sign(setId, 2));
    await close();
    const text = await readFile(curationFile(library, setId), 'utf8');
    await writeFile(curationFile(library, setId), text.replace('i000000s0000', 'i000000s0003'));
    const again = createReviewService(library, createTableCache(library), null);
    const state = await again.signOffState(setId);
    expect(state.state).toBe('unreadable');
    expect(state.state === 'unreadable' ? state.why : '').toMatch(/curation\.jsonl, line 2/);
    await expect(again.signOff(sign(setId, 1))).rejects.toMatchObject({ code: 'corrupt-data' });
    await again.close();
  });
});

describe('a broken chain of records', () => {
  const badUnassign = (text: string): string => {
    const lines = text.trimEnd().split('\n');
    const previous = sha256Hex(lines.at(-1) ?? '');
    const at = '2026-11-22T00:00:00.000Z';
    return `${text}${JSON.stringify({ revision: lines.length + 1, at, who: 'x', previous, action: 'unassign', target: 77 })}\n`;
  };
  it.each([
    ['a changed line', (text: string) => text.replace('Seen.', 'Seen!'), 2],
    ['a line that takes back what is not there', badUnassign, 4],
    ['a line of another kind', (text: string) => text.replace('"action":"opinion"', '"action":"decide"'), 2],
  ])('%s: reads up to it, says the line, adds nothing', async (_name, harm, line) => {
    const { library, setId, reviews, opine, close } = await start();
    await reviews.signOff(sign(setId, 0));
    await opine('Lee', 'keep', 0);
    await opine('Lee', 'keep', 1);
    await close();
    const path = reviewsFile(library, setId);
    const harmed = harm(await readFile(path, 'utf8'));
    await writeFile(path, harmed);
    const again = createReviewService(library, createTableCache(library), null);
    const view = await again.get(setId);
    expect(view.readOnlyReason).toContain(`reviews.jsonl, line ${line}`);
    expect(view.signOff.state).toBe('unreadable');
    await expect(
      again.opine({ setId, sample: one(2), decision: 'keep', reason: null, note: '', who: 'Lee' }),
    ).rejects.toMatchObject({ code: 'corrupt-data', place: `${path}, line ${line}` });
    await expect(again.signOff(sign(setId, 0))).rejects.toMatchObject({ code: 'corrupt-data' });
    await again.close();
    expect(await readFile(path, 'utf8')).toBe(harmed);
  });

  it('a record that cannot follow is refused before it is written', async () => {
    const { library, setId, reviews, opine, close } = await start();
    await opine('Lee', 'keep', 0);
    await expect(reviews.unassign({ setId, assignment: 1, who: 'Lee' })).rejects.toMatchObject({ code: 'not-found' });
    await close();
    expect((await readFile(reviewsFile(library, setId), 'utf8')).trimEnd().split('\n')).toHaveLength(1);
  });

  it('a torn last line is left out and cut off with the next record', async () => {
    const { library, setId, opine, close } = await start();
    await opine('Lee', 'keep', 0);
    await opine('Lee', 'keep', 1);
    await close();
    const path = reviewsFile(library, setId);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.slice(0, -9));
    const { reviews: again } = openBoth(library);
    const view = await again.get(setId);
    expect(view.faults[0]).toMatch(/unfinished last line/);
    expect(view.readOnlyReason).toBeNull();
    await again.opine({ setId, sample: one(3), decision: 'exclude', reason: null, note: '', who: 'Lee' });
    await again.close();
    expect((await readFile(path, 'utf8')).trimEnd().split('\n')).toHaveLength(2);
  });
});

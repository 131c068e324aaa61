import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleId } from '@shared/domain/ids';
import { WithdrawalScope } from '@shared/domain/withdrawal';
import { quietContext } from '../jobs/quietContext.testing';
import { createJobStore } from '../storage/jobStore';
import { createExportRunner } from '../worker/runners/export';
import { datasetOf, manifestOf, surroundings } from '../worker/runners/export.testing';
import { chooseSamples } from '../worker/runners/train/chooseSamples';
import { refuseSuperseded } from '../worker/runners/train/refuseSuperseded';
import { supersededCautions } from '../worker/runners/verify/supersededCautions';
import { placeOf, TRAIN, usedLibrary, withdrawSpec } from '../worker/runners/withdraw/withdraw.testing';
import { runWithdraw } from '../worker/runners/withdraw';
import { RunSamples } from '@shared/domain/report';
import { TrainSpec } from '@shared/domain/jobs';
import { readJsonAs } from '../storage/jsonFile';
import { openJournal } from '../storage/curationJournal';
import { sampleSetOf } from '@shared/domain/curationSamples';
import { createCurationService } from './curationService';
import { createReviewService } from './reviewService';
import { createTableCache } from './tableCache';
import { createWithdrawalService } from './withdrawalService';

const ALL: WithdrawalScope = { type: 'all' };

describe('a preview', () => {
  it('lists what a withdrawal would touch and changes nothing', async () => {
    const { library, real, mix } = await usedLibrary();
    const service = createWithdrawalService(library, createJobStore(library));
    const before = await readFile(join(mix, 'manifest.jsonl'), 'utf8');
    const preview = await service.preview({ setId: real, subject: 'anna', scope: ALL });
    expect(preview.refusal).toBeNull();
    expect(preview.lines.map(({ fate, what, count }) => `${fate}: ${what} ${count ?? ''}`.slice(0, 60))).toEqual([
      'erased: Images in “people” 3',
      'erased: Images of the twin “twin” 3',
      'erased: Names and paths in lists and reports 5',
      'removed: Scores and embeddings 11',
      'removed: Maps 2',
      'marked: Export Real_3_3 3',
      'marked: Export Mix_5_3 3',
      'marked: Model model 3',
      'marked: Report verify ',
      'kept: The consent register and the log keep the subject’s id',
      'kept: A tombstone of each image stays: its number and the SH',
      'kept: The papers of superseded exports stay as they were sig',
      'kept: Trained models stay and are marked: what they learned ',
      'kept: Totals and curves in reports stay; rows and points of ',
      'outside: The pictures that were imported, in /nowhere, belon',
      expect.stringContaining('outside: 3 images in '),
      'outside: Copies that were handed out, pages saved elsewhere,',
    ]);
    expect(await service.marks()).toEqual([]);
    expect(await readFile(join(mix, 'manifest.jsonl'), 'utf8')).toBe(before);
  });

  it('says why there is nothing to withdraw', async () => {
    const { library, real } = await usedLibrary();
    const service = createWithdrawalService(library, createJobStore(library));
    await runWithdraw(withdrawSpec(real), quietContext(), await placeOf(library));
    expect((await service.preview({ setId: real, subject: 'anna', scope: ALL })).refusal).toContain('has withdrawn');
    await expect(service.mustBePossible(withdrawSpec(real))).rejects.toMatchObject({ code: 'invalid-input' });
    const scope = WithdrawalScope.parse({ type: 'purposes', purposes: ['export'] });
    await expect(service.mustBePossible(withdrawSpec(real, { scope }))).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await expect(service.preview({ setId: real, subject: 'dora', scope: ALL })).rejects.toMatchObject({ code: 'not-found' }); // prettier-ignore
  });
});

describe('after a withdrawal', () => {
  it('the export is made again without the subject, and the old one says where the new one is', async () => {
    const { library, real, mix } = await usedLibrary();
    const service = createWithdrawalService(library, createJobStore(library));
    await runWithdraw(withdrawSpec(real), quietContext(), await placeOf(library));
    const spec = await service.reissue(mix);
    expect(spec).toMatchObject({ supersedes: mix, real: { identities: 2 } });
    expect(spec.name).toMatch(/_v2$/);
    const { context, place } = surroundings(library);
    await mkdir(place.runDir, { recursive: true });
    const { exportDir } = await createExportRunner()(spec, context, place);
    const made = exportDir ?? '';
    expect((await datasetOf(made)).real?.identities).toBe(2);
    expect((await datasetOf(made)).supersedes?.name).toBe((await datasetOf(mix)).name);
    expect((await manifestOf(made)).filter(({ consent }) => consent?.subject === 'anna')).toEqual([]);
    const marks = (await service.marks()).filter(({ thing }) => thing.type === 'export' && thing.directory === mix);
    expect(marks).toMatchObject([{ supersession: { replacedBy: made } }]);
    expect(JSON.parse(await readFile(join(mix, 'SUPERSEDED.json'), 'utf8'))).toMatchObject([{ replacedBy: made }]);
    expect(await readFile(join(mix, 'NOTICE.txt'), 'utf8')).toContain(made);
    // A second click finds another name.
    expect((await service.reissue(mix)).name).toMatch(/_v3$/);
  });

  it('the run that learned from the subject is not continued, and its model carries a warning', async () => {
    const { library, real, syn } = await usedLibrary();
    await runWithdraw(withdrawSpec(real), quietContext(), await placeOf(library));
    const place = await placeOf(library, TRAIN);
    await expect(refuseSuperseded(place)).rejects.toMatchObject({ code: 'no-consent' });
    expect(await supersededCautions(library, TRAIN)).toEqual([expect.stringContaining('superseded by withdrawal')]);
    // Even without the mark the pinned samples are not those of now.
    const pinned = await readJsonAs(join(place.runDir, 'samples.json'), RunSamples);
    const spec = TrainSpec.parse({ kind: 'train', name: 'model', sets: [real, syn], heldOutIdentities: 0 });
    await expect(chooseSamples(library, spec, new Date().toISOString(), { ...pinned })).rejects.toMatchObject({ code: 'conflict' }); // prettier-ignore
    const other = { ...place, jobId: (await placeOf(library)).jobId };
    await expect(refuseSuperseded(other)).resolves.toBeUndefined();
  });

  it('decisions about erased samples stay in the journal and count no more', async () => {
    const { library, real } = await usedLibrary();
    const journal = await openJournal(library, real);
    const samples = sampleSetOf(Float64Array.of(0, 1, 10_000));
    await journal.append({ action: 'decide', decision: 'exclude', samples, reason: null, note: '', who: 'tester' });
    await journal.close();
    const tables = createTableCache(library);
    expect((await tables.get(real)).columns.count).toBe(9);
    await runWithdraw(withdrawSpec(real), quietContext(), await placeOf(library));
    const table = await tables.get(real);
    expect(table.columns.count).toBe(6);
    expect(table.rowOf(sampleId(0, 0))).toBe(-1);
    const curation = createCurationService(library, tables, null);
    expect((await curation.state(real)).counts).toEqual({ kept: 0, excluded: 1, undecided: 5 });
    expect((await curation.isExcluded(real))(sampleId(1, 0))).toBe(true);
    await curation.close();
  });

  it('reviews count without who was erased: slices can be finished, and a sign-off holds', async () => {
    const { library, real } = await usedLibrary();
    const tables = createTableCache(library);
    const reviews = createReviewService(library, tables, null);
    const samples = sampleSetOf(Float64Array.of(0, 1, 10_000));
    const slice = { samples, words: 'three' };
    const assignment = await reviews.assign({ setId: real, to: 'Eve', task: 'decide', slice, note: '', who: 'tester' });
    const curation = createCurationService(library, tables, null);
    await curation.decide({ setId: real, samples, decision: 'keep', reason: null, note: '', who: 'tester' });
    await runWithdraw(withdrawSpec(real), quietContext(), await placeOf(library));
    const view = await reviews.get(real);
    expect(view.counts).toEqual({ kept: 1, excluded: 0, undecided: 5 });
    expect(view.assignments).toMatchObject([{ total: 1, done: 1 }]);
    expect((await reviews.slice(real, assignment)).samples).toEqual([sampleId(1, 0)]);
    await reviews.signOff({ setId: real, revision: view.curationRevision, statement: 'seen', who: 'tester' });
    expect((await reviews.signOffState(real)).state).toBe('valid');
    await curation.close();
    await reviews.close();
  });
});

import { isAbsolute, join } from 'node:path';
import type { BlindPlan } from '@shared/contract/reviewViews';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { SampleId, SetId } from '@shared/domain/ids';
import { sampleId } from '@shared/domain/ids';
import { planBlindPairs } from '@shared/domain/reviews/blindTest';
import type { BlindRows, BlindSet, BlindTreatment, BlindTrial } from '@shared/domain/reviews/blindTest';
import { Failure } from '@shared/lib/failure';
import { writeFileAtomic } from '../platform/atomicWrite';
import { readSetInfo } from '../storage/setStore';
import { blindReportJson, blindReportPage } from './blindReport';
import type { ConsentService } from './consentService';
import type { CurationService } from './curationService';
import type { ReviewService } from './reviewService';
import type { TableCache } from './tableCache';

interface SavedTest {
  readonly target: SetId;
  readonly other: SetId;
  readonly seed: number;
  readonly treatment: BlindTreatment;
  readonly trials: BlindTrial[];
  readonly who: string;
}

/** Blind tests between two sets: "which one is real?", or of two synthetic sets "which one is of A?". */
export interface BlindService {
  /** @throws Failure invalid-input when a set has nothing that may be shown */
  plan(input: { target: SetId; other: SetId; seed: number; pairs: number }): Promise<BlindPlan>;
  /** @throws Failure invalid-input when sides are not those of the seed; not-found for unknown samples */
  save(test: SavedTest): Promise<number>;
  /** Writes blind-test.json and blind-test.html. @returns path of the page */
  export(setId: SetId, target: SetId, folder: string): Promise<string>;
}

export function createBlindService(
  libraryPath: string,
  parts: {
    readonly tables: TableCache;
    readonly curation: CurationService;
    readonly consent: ConsentService;
    readonly reviews: ReviewService;
  },
): BlindService {
  const { tables, curation, consent, reviews } = parts;

  const setOf = async (setId: SetId): Promise<BlindSet> => {
    const info = await readSetInfo(libraryPath, setId);
    return { setId, name: info.name, kind: isOfRealPeople(info) ? 'real' : 'syn' };
  };

  /** Rows that are not excluded and, of real people, may be shown. */
  const showable = async ({ setId, kind }: BlindSet): Promise<BlindRows & { idOf: (row: number) => SampleId }> => {
    const table = await tables.get(setId);
    const isExcluded = await curation.isExcluded(setId);
    const { identityIndex, sampleIndex } = table.columns.integers;
    const identityOf = (row: number): number => identityIndex[row] ?? 0;
    const idOf = (row: number): SampleId => sampleId(identityOf(row), sampleIndex[row] ?? 0);
    const mayShow = new Map<number, boolean>();
    const rows: number[] = [];
    for (let row = 0; row < table.columns.count; row++) {
      if (kind === 'real') {
        const identity = identityOf(row);
        const known = mayShow.get(identity) ?? (await consent.isAllowed(setId, table.identityNameAt(row), 'display'));
        mayShow.set(identity, known);
        if (!known) continue;
      }
      if (!isExcluded(idOf(row))) rows.push(row);
    }
    return { rows, identityOf, idOf };
  };

  const mustDiffer = (target: SetId, other: SetId): void => {
    if (target !== other) return;
    throw new Failure({
      code: 'invalid-input',
      message: 'A blind test needs two different sets.',
      place: target,
      remedy: 'Choose another set on one side.',
    });
  };

  return {
    plan: async (input) => {
      mustDiffer(input.target, input.other);
      const [target, other] = await Promise.all([setOf(input.target), setOf(input.other)]);
      const [targetRows, otherRows] = await Promise.all([showable(target), showable(other)]);
      const pairs = planBlindPairs(input.seed, input.pairs, targetRows, otherRows).map((pair) => ({
        target: targetRows.idOf(pair.target),
        other: otherRows.idOf(pair.other),
        targetSide: pair.targetSide,
      }));
      if (pairs.length > 0) return { target, other, seed: input.seed, pairs };
      const empty = targetRows.rows.length === 0 ? target : other;
      throw new Failure({
        code: 'invalid-input',
        message: `“${empty.name}” has no sample that may be shown.`,
        place: empty.setId,
        remedy:
          empty.kind === 'real'
            ? 'Read a consent file that allows the purpose “display”.'
            : 'Take some exclusions back, or choose another set.',
      });
    },
    save: async ({ target, other, seed, treatment, trials, who }) => {
      mustDiffer(target, other);
      const ordinal: BlindRows = { rows: [...trials.keys()], identityOf: (row) => row };
      const sides = planBlindPairs(seed, trials.length, ordinal, ordinal);
      if (trials.some(({ targetSide }, at) => targetSide !== sides[at]?.targetSide))
        throw new Failure({
          code: 'invalid-input',
          message: 'The sides are not those that the seed gives.',
          place: 'trials',
        });
      for (const [setId, ids] of [
        [target, trials.map((trial) => trial.target)],
        [other, trials.map((trial) => trial.other)],
      ] as const) {
        const table = await tables.having(setId, ids);
        const unknown = ids.find((id) => table.rowOf(id) < 0);
        if (unknown !== undefined)
          throw new Failure({ code: 'not-found', message: 'The set has no such sample.', place: unknown });
      }
      const test = { target: await setOf(target), other: await setOf(other), seed, treatment, trials };
      return reviews.saveBlind(test, who);
    },
    export: async (setId, target, folder) => {
      if (!isAbsolute(folder))
        throw new Failure({ code: 'invalid-input', message: 'The folder must be named in full.', place: folder });
      const group = (await reviews.get(setId)).blindTests.find((one) => one.target.setId === target);
      if (group === undefined)
        throw new Failure({ code: 'not-found', message: 'There is no blind test of these two sets.', place: target });
      await writeFileAtomic(join(folder, 'blind-test.json'), Buffer.from(blindReportJson(group)));
      const page = join(folder, 'blind-test.html');
      await writeFileAtomic(page, Buffer.from(blindReportPage(group)));
      return page;
    },
  };
}

import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatasetInfo } from '@shared/domain/exportManifest';
import { ExportSpec } from '@shared/domain/jobs';
import { Name } from '@shared/domain/names';
import type { SupersessionMark, WithdrawSpec } from '@shared/domain/withdrawal';
import { reissueBy, WithdrawalId } from '@shared/domain/withdrawal';
import type { WithdrawalPreview } from '@shared/domain/withdrawalPlan';
import { previewLines } from '@shared/domain/withdrawalWords';
import { Failure } from '@shared/lib/failure';
import { isMissing } from '../platform/ioFailure';
import { readConsents } from '../storage/consentsInForce';
import { readJsonAs } from '../storage/jsonFile';
import type { DiskJobStore } from '../storage/jobStore';
import { orNull } from '../storage/orNull';
import { subjectsIn } from '../storage/withdrawals/exportsOf';
import { abandonedPlan } from '../storage/withdrawals/planFile';
import { planWithdrawal, thingsOf } from '../storage/withdrawals/planWithdrawal';
import { soundRegister } from '../storage/withdrawals/registerWithdrawal';
import { readSupersessions } from '../storage/withdrawals/supersessions';

export interface WithdrawalService {
  /** What would be erased, removed, marked and left; changes nothing. @throws Failure not-found, invalid-input, corrupt-data */
  preview(request: Pick<WithdrawSpec, 'setId' | 'subject' | 'scope'>): Promise<WithdrawalPreview>;
  /** @throws Failure invalid-input with the reason why there is nothing to withdraw; and what `preview` throws */
  mustBePossible(spec: WithdrawSpec): Promise<void>;
  marks(): Promise<SupersessionMark[]>;
  /** @throws Failure not-found where the export is not marked; invalid-input where nothing would be left of it */
  reissue(directory: string): Promise<ExportSpec>;
}

/** Stands in a preview where a job's number would; never written. */
const NO_WITHDRAWAL = WithdrawalId.parse(`wd_${'0'.repeat(12)}`);

async function isTaken(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (thrown) {
    if (isMissing(thrown)) return false;
    throw thrown;
  }
}

/** `Mix_160_20_v2`, or the next number that is free there. */
async function freeName(directory: string, name: string): Promise<string> {
  const [, stem, version] = /^(.*?)(?:_v(\d{1,4}))?$/s.exec(name) ?? [];
  for (let next = Number(version ?? 1) + 1; ; next++) {
    const wanted = `${(stem ?? name).slice(0, 60)}_v${next}`;
    if (!(await isTaken(join(dirname(directory), wanted)))) return Name.parse(wanted);
  }
}

/** The spec as far as an export itself tells it, where its job is gone. */
function specOf(info: DatasetInfo): ExportSpec {
  const part = (one: DatasetInfo['syn']): object | null =>
    one === null ? null : { setId: one.setId, identities: one.identities, samples: one.samples };
  return ExportSpec.parse({
    kind: 'export',
    syn: part(info.syn),
    real: part(info.real),
    allowFewer: [info.syn, info.real].some((one) => (one?.shortIdentities.length ?? 0) > 0),
    format: info.format,
    pairsPerFold: info.pairs?.pairsPerFold ?? 0,
    ...(info.seed === undefined ? {} : { seed: info.seed }),
    verificationBin: info.verification !== undefined,
    unmarkedReason: info.unmarkedReason ?? null,
  });
}

export function createWithdrawalService(libraryPath: string, store: DiskJobStore): WithdrawalService {
  const refusalOf = async (
    { setId, subject, scope }: Pick<WithdrawSpec, 'setId' | 'subject' | 'scope'>,
    isEmpty: boolean,
  ): Promise<string | null> => {
    const record = (await soundRegister(libraryPath)).latest(setId).get(subject);
    if (scope.type === 'all')
      return record?.status === 'withdrawn' && isEmpty
        ? 'This subject has withdrawn everything, and nothing of them is left here.'
        : null;
    const given = record?.status === 'given' ? record.purposes : [];
    return scope.purposes.some((purpose) => given.includes(purpose))
      ? null
      : 'The subject allows none of these purposes. To have the pictures erased, withdraw everything.';
  };

  const preview: WithdrawalService['preview'] = async (request) => {
    const at = new Date().toISOString();
    const spec: WithdrawSpec = { kind: 'withdraw', ...request, who: 'preview', reason: '' };
    const abandoned = await abandonedPlan(libraryPath, await store.list(), spec, null);
    const plan = abandoned ?? (await planWithdrawal(libraryPath, spec, { withdrawalId: NO_WITHDRAWAL, at }));
    const isEmpty =
      abandoned === null &&
      plan.sets.every(({ samples, identities }) => samples.length === 0 && identities.length === 0);
    return {
      setId: request.setId,
      setName: plan.setName,
      subject: request.subject,
      refusal: abandoned === null ? await refusalOf(request, isEmpty) : null,
      lines: previewLines(plan),
      things: thingsOf(plan),
      reissueBy: reissueBy(at),
    };
  };

  /** What was asked for when the export was made. */
  const earlierSpec = async (directory: string): Promise<ExportSpec> => {
    const job = (await store.list()).find(
      ({ state }) => state.status === 'succeeded' && state.outcome.exportDir === directory,
    );
    if (job?.spec.kind === 'export') return job.spec;
    const info = await orNull(readJsonAs(join(directory, 'dataset.json'), DatasetInfo));
    if (info !== null) return specOf(info);
    throw new Failure({
      code: 'not-found',
      message: 'What this export was made of is not known any more: its job and its folder are gone.',
      place: directory,
      remedy: 'Make a new export on the page Export.',
    });
  };

  /** People of an export who do not allow it today. */
  const goneFrom = async (directory: string): Promise<number> => {
    let gone = 0;
    for (const [setId, subjects] of await subjectsIn(directory)) {
      const consents = await readConsents(libraryPath, setId);
      for (const subject of subjects) if (!consents.allows(subject, 'export')) gone++;
    }
    return gone;
  };

  return {
    preview,
    mustBePossible: async ({ setId, subject, scope }) => {
      let refusal: string | null;
      try {
        ({ refusal } = await preview({ setId, subject, scope }));
      } catch (thrown) {
        // What cannot be read is said by the job, after the register has the withdrawal.
        if (thrown instanceof Failure && thrown.code === 'corrupt-data') {
          await soundRegister(libraryPath);
          return;
        }
        throw thrown;
      }
      if (refusal !== null) throw new Failure({ code: 'invalid-input', message: refusal, place: subject });
    },
    marks: () => readSupersessions(libraryPath),
    reissue: async (directory) => {
      const marks = (await readSupersessions(libraryPath)).filter(
        ({ thing }) => thing.type === 'export' && thing.directory === directory,
      );
      if (marks.length === 0)
        throw new Failure({ code: 'not-found', message: 'This export is not superseded.', place: directory });
      const spec = await earlierSpec(directory);
      const info = await orNull(readJsonAs(join(directory, 'dataset.json'), DatasetInfo));
      // People who were left out before do not move up: the new version has the people of the old one who still allow it.
      const gone = info === null ? marks.length : await goneFrom(directory);
      const before = info?.real?.identities ?? spec.real?.identities ?? null;
      const identities = before === null || spec.real === null ? null : before - gone;
      const real = spec.real === null || (identities !== null && identities < 1) ? null : { ...spec.real, identities };
      if (real === null && spec.syn === null)
        throw new Failure({
          code: 'invalid-input',
          message: 'Nobody is left in this export: there is nothing to make again.',
          place: directory,
        });
      return {
        ...spec,
        real,
        name: await freeName(directory, info?.name ?? spec.name ?? 'export'),
        into: dirname(directory),
        supersedes: directory,
      };
    },
  };
}

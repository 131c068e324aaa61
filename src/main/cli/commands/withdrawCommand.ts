import type { Command } from 'commander';
import { CONSENT_PURPOSES, consentPurposeSchema, type ConsentPurpose } from '@shared/domain/consent';
import { SetId } from '@shared/domain/ids';
import type { WithdrawalScope } from '@shared/domain/withdrawal';
import { Failure } from '@shared/lib/failure';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { findSetId } from '../findByName';
import { runJob } from '../followJob';
import { reportText } from '../reportText';
import type { Session } from '../session';
import { previewText } from '../withdrawalText';
import { withSession } from '../withSession';

interface Options {
  readonly library?: string;
  readonly purposes?: readonly string[];
  readonly preview?: boolean;
  readonly yesErase?: string;
  readonly reason: string;
}

/** `outis withdraw`: takes back what a subject gave, everything or some purposes. Without a confirmation it only shows what it would do. */
export function addWithdrawCommand(program: Command, cli: Cli): void {
  const command = withLibraryOption(program.command('withdraw'))
    .description('withdraw a real subject: erase their pictures and mark what was made with them')
    .argument('<set>', 'name or id of a set of real people')
    .argument('<subject>', 'the subject as on the page Consent')
    .option('--purposes <purpose...>', `only these, and nothing is erased: ${CONSENT_PURPOSES.join(', ')}`)
    .option('--preview', 'show everything that would be touched, and change nothing')
    .option('--yes-erase <subject>', 'the subject once more: without it nothing is changed')
    .option('--reason <text>', 'a sentence for the log', '')
    .action((set: string, subject: string, options: Options) =>
      withdraw(cli, set, subject.trim().normalize('NFC'), options),
    );
  withExamples(
    withJsonOption(command),
    'outis withdraw volunteers anna --library faces --preview',
    'outis withdraw volunteers anna --library faces --yes-erase anna',
    'outis withdraw volunteers anna --library faces --purposes export --yes-erase anna',
  );
}

const withdraw = (cli: Cli, set: string, subject: string, options: Options): Promise<void> =>
  withSession(cli, { ...options, readOnly: options.preview === true }, async (session) => {
    const setId = await setIdOf(session, set);
    const scope = scopeOf(options.purposes);
    if (options.preview === true) {
      const preview = await session.call('withdrawal.preview', { setId, subject, scope });
      const text = preview.refusal === null ? previewText(preview) : preview.refusal;
      cli.output.result('withdraw', preview, text);
      return;
    }
    if (options.yesErase?.trim().normalize('NFC') !== subject) throw notConfirmed(subject);
    const job = await runJob(cli, session, {
      kind: 'withdraw',
      setId,
      subject,
      scope,
      who: cli.userName,
      reason: options.reason,
    });
    const report = await session.call('run.report', job.id);
    cli.output.result('withdraw', { jobId: job.id, report }, reportText(job.outcome.summary, report));
  });

/** A set by name or id; one that was removed lies in the trash and has only its id. */
async function setIdOf(session: Session, wanted: string): Promise<SetId> {
  try {
    return await findSetId(session, wanted);
  } catch (thrown) {
    const id = SetId.safeParse(wanted);
    if (thrown instanceof Failure && thrown.code === 'not-found' && id.success) return id.data;
    throw thrown;
  }
}

function scopeOf(purposes: readonly string[] | undefined): WithdrawalScope {
  if (purposes === undefined) return { type: 'all' };
  const known = purposes.map((purpose): ConsentPurpose => {
    const parsed = consentPurposeSchema.safeParse(purpose);
    if (parsed.success) return parsed.data;
    throw new Failure({
      code: 'invalid-input',
      message: `“${purpose}” is no purpose.`,
      place: '--purposes',
      remedy: `There are: ${CONSENT_PURPOSES.join(', ')}.`,
    });
  });
  return { type: 'purposes', purposes: [...new Set(known)] };
}

const notConfirmed = (subject: string): Failure =>
  new Failure({
    code: 'invalid-input',
    message: 'A withdrawal cannot be taken back; it needs the subject once more.',
    place: '--yes-erase',
    remedy: `See what it would do with --preview, then add --yes-erase ${JSON.stringify(subject)}.`,
  });

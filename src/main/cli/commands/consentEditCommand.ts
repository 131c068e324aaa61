import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { MAX_NOTICE_LENGTH } from '@shared/contract/consentProcedures';
import { CONSENT_PURPOSES, consentPurposeSchema } from '@shared/domain/consent';
import { type ConsentEdit, EDITABLE_STATUSES } from '@shared/domain/consents/edit';
import { Failure } from '@shared/lib/failure';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { findSetId } from '../findByName';
import { oneOf } from '../optionParsers';
import type { Session } from '../session';
import { countText } from '../texts';
import { withSession, type LibraryOption } from '../withSession';

const TICKS = ['yes', 'no', 'none'] as const;

interface Options extends LibraryOption {
  readonly status?: (typeof EDITABLE_STATUSES)[number];
  readonly purposes?: readonly string[];
  readonly date?: string;
  readonly document?: string;
  readonly expires?: string;
  readonly biometric?: (typeof TICKS)[number];
  readonly channel?: string;
  readonly notice?: string;
  readonly noticeVersion?: string;
  readonly evidence?: string;
  readonly copyEvidence?: boolean;
  readonly keepUntil?: string;
}

const needs = (message: string, place: string, remedy: string): Failure =>
  new Failure({ code: 'invalid-input', message, place, remedy });

/** `outis consent edit`: the same change of one or several records. */
export function addConsentEditCommand(parent: Command, cli: Cli): void {
  const command = withLibraryOption(parent.command('edit'))
    .argument('<set>', 'name or id of a set')
    .argument('<subjects...>', 'as their folders are called')
    .option('--status <status>', EDITABLE_STATUSES.join(', '), oneOf(EDITABLE_STATUSES))
    .option('--purposes <purposes...>', `${CONSENT_PURPOSES.join(', ')}, or none`)
    .option('--date <day>', 'day from which this holds, YYYY-MM-DD')
    .option('--document <text>', 'where the signed form is kept')
    .option('--expires <day>', 'last day on which the consent holds, or none')
    .option('--biometric <tick>', 'processing that tells who somebody is: yes, no, none', oneOf(TICKS))
    .option('--channel <text>', 'how it was given, or none')
    .option('--notice-version <version>', 'version of the notice, or none')
    .option('--notice <file>', 'text of the notice as UTF-8; it is kept in the library')
    .option('--evidence <file>', 'file that proves the consent; its SHA-256 is recorded, or none')
    .option('--copy-evidence', 'keep a copy of it in the library')
    .option('--keep-until <day>', 'last day on which pictures may be kept, or none')
    .description('change the records of some subjects; what is not named stays')
    .action((set: string, subjects: string[], options: Options) =>
      withSession(cli, options, async (session) => {
        const setId = await findSetId(session, set);
        const edit = await editOf(cli, session, options);
        if (Object.keys(edit).length === 0)
          throw needs(
            'Nothing to change is named.',
            'consent edit',
            'Name a field; outis help consent edit lists them.',
          );
        const { changed } = await session.call('consent.edit', { setId, subjects, edit });
        cli.output.result(
          'consent edit',
          { changed },
          `${countText(changed)} of ${countText(subjects.length)} records changed`,
        );
      }),
    );
  withExamples(
    withJsonOption(command),
    'outis consent edit volunteers anna --library faces --status given --purposes training display --date 2026-05-31',
    'outis consent edit volunteers anna bo --library faces --notice-version 2 --notice notice.txt --channel "paper form"',
  );
}

const orNull = (text: string | undefined): string | null | undefined => (text === 'none' ? null : text);

async function editOf(cli: Cli, session: Session, options: Options): Promise<ConsentEdit> {
  const { status, date, document, biometric } = options;
  const edit = {
    ...{ status, date, document },
    purposes: options.purposes === undefined ? undefined : purposesOf(options.purposes),
    expiresOn: orNull(options.expires),
    channel: orNull(options.channel),
    retainUntil: orNull(options.keepUntil),
    biometric: biometric === undefined ? undefined : biometric === 'none' ? null : biometric === 'yes',
    notice: await noticeOf(cli, session, options),
    evidence: await evidenceOf(cli, session, options),
  };
  return Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
}

const purposesOf = (words: readonly string[]): ConsentEdit['purposes'] =>
  words
    .filter((word) => word !== 'none')
    .map((word) => {
      const purpose = consentPurposeSchema.safeParse(word);
      if (purpose.success) return purpose.data;
      throw needs(`“${word}” is no purpose.`, '--purposes', `There are: ${CONSENT_PURPOSES.join(', ')}.`);
    });

async function noticeOf(
  cli: Cli,
  session: Session,
  { notice, noticeVersion }: Options,
): Promise<ConsentEdit['notice']> {
  if (noticeVersion === 'none' && notice === undefined) return null;
  if (notice === undefined && noticeVersion === undefined) return undefined;
  if (notice === undefined || noticeVersion === undefined)
    throw needs('A notice has a version and a text.', '--notice', 'Give both --notice-version and --notice.');
  const path = resolve(cli.cwd, notice);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new Failure(
      { code: 'not-found', message: 'The notice cannot be read.', place: path, remedy: 'Check the path.' },
      { cause },
    );
  }
  if (text.length > MAX_NOTICE_LENGTH)
    throw needs('The text is too long for a notice.', path, 'Name the notice itself.');
  return { version: noticeVersion, sha256: await session.call('consent.saveNotice', { text }) };
}

async function evidenceOf(
  cli: Cli,
  session: Session,
  { evidence, copyEvidence }: Options,
): Promise<ConsentEdit['evidence']> {
  if (evidence === undefined || evidence === 'none') return orNull(evidence) === null ? null : undefined;
  return session.call('consent.takeEvidence', { file: resolve(cli.cwd, evidence), copy: copyEvidence ?? false });
}

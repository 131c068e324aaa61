import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type ConsentStatus, consentStatusSchema } from '@shared/domain/consent';
import { alarmTexts } from '@shared/domain/consents/alarms';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { changesText, historyText, recordText, subjectTable } from '../consentText';
import { findSetId } from '../findByName';
import { oneOf } from '../optionParsers';
import { countText } from '../texts';
import { withSession, type LibraryOption } from '../withSession';
import { addConsentEditCommand } from './consentEditCommand';

interface ImportOptions extends LibraryOption {
  readonly preview?: boolean;
  readonly acceptContradictions?: string;
  readonly leaveContradictions?: boolean;
}

/** `outis consent …`: who agreed to what in a set of real people. */
export function addConsentCommands(program: Command, cli: Cli): void {
  const parent = program.command('consent').description('who agreed to what in a set of real people');
  addList(parent, cli);
  addShow(parent, cli);
  addImport(parent, cli);
  addConsentEditCommand(parent, cli);
  addExport(parent, cli);
}

function addList(parent: Command, cli: Cli): void {
  const command = withLibraryOption(parent.command('list'))
    .argument('<set>', 'name or id of a set')
    .option('--status <status>', consentStatusSchema.options.join(', '), oneOf(consentStatusSchema.options))
    .option('--alarms', 'only subjects about whom something is to be seen to')
    .description('list subjects with what they allow today, what ends soonest first, and what is to be seen to')
    .action((set: string, options: LibraryOption & { status?: ConsentStatus; alarms?: boolean }) =>
      withSession(cli, { ...options, readOnly: true }, async (session) => {
        const setId = await findSetId(session, set);
        const standing = await session.call('consent.standing', { setId });
        const subjects = (await session.call('consent.list', { setId })).filter(
          ({ status, alarms }) =>
            (options.status === undefined || status === options.status) &&
            (options.alarms !== true || alarms.length > 0),
        );
        const text = [
          ...standing.faults.map((fault) => `fault: ${fault}`),
          ...(standing.clockFault === null ? [] : [`fault: ${standing.clockFault}`]),
          ...alarmTexts(standing.alarms).map((alarm) => `alarm: ${alarm}`),
          subjects.length === 0 ? 'No such subject.' : subjectTable(subjects),
          ...(standing.hiddenSamples === 0
            ? []
            : [`${countText(standing.hiddenSamples)} pictures are not shown: no consent to display.`]),
        ];
        cli.output.result('consent list', { ...standing, subjects }, text.join('\n'));
      }),
    );
  withExamples(withJsonOption(command), 'outis consent list volunteers --library faces --alarms');
}

function addShow(parent: Command, cli: Cli): void {
  const command = withLibraryOption(parent.command('show'))
    .argument('<set>', 'name or id of a set')
    .argument('<subject>', 'as the folder is called')
    .description('show the record of one subject, where their pictures were used, and every record before')
    .action((set: string, subject: string, options: LibraryOption) =>
      withSession(cli, { ...options, readOnly: true }, async (session) => {
        const setId = await findSetId(session, set);
        const wanted = subject.trim().normalize('NFC');
        const view = (await session.call('consent.list', { setId })).find((one) => one.subject === wanted);
        const history = await session.call('consent.history', { setId, subject });
        const uses = await session.call('consent.uses', { setId });
        const used = uses.subjects.find((one) => one.subject === wanted);
        const where = {
          exports: (used?.exports ?? []).flatMap((at) => uses.exports[at] ?? []),
          models: (used?.models ?? []).flatMap((at) => uses.models[at] ?? []),
        };
        const text = [
          ...(view === undefined ? ['The set has no such subject.'] : [recordText(view)]),
          ...where.exports.map(({ name, directory }) => `export: ${name} (${directory})`),
          ...where.models.map(({ name, runId }) => `model: ${name} (${runId})`),
          ...(history.length === 0 ? [] : [historyText(history)]),
        ];
        cli.output.result(
          'consent show',
          { subject: view ?? null, ...where, history },
          text.join('\n'),
          view !== undefined,
        );
      }),
    );
  withExamples(withJsonOption(command), 'outis consent show volunteers anna --library faces');
}

function addImport(parent: Command, cli: Cli): void {
  const command = withLibraryOption(parent.command('import'))
    .argument('<set>', 'name or id of a set')
    .argument('<file>', 'CSV or JSON, see docs/consent.md')
    .option('--preview', 'show what would change, and change nothing')
    .option(
      '--accept-contradictions <reason>',
      'take records that contradict the register; the reason goes into the log',
    )
    .option('--leave-contradictions', 'leave such records out and take the others')
    .description('read a consent file into the register; a withdrawal is never undone by an older record')
    .action((set: string, file: string, options: ImportOptions) =>
      withSession(cli, { ...options, readOnly: options.preview === true }, async (session) => {
        const setId = await findSetId(session, set);
        const consentFile = resolve(cli.cwd, file);
        const preview = await session.call('consent.preview', { setId, consentFile });
        if (options.preview === true) {
          cli.output.result('consent import', { preview, imported: null }, changesText(preview));
          return;
        }
        for (const column of preview.unknownColumns) cli.output.note(`note: the column “${column}” was not read.`);
        for (const note of preview.notes) cli.output.note(`note: ${note}.`);
        const reason = options.acceptContradictions;
        const imported = await session.call('consent.import', {
          ...{ setId, consentFile, sha256: preview.sha256, registerLines: preview.registerLines },
          accept: reason === undefined ? null : { subjects: 'all', reason },
          leaveOthers: options.leaveContradictions ?? false,
        });
        const { added, changed, accepted, left } = imported;
        const text = `${countText(added)} added, ${countText(changed)} changed, ${countText(accepted)} contradictions accepted, ${countText(left)} left out, ${countText(preview.counts.unchanged)} as before`;
        cli.output.result('consent import', { preview, imported }, text);
      }),
    );
  withExamples(
    withJsonOption(command),
    'outis consent import volunteers consent.csv --library faces --preview',
    'outis consent import volunteers consent.csv --library faces --accept-contradictions "the forms were dated wrongly"',
  );
}

function addExport(parent: Command, cli: Cli): void {
  const formats = ['csv', 'json'] as const;
  const command = withLibraryOption(parent.command('export'))
    .argument('<set>', 'name or id of a set')
    .requiredOption('--into <folder>', 'folder that receives the file; nothing is overwritten')
    .option('--format <format>', formats.join(', '), oneOf(formats), 'csv')
    .description('write the records in force as a consent file that can be read again')
    .action((set: string, options: LibraryOption & { into: string; format: (typeof formats)[number] }) =>
      withSession(cli, { ...options, readOnly: true }, async (session) => {
        const setId = await findSetId(session, set);
        const folder = resolve(cli.cwd, options.into);
        const path = await session.call('consent.export', { setId, format: options.format, folder });
        cli.output.result('consent export', { path }, path);
      }),
    );
  withExamples(withJsonOption(command), 'outis consent export volunteers --into . --format json --library faces');
}

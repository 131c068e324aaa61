import type { Command } from 'commander';
import type { SetSummary } from '@shared/contract/views';
import { declaredSyntheticOf, declaredText, isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { signOffWords } from '@shared/domain/reviews/signOff';
import { keysOf, sampleOfKey } from '@shared/domain/curationSamples';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { findSetId } from '../findByName';
import { asSentence, tableText } from '../texts';
import type { LibraryOption } from '../withSession';
import { withSession } from '../withSession';
import { balanceText, setTable } from './setTexts';

const signedText = ({ signOff }: SetSummary): string[] => {
  const words = signOff === undefined ? '' : signOffWords(signOff);
  return words === '' ? [] : [words];
};

/** `set list` and `set show`: they only look, so they work while the window has the library open. */
export function addSetLookCommands(parent: Command, cli: Cli): void {
  const list = withLibraryOption(parent.command('list'))
    .description('list the sets of a library')
    .action((options: LibraryOption) =>
      withSession(cli, { ...options, readOnly: true }, async (session) => {
        const sets = await session.call('set.list', undefined);
        for (const { setId, message } of await session.call('set.faults', undefined))
          cli.output.note(
            `note: the set ${setId} cannot be opened. ${asSentence(message)} Restore this file from a backup.`,
          );
        cli.output.result('set list', sets, sets.length === 0 ? 'The library holds no set yet.' : setTable(sets));
      }),
    );
  withExamples(withJsonOption(list), 'outis set list --library faces', 'outis set list --library faces --json');

  const show = withLibraryOption(parent.command('show'))
    .argument('<set>', 'name or id of a set')
    .description('show one set: recipe or source, decisions, consent, pictures that were not taken')
    .action((wanted: string, options: LibraryOption) =>
      withSession(cli, { ...options, readOnly: true }, async (session) => {
        const setId = await findSetId(session, wanted);
        const detail = await session.call('set.get', { setId });
        const curation = await session.call('curation.state', { setId });
        const declared = declaredSyntheticOf(detail.summary);
        const isReal = detail.summary.kind === 'real';
        const issues = isReal ? await session.call('import.issues', { setId }) : [];
        const consent = isOfRealPeople(detail.summary) ? await session.call('consent.list', { setId }) : [];
        const excluded = curation.decisions
          .filter(({ decision }) => decision === 'exclude')
          .flatMap(({ samples, reason }) => Array.from(keysOf(samples), (key) => ({ id: sampleOfKey(key), reason })));
        const text = [
          setTable([detail.summary]),
          ...signedText(detail.summary),
          `folder: ${detail.folder}`,
          detail.info.kind === 'syn'
            ? `recipe: ${JSON.stringify(detail.info.recipe)}`
            : `source: ${JSON.stringify(detail.info.source)}`,
          ...(declared === null ? [] : [declaredText(declared)]),
          ...(detail.requestedBalance === null ? [] : [balanceText(detail.requestedBalance)]),
          ...detail.summary.faults.map((fault) => `fault: ${fault}`),
          ...(excluded.length === 0
            ? []
            : [
                tableText(
                  ['excluded', 'reason'],
                  excluded.map(({ id, reason }) => [id, reason ?? '']),
                ),
              ]),
          ...issues.map(({ path, reason, detail: why }) => `not taken: ${path}: ${reason} ${why}`.trimEnd()),
        ].join('\n');
        cli.output.result('set show', { ...detail, curation, issues, consent }, text);
      }),
    );
  withExamples(withJsonOption(show), 'outis set show Syn_120_20 --library faces');
}

import type { Command } from 'commander';
import type { CurationChange } from '@shared/contract/views';
import { EXCLUSION_REASONS } from '@shared/domain/curation';
import type { Decision } from '@shared/domain/curation';
import { keysOf, sampleOfKey } from '@shared/domain/curationSamples';
import type { SampleId, SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { parseSampleId } from '../chosenSamples';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { findSetId } from '../findByName';
import { readIdentities } from '../readIdentities';
import type { Session } from '../session';
import { countText } from '../texts';
import { withSession } from '../withSession';

interface Options {
  readonly library?: string;
  readonly samples?: readonly string[];
  readonly identities?: readonly string[];
  readonly all?: boolean;
  readonly reason?: string;
  readonly note?: string;
}

/** `set exclude` and `set restore`: decisions in the set's journal, never deletions. */
export function addSetDecideCommands(parent: Command, cli: Cli): void {
  const exclude = decideCommand(parent, cli, 'exclude', 'exclude')
    .description('exclude samples or whole identities from export and training; nothing is deleted')
    .option('--reason <reason>', `${EXCLUSION_REASONS.join(', ')}, or another of the library’s list`)
    .option('--note <text>', 'a sentence for the journal');
  withExamples(
    exclude,
    'outis set exclude Syn_120_20 --library faces --samples i000003s0004 i000007s0000 --reason artefact',
    'outis set exclude Syn_120_20 --library faces --identities 00004',
  );
  const restore = decideCommand(parent, cli, 'restore', 'undecided')
    .description('take exclusions back: the samples are undecided again')
    .option('--all', 'every excluded sample of the set')
    .option('--note <text>', 'a sentence for the journal');
  withExamples(
    restore,
    'outis set restore Syn_120_20 --library faces --samples i000003s0004',
    'outis set restore Syn_120_20 --library faces --all',
  );
}

function decideCommand(parent: Command, cli: Cli, name: string, decision: Decision): Command {
  const command = withLibraryOption(parent.command(name))
    .argument('<set>', 'name or id of a set')
    .option('--samples <id...>', 'sample ids, as i000003s0004')
    .option('--identities <name...>', 'identity names, as 00004 or a subject')
    .action((wanted: string, options: Options) =>
      withSession(cli, options, async (session) => {
        const setId = await findSetId(session, wanted);
        const samples = await chosenSamples(session, setId, options);
        const change = await session.call('curation.decide', {
          setId,
          samples,
          decision,
          reason: options.reason ?? null,
          note: options.note ?? '',
          who: cli.userName,
        });
        const { kept, excluded, undecided } = change.counts;
        const now = `${countText(kept)} kept · ${countText(excluded)} excluded · ${countText(undecided)} to see`;
        const text = `${countText(changedCount(change))} of ${countText(samples.length)} samples changed. Now ${now} (revision ${change.revision}).`;
        cli.output.result(`set ${name}`, change, text);
      }),
    );
  return withJsonOption(command);
}

const changedCount = ({ changed }: CurationChange): number =>
  changed.reduce((sum, { samples }) => sum + keysOf(samples).length, 0);

async function chosenSamples(session: Session, setId: SetId, options: Options): Promise<SampleId[]> {
  const chosen = new Set<SampleId>((options.samples ?? []).map(parseSampleId));
  if (options.identities !== undefined) {
    for (const id of await readIdentities(session.libraryPath, setId, options.identities)) chosen.add(id);
  }
  if (options.all === true) {
    const { decisions } = await session.call('curation.state', { setId });
    for (const { samples, decision } of decisions) {
      if (decision === 'exclude') for (const key of keysOf(samples)) chosen.add(sampleOfKey(key));
    }
    if (chosen.size === 0) {
      throw new Failure({ code: 'invalid-input', message: 'Nothing is excluded in this set.', place: '--all' });
    }
  }
  if (chosen.size > 0) return [...chosen];
  throw new Failure({
    code: 'invalid-input',
    message: 'No sample is named.',
    place: '--samples, --identities',
    remedy: 'Name samples by id, or identities by name; `outis help set exclude` has examples.',
  });
}

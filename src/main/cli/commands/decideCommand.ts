import type { Command } from 'commander';
import type { CurationChange, CurationView } from '@shared/contract/views';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { Decision } from '@shared/domain/curation';
import { keysOf, sampleOfKey, sampleSetOf } from '@shared/domain/curationSamples';
import type { SampleKeys } from '@shared/domain/curationSamples';
import { Failure } from '@shared/lib/failure';
import { chosenSamples } from '../chosenSamples';
import type { SampleChoice } from '../chosenSamples';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { findSet, findSetId } from '../findByName';
import { countText } from '../texts';
import type { LibraryOption } from '../withSession';
import { withSession } from '../withSession';

interface SetOption extends LibraryOption {
  readonly set: string;
}
interface DecideOptions extends SetOption, SampleChoice {
  readonly keep?: boolean;
  readonly exclude?: boolean;
  readonly undecided?: boolean;
  readonly tag?: string;
  readonly untag?: string;
  readonly falseAlarm?: boolean;
  readonly reason?: string;
  readonly note?: string;
  readonly overwrite?: boolean;
  readonly realPeople?: boolean;
  readonly dryRun?: boolean;
}

type Deed =
  | { readonly kind: 'decide'; readonly decision: Decision }
  | { readonly kind: 'tag'; readonly tag: string; readonly isOn: boolean }
  | { readonly kind: 'false-alarm' };

const SHOWN = 10;

/** `decide`, `undo` and `redo`: the journal from the terminal, as the window writes it. */
export function addDecideCommands(program: Command, cli: Cli): void {
  const decide = withLibraryOption(program.command('decide'))
    .description('decide about samples of a set, by id, by identity or by a rule; one undo step; nothing is deleted')
    .requiredOption('--set <set>', 'name or id of a set')
    .option('--samples <id...>', 'sample ids, as i000003s0004')
    .option('--identities <name...>', 'identity names, as 00004 or a subject')
    .option('--where <rule>', 'a rule over scores: "image.sharpness < 30 and face.found = 0"')
    .option('--keep', 'the samples are good')
    .option('--exclude', 'the samples stay out of export and training')
    .option('--undecided', 'nothing is decided about the samples')
    .option('--tag <word>', 'put a tag on the samples')
    .option('--untag <word>', 'take a tag off the samples')
    .option('--false-alarm', 'remember that suggestions about the samples are false alarms')
    .option('--reason <reason>', 'why they are excluded: blurred, duplicate, or another of the library’s list')
    .option('--note <text>', 'a sentence for the journal')
    .option('--overwrite', 'with --where: also change samples that someone has kept or excluded')
    .option('--real-people', 'with --where: yes, this set holds real people')
    .option('--dry-run', 'only tell what would change')
    .action((options: DecideOptions) =>
      withSession(cli, { ...options, readOnly: options.dryRun === true }, async (session) => {
        const deed = deedOf(options);
        const set = await findSet(session, options.set);
        if (options.where !== undefined && isOfRealPeople(set) && options.realPeople !== true) throw realPeople();
        const { keys: chosen, rule } = await chosenSamples(session, set.id, options);
        const view = await session.call('curation.state', { setId: set.id });
        const keys = wouldChange(view, chosen, deed, rule !== null && options.overwrite !== true);
        if (options.dryRun === true || keys.length === 0) {
          if (chosen.length === 0 && rule === null) throw nothingNamed();
          cli.output.result('decide', previewOf(chosen, keys), previewText(chosen, keys));
          return;
        }
        const note = [rule === null ? '' : `rule: ${rule}`, options.note ?? '']
          .filter((part) => part !== '')
          .join('; ');
        const said = { setId: set.id, samples: sampleSetOf(keys), note, who: cli.userName };
        const change =
          deed.kind === 'decide'
            ? await session.call('curation.decide', {
                ...said,
                decision: deed.decision,
                reason: deed.decision === 'exclude' ? (options.reason ?? null) : null,
              })
            : deed.kind === 'tag'
              ? await session.call('curation.tag', { ...said, tag: deed.tag, isOn: deed.isOn })
              : await session.call('curation.falseAlarm', { ...said, isOn: true });
        cli.output.result('decide', change, `${changedText(keys.length)} ${standsText(change)}`);
      }),
    );
  withExamples(
    withJsonOption(decide),
    'outis decide --set Syn_120_20 --library faces --where "image.sharpness < 30" --exclude --reason blurred --dry-run',
    'outis decide --set Syn_120_20 --library faces --samples i000003s0004 i000007s0000 --keep',
    'outis decide --set Syn_120_20 --library faces --identities 00004 --tag "look again"',
  );
  addStep(program, cli, 'undo', 'take back the last decision of a set, whatever its size');
  addStep(program, cli, 'redo', 'bring the decision again that was taken back last');
}

function addStep(program: Command, cli: Cli, name: 'undo' | 'redo', description: string): void {
  const command = withLibraryOption(program.command(name))
    .description(description)
    .requiredOption('--set <set>', 'name or id of a set')
    .action((options: SetOption) =>
      withSession(cli, options, async (session) => {
        const setId = await findSetId(session, options.set);
        const change = await session.call(`curation.${name}`, { setId, who: cli.userName });
        const nothing = name === 'undo' ? 'There is nothing to take back.' : 'There is nothing to bring again.';
        const text = change === null ? nothing : `${changedText(touchedCount(change))} ${standsText(change)}`;
        cli.output.result(name, change, text);
      }),
    );
  withExamples(withJsonOption(command), `outis ${name} --set Syn_120_20 --library faces`);
}

function deedOf(options: DecideOptions): Deed {
  const deeds: Deed[] = [
    ...(options.keep === true ? [{ kind: 'decide', decision: 'keep' } as const] : []),
    ...(options.exclude === true ? [{ kind: 'decide', decision: 'exclude' } as const] : []),
    ...(options.undecided === true ? [{ kind: 'decide', decision: 'undecided' } as const] : []),
    ...(options.tag === undefined ? [] : [{ kind: 'tag', tag: options.tag, isOn: true } as const]),
    ...(options.untag === undefined ? [] : [{ kind: 'tag', tag: options.untag, isOn: false } as const]),
    ...(options.falseAlarm === true ? [{ kind: 'false-alarm' } as const] : []),
  ];
  const [deed] = deeds;
  if (deed !== undefined && deeds.length === 1) return deed;
  throw new Failure({
    code: 'invalid-input',
    message: deed === undefined ? 'Nothing is decided.' : 'More than one thing is decided at once.',
    place: '--keep, --exclude, --undecided, --tag, --untag, --false-alarm',
    remedy: 'Name one of them.',
  });
}

/** Those of the chosen samples that do not stand so already. */
function wouldChange(view: CurationView, chosen: SampleKeys, deed: Deed, leavesJudged: boolean): SampleKeys {
  const has = new Set<number>();
  if (deed.kind === 'decide') {
    const held = new Map<number, Decision>();
    for (const { samples, decision } of view.decisions) for (const key of keysOf(samples)) held.set(key, decision);
    return chosen.filter((key) => {
      const decision = held.get(key) ?? 'undecided';
      return decision !== deed.decision && (!leavesJudged || decision === 'undecided');
    });
  }
  const held = deed.kind === 'tag' ? view.tags.find(({ tag }) => tag === deed.tag)?.samples : view.falseAlarms;
  if (held !== undefined && held !== null) for (const key of keysOf(held)) has.add(key);
  const isOn = deed.kind === 'false-alarm' || deed.isOn;
  return chosen.filter((key) => has.has(key) !== isOn);
}

const previewOf = (chosen: SampleKeys, keys: SampleKeys) => ({
  chosen: chosen.length,
  wouldChange: keys.length,
  first: Array.from(keys.subarray(0, SHOWN), sampleOfKey),
});

function previewText(chosen: SampleKeys, keys: SampleKeys): string {
  const { first } = previewOf(chosen, keys);
  const rest = keys.length > SHOWN ? ` and ${countText(keys.length - SHOWN)} more` : '';
  const named = keys.length === 0 ? '' : `: ${first.join(' ')}${rest}`;
  return `${countText(chosen.length)} chosen, ${countText(keys.length)} would change${named}. Nothing was written.`;
}

const changedText = (count: number): string => `${countText(count)} ${count === 1 ? 'sample' : 'samples'} changed.`;

const touchedCount = ({ changed, tags, falseAlarms }: CurationChange): number =>
  [...changed, ...tags, ...falseAlarms].reduce((sum, { samples }) => sum + keysOf(samples).length, 0);

function standsText({ counts, revision }: CurationChange): string {
  const { kept, excluded, undecided } = counts;
  return `Now ${countText(kept)} kept · ${countText(excluded)} excluded · ${countText(undecided)} to see (revision ${revision}).`;
}

const realPeople = (): Failure =>
  new Failure({
    code: 'invalid-input',
    message: 'The set holds real people, and a rule would decide about them.',
    place: '--where',
    remedy: 'Add --real-people if you mean this set.',
  });

const nothingNamed = (): Failure =>
  new Failure({
    code: 'invalid-input',
    message: 'No sample is named.',
    place: '--samples, --identities, --where',
    remedy: 'Name samples by id, identities by name, or give a rule; `outis help decide` has examples.',
  });

import type { Command } from 'commander';
import type { AgreementView, ReviewsView } from '@shared/contract/reviewViews';
import { resultWords, verdictWords } from '@shared/domain/reviews/blindWords';
import { signOffWords } from '@shared/domain/reviews/signOff';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { findSetId } from '../findByName';
import { parseInput } from '../parseInput';
import { Reviewer } from '@shared/domain/reviews/reviewLine';
import { countText, tableText } from '../texts';
import type { LibraryOption } from '../withSession';
import { withSession } from '../withSession';

interface ReviewsOptions extends LibraryOption {
  readonly set: string;
}
interface SignOffOptions extends ReviewsOptions {
  readonly by?: string;
  readonly statement: string;
}

/** `reviews` only looks, so it works while the window has the library open; `sign-off` puts a name under a set. */
export function addReviewCommands(parent: Command, cli: Cli): void {
  const reviews = withLibraryOption(parent.command('reviews'))
    .description('show who reviewed a set: assignments, disagreements, agreement, blind tests, sign-off')
    .requiredOption('--set <set>', 'name or id of a set')
    .action((options: ReviewsOptions) =>
      withSession(cli, { ...options, readOnly: true }, async (session) => {
        const view = await session.call('reviews.get', { setId: await findSetId(session, options.set) });
        cli.output.result('reviews', view, reviewsText(view));
      }),
    );
  withExamples(
    withJsonOption(reviews),
    'outis reviews --set Syn_120_20 --library faces',
    'outis reviews --set Syn_120_20 --library faces --json',
  );

  const sign = withLibraryOption(parent.command('sign-off'))
    .description('sign a set as its decisions stand now; later decisions void the sign-off')
    .requiredOption('--set <set>', 'name or id of a set')
    .requiredOption('--statement <text>', 'what you vouch for, in a sentence')
    .option('--by <name>', 'who signs; your user name when left out')
    .action((options: SignOffOptions) =>
      withSession(cli, options, async (session) => {
        const who = parseInput(Reviewer, options.by ?? cli.userName, '--by');
        const setId = await findSetId(session, options.set);
        const { curationRevision: revision } = await session.call('reviews.get', { setId });
        const signed = await session.call('reviews.signOff', { setId, revision, statement: options.statement, who });
        const { kept, excluded, undecided, openDisagreements } = signed.counts;
        if (undecided > 0) cli.output.note(`note: ${countText(undecided)} samples have not been decided.`);
        if (openDisagreements > 0) cli.output.note(`note: ${countText(openDisagreements)} disagreements are open.`);
        cli.output.result(
          'sign-off',
          signed,
          `Signed off by ${signed.who} at revision ${signed.revision}: ${countText(kept)} kept · ${countText(excluded)} excluded · ${countText(undecided)} undecided.`,
        );
      }),
    );
  withExamples(
    withJsonOption(sign),
    'outis sign-off --set Syn_120_20 --library faces --by Kim --statement "All rows looked at, worst first."',
  );
}

function reviewsText(view: ReviewsView): string {
  const { counts, signOff, disagreementCounts, agreement, assignments, reviewers, blindTests, faults } = view;
  const words = signOffWords(signOff);
  return [
    `${words === '' ? 'Not signed off' : words}.${'why' in signOff ? ` ${signOff.why}` : ''}`,
    `revision ${view.curationRevision}: ${countText(counts.kept)} kept · ${countText(counts.excluded)} excluded · ${countText(counts.undecided)} to see`,
    ...(reviewers.length === 0
      ? []
      : [
          tableText(
            ['reviewer', 'decisions', 'opinions'],
            reviewers.map(({ name, decisions, opinions }) => [name, countText(decisions), countText(opinions)]),
          ),
        ]),
    ...(assignments.length === 0
      ? []
      : [
          tableText(
            ['assigned', 'to', 'slice', 'done', 'of'],
            assignments.map(({ task, to, words: slice, done, total }) => [
              task === 'opinion' ? 'second opinion' : 'decide',
              to,
              slice,
              countText(done),
              countText(total),
            ]),
          ),
        ]),
    `disagreements: ${countText(disagreementCounts.open)} open, ${countText(disagreementCounts.settled)} settled`,
    ...agreement.map(agreementText),
    ...blindTests.map(
      ({ target, other, pooled }) =>
        `blind test, ${other.name} beside ${target.name}: ${resultWords(pooled)}. ${verdictWords(pooled)}`,
    ),
    ...faults.map((fault) => `fault: ${fault}`),
  ].join('\n');
}

function agreementText({ a, b, table: [[kk, ke], [ek, ee]], kappa, interval95 }: AgreementView): string {
  const both = `${kk} both keep, ${ee} both exclude, ${ke} only ${a} keeps, ${ek} only ${b} keeps`;
  if (kappa === null || interval95 === null) return `${a} and ${b}: kappa is not defined (${both})`;
  const [low, high] = interval95;
  return `${a} and ${b}: kappa ${kappa.toFixed(2)} (95 % ${low.toFixed(2)} to ${high.toFixed(2)}; ${both})`;
}

import type { Command } from 'commander';
import { withExamples, withJsonOption } from '../commandSetUp';
import type { Cli } from '../cli';
import { tableText } from '../texts';
import { withAnySession } from '../withSession';

const MARKS = { ok: 'ok', warning: 'warning', missing: 'MISSING' } as const;

/** `outis doctor`: engine, cores, GPU, display, and a calculation in a worker process. */
export function addDoctorCommand(program: Command, cli: Cli): void {
  const command = program
    .command('doctor')
    .description('check what this machine has and can: engine, cores, GPU, display, a calculation in the worker')
    .action(() =>
      withAnySession(cli, {}, async (session) => {
        const report = await session.call('app.doctor', undefined);
        const rows = report.checks.map(({ name, value, state, remedy }) => [MARKS[state], name, value, remedy ?? '']);
        const verdict = report.healthy ? 'Ready.' : 'Something that is needed is missing; see above.';
        const text = `${tableText(['state', 'what', 'found', 'remedy'], rows)}\n${verdict}`;
        cli.output.result('doctor', report, text, report.healthy);
        if (!report.healthy) cli.finishBadly();
      }),
    );
  withExamples(withJsonOption(command), 'outis doctor', 'outis doctor --json');
}

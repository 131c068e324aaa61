import type { Command } from 'commander';
import type { KeyState, SigningKey } from '@shared/domain/signingKey';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import type { LibraryOption } from '../withSession';
import { withSession } from '../withSession';

const PROTECTIONS: Readonly<Record<SigningKey['protection'], string>> = {
  'safe-storage': 'the system’s safe storage',
  file: 'the mode of its file',
};

const keyLine = ({ keyId, since, where, protection }: SigningKey): string =>
  `${keyId}  ${since.slice(0, 10)}  ${where}, kept by ${PROTECTIONS[protection]}`;

function stateText({ registered, own, fault }: KeyState): string {
  const lines = registered.map((key) => keyLine(key) + (key.keyId === own?.keyId ? '  (signs here)' : ''));
  if (lines.length === 0) lines.push('No key has signed for this library yet; the first export makes one.');
  if (fault !== null) lines.push(`${fault.message} ${fault.remedy}`);
  return lines.join('\n');
}

/** `outis keys`: which keys sign exports of a library, and a new one for the terminal. */
export function addKeysCommands(program: Command, cli: Cli): void {
  const keys = program.command('keys').description('keys that sign exports');
  const list = withLibraryOption(keys.command('list'))
    .description('the keys that have signed for a library, and the one that signs here')
    .action((options: LibraryOption) =>
      withSession(cli, { ...options, readOnly: true }, async (session) => {
        const state = await session.call('keys.state', undefined);
        cli.output.result('keys', state, stateText(state));
      }),
    );
  withExamples(withJsonOption(list), 'outis keys list --library faces');
  const renew = withLibraryOption(keys.command('new'))
    .description('make a new key for the terminal; what was signed before can still be checked')
    .requiredOption('--reason <text>', 'why, for the audit log')
    .action((options: LibraryOption & { readonly reason: string }) =>
      withSession(cli, options, async (session) => {
        const key = await session.call('keys.new', { reason: options.reason });
        cli.output.result('key', key, `${keyLine(key)}\n${key.publicKey}`);
      }),
    );
  withExamples(withJsonOption(renew), 'outis keys new --library faces --reason "the laptop was stolen"');
}

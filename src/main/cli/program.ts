import { Command } from 'commander';
import type { Cli } from './cli';
import { addAuditCommand } from './commands/auditCommand';
import { addCardCommand } from './commands/cardCommand';
import { addConsentCommands } from './commands/consentCommands';
import { addDecideCommands } from './commands/decideCommand';
import { addDiffCommand } from './commands/diffCommand';
import { addDoctorCommand } from './commands/doctorCommand';
import { addExportCommand } from './commands/exportCommand';
import { addJobsCommands } from './commands/jobsCommands';
import { addKeysCommands } from './commands/keysCommands';
import { addMapCommand } from './commands/mapCommand';
import { addPrivacyCommand } from './commands/privacyCommand';
import { addProveCommand } from './commands/proveCommand';
import { addRenderCommand } from './commands/renderCommand';
import { addReviewCommands } from './commands/reviewCommands';
import { addRunCommand } from './commands/runCommand';
import { addScoreCommand } from './commands/scoreCommand';
import { addSetDecideCommands } from './commands/setDecideCommands';
import { addSetGenerateCommand } from './commands/setGenerateCommand';
import { addSetImportCommand } from './commands/setImportCommand';
import { addSetLookCommands } from './commands/setLookCommands';
import { addSetComposeCommand } from './commands/setComposeCommand';
import { addSetTwinCommand } from './commands/setTwinCommand';
import { addTrainCommand } from './commands/trainCommand';
import { addVerifyCommand } from './commands/verifyCommand';
import { addWithdrawCommand } from './commands/withdrawCommand';

const FOOTER = `
Answers go to stdout; progress, notes and errors to stderr. With --json an answer is one JSON document.
Exit codes: 0 done, 1 failed, 2 bad input, 130 cancelled.`;

/** All commands of the terminal. */
export function createProgram(cli: Cli, version: string): Command {
  const program = new Command('outis')
    .description('Makes, curates and proves face datasets of people who do not exist.')
    .version(version)
    .addHelpText('after', FOOTER)
    .showHelpAfterError('(outis help COMMAND shows its options, with examples)');
  addDoctorCommand(program, cli);
  addRunCommand(program, cli);
  const set = program.command('set').description('make, take in, look at and curate sets');
  addSetGenerateCommand(set, cli);
  addSetImportCommand(set, cli);
  addSetTwinCommand(set, cli);
  addSetComposeCommand(set, cli);
  addSetLookCommands(set, cli);
  addSetDecideCommands(set, cli);
  addReviewCommands(program, cli);
  addDecideCommands(program, cli);
  addConsentCommands(program, cli);
  addExportCommand(program, cli);
  addDiffCommand(program, cli);
  addTrainCommand(program, cli);
  addVerifyCommand(program, cli);
  addProveCommand(program, cli);
  addAuditCommand(program, cli);
  addRenderCommand(program, cli);
  addScoreCommand(program, cli);
  addCardCommand(program, cli);
  addPrivacyCommand(program, cli);
  addMapCommand(program, cli);
  addKeysCommands(program, cli);
  addWithdrawCommand(program, cli);
  addJobsCommands(program, cli);
  return program;
}

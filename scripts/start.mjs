import { runInTerminal } from './lib/command.mjs';
import { hasDisplay } from './lib/display.mjs';
import { electronPath, sandboxArguments } from './lib/electronPath.mjs';
import { inProject, projectRoot } from './lib/paths.mjs';
import { reportSetupError, setUp } from './setup/setUp.mjs';

const quickStart = ['run', inProject('examples', 'quickstart.json')];

try {
  if (hasDisplay()) {
    await setUp({ purpose: 'window' });
    const args = [...sandboxArguments(), projectRoot, ...process.argv.slice(2)];
    process.exitCode = await runInTerminal(electronPath(), args);
  } else {
    await setUp({ purpose: 'terminal' });
    process.stdout.write(
      'There is no display here (DISPLAY and WAYLAND_DISPLAY are not set), so no window can open.\n' +
        'Running the quick-start in the terminal instead: npm run outis -- run examples/quickstart.json\n\n',
    );
    process.exitCode = await runInTerminal(process.execPath, [inProject('out', 'main', 'cli.js'), ...quickStart]);
  }
} catch (error) {
  reportSetupError(error);
  process.exitCode = 1;
}

import { isRoot, run, which } from '../lib/command.mjs';
import { SetupError } from '../lib/setupError.mjs';

let updated = false;

/** Whether this process may install packages with apt-get: root on Debian, Ubuntu and their kin. */
export const canUseApt = () => isRoot() && which('apt-get') !== undefined;

/** Installs Debian packages; the list of packages is refreshed once per process. */
export async function aptInstall(packages, log) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const get = async (args) => {
    const result = await run('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], { env, onLine: aptFilter(log) });
    if (result.code === 0) return;
    throw new SetupError(
      `apt-get ${args[0]} failed: ${result.output.trim().split('\n').at(-1) ?? ''}`,
      `Look at what apt-get says: apt-get ${args.join(' ')}`,
    );
  };
  if (!updated) {
    await get(['update', '-q']);
    updated = true;
  }
  await get(['install', '-y', '-q', '--no-install-recommends', ...packages]);
}

/** Of apt's many lines those that tell how far it is. */
function aptFilter(log) {
  return (line) => {
    if (/^(Need to get|Fetched|E:)/.test(line)) log(line);
  };
}

/** The first of several names that apt knows; packages were renamed between releases (`libgtk-3-0t64`). */
export async function aptKnown(names) {
  for (const name of names) {
    const result = await run('apt-cache', ['policy', name]);
    if (/Candidate: (?!\(none\))/.test(result.output)) return name;
  }
  return names[0];
}

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface ElectronBinary {
  readonly executablePath: string;
  /** `--no-sandbox` for root on Linux, else nothing. */
  readonly args: readonly string[];
}

/** Where the set-up put Electron. Asked of a process of its own: Playwright loads tests as CommonJS, and the scripts are ES modules. */
export function electronBinary(): ElectronBinary {
  const module = pathToFileURL(join(__dirname, '../scripts/lib/electronPath.mjs')).href;
  const ask = `import(${JSON.stringify(module)}).then(({ electronPath, sandboxArguments }) =>
    process.stdout.write(JSON.stringify({ executablePath: electronPath(), args: sandboxArguments() })))`;
  // What our own module prints.
  return JSON.parse(execFileSync(process.execPath, ['-e', ask], { encoding: 'utf8' })) as ElectronBinary;
}

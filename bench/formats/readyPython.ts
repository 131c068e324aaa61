import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A Python with the loaders' packages, installed once into .cache/formats-env. Packages that cannot be installed are named and left out: their
 * rows say so. @returns its path. @throws Error where there is no Python
 */
export async function readyPython(say: (line: string) => void): Promise<string> {
  const folder = join(process.cwd(), '.cache', 'formats-env');
  const python = join(folder, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
  const wanted = await readFile(join(process.cwd(), 'bench', 'formats', 'requirements.txt'), 'utf8');
  const stamp = join(folder, 'requirements.txt');
  if (!existsSync(python)) mustRun('python3', ['-m', 'venv', folder]);
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return python;
  const packages = wanted.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  for (const name of packages) {
    say(`installing ${name}`);
    const { status } = spawnSync(python, ['-m', 'pip', 'install', '--quiet', name], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) say(`${name} could not be installed; its rows are left out`);
  }
  await writeFile(stamp, wanted);
  return python;
}

function mustRun(file: string, args: readonly string[]): void {
  const { status, error } = spawnSync(file, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} failed`, { cause: error });
}

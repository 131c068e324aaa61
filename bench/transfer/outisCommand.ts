import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Runs `outis … --json` and gives the `result` of its answer. @throws Error with what the program said, when it fails */
export async function outis(cli: string, args: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  const code = await new Promise<number | null>((done, failed) => {
    child.on('error', failed);
    child.on('close', done);
  });
  const text = Buffer.concat(parts).toString('utf8');
  if (code !== 0) throw new Error(`outis ${args.join(' ')} ended with ${String(code)}: ${text}`);
  return (JSON.parse(text) as { readonly result: unknown }).result; // the program's own answer
}

export interface Step {
  readonly seconds: number;
  readonly answer: unknown;
}

/** Does a step once: its answer is kept in the work folder, so that a stopped measurement goes on where it was. */
export async function stepOf(work: string, name: string, doIt: () => Promise<unknown>): Promise<Step> {
  const file = join(work, `${name}.step.json`);
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Step; // written below
  const started = performance.now();
  const answer = await doIt();
  const step: Step = { seconds: (performance.now() - started) / 1000, answer };
  await writeFile(file, JSON.stringify(step));
  return step;
}

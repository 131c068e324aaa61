import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { call } from '../bridge';
import { expect, test } from '../fixtures';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The terminal beside the window, on the same library. */
function outis(...words: string[]): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(__dirname, '../../out/main/cli.js'), ...words]);
    let [out, err] = ['', ''];
    child.stdout.on('data', (text) => (out += String(text)));
    child.stderr.on('data', (text) => (err += String(text)));
    child.on('error', fail);
    child.on('close', (code) => done({ code, out, err }));
  });
}

test('a worker killed at any moment costs nothing but its last batch', async ({ program }) => {
  const { electron, page } = program;
  const recipe = { identities: 60, samples: 8, seed: 11 };
  const jobId = await call(page, 'job.start', { kind: 'generate', name: 'killed', recipe });
  const state = async () => (await call(page, 'job.snapshot', jobId)).record.state;
  const done = async (): Promise<number> => {
    const now = await state();
    return now.status === 'running' ? (now.progress?.done ?? 0) : 0;
  };
  await expect.poll(done, { timeout: 60_000 }).toBeGreaterThan(0);

  const worker = await electron.evaluate(
    ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Outis worker')?.pid,
  );
  expect(worker).toBeDefined();
  process.kill(worker ?? 0, 'SIGKILL');
  await expect.poll(state).toMatchObject({ status: 'failed', error: { code: 'worker-crashed' }, resumable: true });
  // The window has noticed nothing.
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();

  await call(page, 'job.resume', jobId);
  await expect.poll(async () => (await state()).status, { timeout: 110_000 }).toBe('succeeded');
  const [set] = await call(page, 'set.list', undefined);
  expect(set).toMatchObject({ state: 'complete', counts: { identities: 60, samples: 480 }, faults: [] });
});

test('a library that is open can be looked at from the terminal, and changed by nobody else', async ({ program }) => {
  const looked = await outis('set', 'list', '--library', program.libraryDir, '--json');
  expect(looked, looked.err).toMatchObject({ code: 0 });
  const made = await outis('set', 'generate', '--library', program.libraryDir, '--identities', '1', '--samples', '1');
  expect(made.code).toBe(1);
  expect(made.err).toContain(program.libraryDir);
  expect(made.err).toContain('remedy:');
});

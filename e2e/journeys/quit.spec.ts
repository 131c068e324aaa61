import type { Program } from '../fixtures';
import { call } from '../bridge';
import { expect, test } from '../fixtures';

/** Answers every question of the program with this button, and counts the questions. */
async function answerWith({ electron }: Program, button: number): Promise<void> {
  await electron.evaluate(({ dialog }, response) => {
    const questions = { count: 0 };
    Object.assign(globalThis, { questions });
    dialog.showMessageBox = () => {
      questions.count++;
      return Promise.resolve({ response, checkboxChecked: false });
    };
  }, button);
}

const questionCount = ({ electron }: Program): Promise<number> =>
  electron.evaluate(() => (globalThis as unknown as { questions: { count: number } }).questions.count);

/** After the answer to this very call is out, because the program may be gone before it. */
const close = ({ electron }: Program): Promise<void> =>
  electron.evaluate(({ BrowserWindow }) => {
    setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 50);
  });

test('closing with a job running asks once, and the job can be resumed at the next start', async ({ program }) => {
  const recipe = { identities: 300, samples: 20, seed: 3 };
  const jobId = await call(program.page, 'job.start', { kind: 'generate', name: 'long', recipe });
  const status = async () => (await call(program.page, 'job.snapshot', jobId)).record.state.status;
  await expect.poll(status).toBe('running');

  const keepWorking = 1;
  await answerWith(program, keepWorking);
  await close(program);
  await expect.poll(() => questionCount(program)).toBe(1);
  expect(await status()).toBe('running');

  await program.restart();
  const { record } = await call(program.page, 'job.snapshot', jobId);
  expect(record.state).toEqual({ status: 'interrupted', resumable: true });
  await call(program.page, 'job.resume', jobId);
  await expect.poll(status).toBe('running');
  await call(program.page, 'job.cancel', jobId);
  await expect.poll(status).toBe('cancelled');

  // Nothing runs, so nobody is asked.
  await answerWith(program, keepWorking);
  const ended = new Promise((resolve) => program.electron.process().once('exit', resolve));
  await close(program);
  await ended;
});

test('the window comes back where it was, in its theme', async ({ program }) => {
  const bounds = { x: 120, y: 60, width: 1180, height: 760 };
  await program.electron.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(wanted);
  }, bounds);
  await call(program.page, 'app.setTheme', 'dark');
  await program.restart();
  const seen = await program.electron.evaluate(({ BrowserWindow, nativeTheme }) => ({
    bounds: BrowserWindow.getAllWindows()[0]?.getBounds(),
    theme: nativeTheme.themeSource,
    background: BrowserWindow.getAllWindows()[0]?.getBackgroundColor(),
  }));
  expect(seen).toEqual({ bounds, theme: 'dark', background: '#14181D' });
  const smallest = await program.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getMinimumSize(),
  );
  expect(smallest).toEqual([1024, 700]);
});

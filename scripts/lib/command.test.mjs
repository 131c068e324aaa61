import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { endRunning, exitCode, passOnce, run, which } from './command.mjs';

describe('run', () => {
  const node = (script, options) => run(process.execPath, ['-e', script], options);

  it('gives code and output of both streams, line by line as well', async () => {
    const lines = [];
    const result = await node('console.log("a\\r\\nb"); console.error("c"); process.exitCode = 3', {
      onLine: (line) => lines.push(line),
    });
    expect(result.code).toBe(3);
    expect(result.output).toContain('c');
    expect(lines.sort()).toEqual(['a', 'b', 'c']);
  });

  it('ends a program that takes too long', async () => {
    const result = await node('setInterval(() => undefined, 1000)', { timeoutMs: 100 });
    expect(result).toMatchObject({ code: 1, timedOut: true });
  });

  it('is ended with the script that started it', async () => {
    const waiting = node('process.stdout.write("up\\n"); setInterval(() => undefined, 1000)', { onLine: endRunning });
    expect(await waiting).toMatchObject({ code: 1, timedOut: false });
  });

  it('says 127 of a program that does not exist', async () => {
    expect((await run('/no/such/program', [])).code).toBe(127);
    expect(which('no-such-program-anywhere')).toBeUndefined();
  });
});

it('passes a repeated signal on once, a later one again', () => {
  const passed = [];
  let time = 0;
  const forward = passOnce(
    (signal) => passed.push(signal),
    500,
    () => time,
  );
  forward('SIGINT');
  forward('SIGINT');
  forward('SIGTERM');
  time = 600;
  forward('SIGINT');
  expect(passed).toEqual(['SIGINT', 'SIGTERM', 'SIGINT']);
});

it('gives the exit codes of a shell', () => {
  expect([exitCode(0, null), exitCode(2, null), exitCode(null, 'SIGINT'), exitCode(null, 'SIGTERM')]).toEqual([
    0, 2, 130, 143,
  ]);
});

it.skipIf(process.platform === 'win32')('forwards an interrupt and the exit code of the child', async () => {
  const child = 'process.on("SIGINT", () => process.exit(130)); process.stdout.write("up"); setInterval(() => 0, 1000)';
  const module = new URL('./command.mjs', import.meta.url).href;
  const script = `import { runInTerminal } from ${JSON.stringify(module)};
    process.exitCode = await runInTerminal(process.execPath, ['-e', ${JSON.stringify(child)}]);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(parent.stdout, 'data');
  parent.kill('SIGINT');
  const [code] = await once(parent, 'close');
  expect(code).toBe(130);
});

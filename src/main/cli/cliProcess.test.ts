import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** The built program as a person runs it: real processes, real signals, a real worker. `npm test` builds it first. */
const CLI = resolve(__dirname, '../../../out/main/cli.js');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outis-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** @param onErr called with all of stderr so far, e.g. to interrupt at a certain moment. */
function outis(words: readonly string[], onErr?: (err: string, interrupt: () => void) => void): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [CLI, ...words], {
      cwd: folder,
      env: { ...process.env, XDG_CONFIG_HOME: join(folder, 'profile'), OUTIS_LIBRARY: '' },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (text) => (out += String(text)));
    child.stderr.on('data', (text) => {
      err += String(text);
      onErr?.(err, () => child.kill('SIGINT'));
    });
    child.on('error', fail);
    child.on('close', (code) => done({ code, out, err }));
  });
}

// Other tests use the processors too, and every command starts a process.
describe('outis', { timeout: 180_000 }, () => {
  it('shows help, and its version', async () => {
    expect(await outis(['help', 'verify'])).toMatchObject({ code: 0, err: '' });
    expect((await outis(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('makes a set, lists it, excludes from it, and says so in JSON', async () => {
    const made = await outis([...'set generate --library l --identities 2 --samples 2 --seed 5 --json'.split(' ')]);
    expect(made.code, made.err).toBe(0);
    expect(JSON.parse(made.out)).toMatchObject({
      ok: true,
      result: { set: { name: 'Syn_2_2', counts: { samples: 4 } } },
    });
    const excluded = await outis(
      'set exclude Syn_2_2 --library l --identities 00002 --reason artefact --json'.split(' '),
    );
    expect(JSON.parse(excluded.out)).toMatchObject({ result: { counts: { excluded: 2, undecided: 2 } } });
    const listed = await outis('set list --library l'.split(' '));
    expect(listed).toMatchObject({ code: 0, err: '' });
    expect(listed.out).toMatch(/Syn_2_2 +ds_\w+ +synthetic +2 +4 /);
    const restored = await outis('set restore Syn_2_2 --library l --all'.split(' '));
    expect(restored.out).toContain('2 of 2 samples changed');
  });

  it('refuses a library that is not one, and one that is newer', async () => {
    expect(await outis('set list --library nowhere'.split(' '))).toMatchObject({ code: 2, out: '' });
    await writeFile(join(folder, 'library.json'), '{"schema": 99, "id": "lib_abcd", "name": "later"}');
    const newer = await outis('set list --library .'.split(' '));
    expect(newer.code).toBe(1);
    expect(newer.err).toContain('library.json');
  });

  it('leaves nothing behind when a recipe is bad', async () => {
    await writeFile(
      join(folder, 'bad.json'),
      '{"outis": 1, "title": "x", "steps": [{"do": "generate", "name": "a", "recipe": {}}]}',
    );
    const run = await outis(['run', 'bad.json', '--json']);
    expect(run.code).toBe(2);
    expect(JSON.parse(run.out)).toMatchObject({
      ok: false,
      error: { code: 'invalid-input', place: join(folder, 'bad.json') },
    });
    expect(run.err).toContain('steps[0].recipe.identities');
    expect(await readdir(folder)).toEqual(['bad.json']);
  });

  it('is cancelled by an interrupt in good order, and resumes', async () => {
    let hasInterrupted = false;
    const run = await outis(
      'set generate --library l --identities 16 --samples 6 --workers 1'.split(' '),
      (err, interrupt) => {
        if (hasInterrupted || !err.includes(' / 96 ')) return;
        hasInterrupted = true;
        interrupt();
      },
    );
    expect(run.code, run.err).toBe(130);
    const jobId = /outis jobs resume (job_\w+)/.exec(run.err)?.[1] ?? 'none';
    const listed: unknown = JSON.parse((await outis('jobs list --library l --json'.split(' '))).out);
    expect(listed).toMatchObject({ result: [{ id: jobId, state: { status: 'cancelled', resumable: true } }] });
    const resumed = await outis(['jobs', 'resume', jobId, '--library', 'l', '--json']);
    expect(resumed.code, resumed.err).toBe(0);
    const sets: unknown = JSON.parse((await outis('set list --library l --json'.split(' '))).out);
    expect(sets).toMatchObject({ result: [{ state: 'complete', counts: { samples: 96 } }] });
  });
});

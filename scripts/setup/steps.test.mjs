import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { retryIsDue } from './electron.mjs';
import { installedMatches, mustBeOwn } from './packages.mjs';
import { checkNode, isLeftover } from './setUp.mjs';
import { stepsFor } from './steps.mjs';
import { missingLibraries } from './systemLibraries.mjs';
import { cudaRequirements, placeCuda, placeInDeps } from './tensorflowSources.mjs';

it('asks the terminal for no Electron, and fetches packages before all else', () => {
  const names = (purpose) => stepsFor(purpose).map(({ name }) => name);
  expect(names('terminal')).not.toContain('electron');
  expect(names('engine')).toEqual(names('terminal').filter((name) => name !== 'build'));
  for (const purpose of ['all', 'window', 'tests']) expect(names(purpose)).toContain('system-libraries');
  expect(names('all')[0]).toBe('packages');
});

describe('installedMatches', () => {
  const lock = {
    packages: {
      '': { version: '0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0', optional: true },
    },
  };

  it('accepts what the lock file asks for, with or without optional packages', () => {
    expect(installedMatches(lock, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(true);
    const both = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } };
    expect(installedMatches(lock, { packages: both })).toBe(true);
  });

  it.each([
    ['a package is missing', {}],
    ['a version differs', { 'node_modules/a': { version: '1.0.1' } }],
    ['an optional version differs', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } }],
    ['one is too many', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': { version: '1.0.0' } }],
  ])('refuses when %s', (_what, packages) => {
    expect(installedMatches(lock, { packages })).toBe(false);
  });
});

describe('retryIsDue', () => {
  const now = Date.parse('2026-01-02T12:00:00Z');

  it.each([
    ['2026-01-02T11:00:00Z', false],
    ['2026-01-01T11:59:00Z', true],
    ['2027-01-01T00:00:00Z', true],
    ['nonsense', true],
    [undefined, true],
  ])('failed at %s: %s', (failedAt, due) => {
    expect(retryIsDue(failedAt, now)).toBe(due);
  });
});

it('takes from the TensorFlow wheel the libraries and the headers that the add-on reaches', () => {
  expect(placeInDeps('tensorflow/libtensorflow_cc.so.2')).toBe('lib/libtensorflow_cc.so.2');
  expect(placeInDeps('tensorflow/include/tensorflow/c/eager/c_api.h')).toBe('include/tensorflow/c/eager/c_api.h');
  expect(placeInDeps('tensorflow/include/tsl/platform/ctstring.h')).toBe('include/tsl/platform/ctstring.h');
  expect(placeInDeps('tensorflow/include/external/x.h')).toBeUndefined();
  expect(placeInDeps('tensorflow/python/_pywrap_tfe.so')).toBeUndefined();
  expect(placeInDeps('evil/tensorflow/libtensorflow_cc.so.2')).toBeUndefined();
});

it('takes libraries and tools from the CUDA wheels, and reads their names from the metadata', () => {
  expect(placeCuda('nvidia/cublas/lib/libcublas.so.12')).toBe('nvidia/cublas/lib/libcublas.so.12');
  expect(placeCuda('nvidia/cublas/include/cublas.h')).toBeUndefined();
  const metadata =
    'Requires-Dist: numpy>=1.26.0\nRequires-Dist: nvidia-cublas-cu12<13.0,>=12.5.3.2; extra == "and-cuda"\n' +
    'Requires-Dist: nvidia-nccl-cu12<3.0,>=2.27.7; extra == "and-cuda"\n';
  expect(cudaRequirements(metadata)).toEqual(['nvidia-cublas-cu12<13.0,>=12.5.3.2', 'nvidia-nccl-cu12<3.0,>=2.27.7']);
});

it('reads missing libraries from ldd', () => {
  const output = '\tlibgtk-3.so.0 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x0)\n\tlibnss3.so => not found\n';
  expect(missingLibraries(output)).toEqual(['libgtk-3.so.0', 'libnss3.so']);
});

it('refuses a Node that is too old', () => {
  for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.1.0']) expect(() => checkNode(version)).not.toThrow();
  for (const version of ['18.20.0', '20.18.9', '16.17.1']) expect(() => checkNode(version)).toThrow('too old');
});

it('knows its own leftovers and nothing else', () => {
  for (const name of ['2.21.0-cpu.123.tmp', 'out.77', 'electron.9']) expect(isLeftover(name)).toBe(true);
  for (const name of ['2.21.0-cpu', 'codecs', 'electron', 'out', 'setup', 'x.tmp'])
    expect(isLeftover(name)).toBe(false);
});

it('empties no folder of packages that a link leads to', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'outis-packages-'));
  try {
    await expect(mustBeOwn(folder)).resolves.toBeUndefined();
    await expect(mustBeOwn(join(folder, 'none'))).resolves.toBeUndefined();
    await symlink(folder, join(folder, 'link'));
    await expect(mustBeOwn(join(folder, 'link'))).rejects.toThrow('link');
  } finally {
    await rm(folder, { recursive: true });
  }
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSources } from './sources.mjs';

describe('openSources', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'bake-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('reads nothing that is not in the allow-list', () => {
    const beard = 'public/data/proxies/hair/Full_beard/Full_beard.json';
    mkdirSync(path.dirname(path.join(folder, beard)), { recursive: true });
    writeFileSync(path.join(folder, beard), '{}');
    expect(() => openSources(folder).read(beard)).toThrow(/allowlist\.json/);
  });

  it('refuses a file with another content, and one that is missing', () => {
    const sources = openSources(folder);
    const name = sources.paths[0];
    expect(() => sources.read(name)).toThrow(/cannot be read.*npm ci/);
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), 'something else');
    expect(() => sources.read(name)).toThrow(/SHA-256 [0-9a-f]{64}, expected [0-9a-f]{64}/);
  });

  it('lists only files of the reviewed kinds', () => {
    const allowed = /human_full_size\.json$|targets\.bin$|target-list\.json$|\/(hair|eyelashes|teeth|tongue)\//;
    for (const name of openSources(folder).paths) {
      expect(name).toMatch(allowed);
      expect(name).not.toMatch(/beard|moustache|curly|minoan|alpha7|skins|glasses|clothes/i);
    }
  });
});

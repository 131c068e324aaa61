import { writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { FORMAT_FIXTURES } from '../packs/packs.testing';
import { PackWindow } from '../packs/packWindow';
import { readPickle } from './pickleReader';
import type { PickleValue } from './pickleValue';

async function read(path: string): Promise<PickleValue> {
  const file = await PackWindow.open(path);
  return readPickle(file).finally(() => file.close());
}

async function readBytes(...bytes: readonly (number | string)[]): Promise<PickleValue> {
  const path = join(await temporaryFolder(), 'some.pkl');
  await writeFile(
    path,
    Buffer.concat(bytes.map((one) => (typeof one === 'number' ? Buffer.from([one]) : Buffer.from(one, 'latin1')))),
  );
  return read(path);
}

describe('pickles that are not data', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['evil.pkl', 'invalid-input', /posix\.system.*STACK_GLOBAL.*nothing of it was run/],
    ['evil-os-global.pkl', 'invalid-input', /os\.system.*GLOBAL/],
    ['evil-eval.pkl', 'invalid-input', /eval/],
    ['evil-getattr.pkl', 'invalid-input', /getattr/],
    ['evil-numpy-other.pkl', 'invalid-input', /numpy\.load/],
    ['evil-global-only.pkl', 'invalid-input', /wants/],
    ['evil-dotted-global.pkl', 'invalid-input', /wants/],
    ['evil-qualname.pkl', 'invalid-input', /wants/],
    ['evil-inst.pkl', 'invalid-input', /no pickle/],
    ['evil-proto0.pkl', 'invalid-input', /no pickle of protocol 2/],
    ['ext-code.pkl', 'invalid-input', /0x82/],
    ['persid.pkl', 'invalid-input', /0x51/],
    ['zip-torch.pkl', 'invalid-input', /no pickle/],
    ['google-drive-page.pkl', 'invalid-input', /no pickle/],
    ['huge-length.pkl', 'corrupt-data', /claims 1099511627776 bytes/],
    ['memo-missing.pkl', 'corrupt-data', /never remembered/],
    ['stack-underflow.pkl', 'corrupt-data', /no value to work on/],
    ['empty.pkl', 'invalid-input', /no pickle/],
  ];
  it.each(cases)('refuses %s', async (name, code, message) => {
    const path = join(FORMAT_FIXTURES, 'hostile', name);
    await expect(read(path)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
      place: expect.stringContaining(path) as string,
    });
    expect(existsSync('/tmp/pwned')).toBe(false);
  });

  it('takes nesting and lists that hold themselves without a call stack', async () => {
    await expect(read(join(FORMAT_FIXTURES, 'hostile', 'deep-nesting.pkl'))).resolves.toMatchObject({ kind: 'list' });
    await expect(read(join(FORMAT_FIXTURES, 'hostile', 'self-reference.pkl'))).resolves.toMatchObject({ kind: 'list' });
  });

  it('calls nothing, not even the one function it knows, on anything but a short text', async () => {
    const codec = 'c_codecs\nencode\n';
    await expect(readBytes(0x80, 2, codec, 'K\x01\x85R.')).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(readBytes(0x80, 2, 'K\x01', 'K\x01\x85R.')).rejects.toMatchObject({
      message: expect.stringMatching(/call something/) as string,
    });
    await expect(readBytes(0x80, 2, codec, 'X\x01\0\0\0aX\x05\0\0\0utf-8\x86R.')).rejects.toMatchObject({
      code: 'corrupt-data',
    });
    await expect(readBytes(0x80, 2, codec, 'X\x01\0\0\0aX\x06\0\0\0latin1\x86R.')).resolves.toMatchObject({
      kind: 'bytes',
      stored: 'text',
    });
  });

  it('says where a pickle was cut', async () => {
    await expect(readBytes(0x80, 4, ']')).rejects.toMatchObject({
      code: 'corrupt-data',
      message: expect.stringMatching(/ends before/) as string,
    });
    await expect(readBytes(0x80, 9, ']')).rejects.toMatchObject({
      message: expect.stringMatching(/protocol 9/) as string,
    });
    await expect(readBytes(0x80, 4, ']].')).rejects.toMatchObject({
      message: expect.stringMatching(/left over/) as string,
    });
    await expect(readBytes(0x80, 4, 'e.')).rejects.toMatchObject({
      message: expect.stringMatching(/did not begin/) as string,
    });
    await expect(readBytes(0x80, 4, 'K\x01K\x01a.')).rejects.toMatchObject({
      message: expect.stringMatching(/no list/) as string,
    });
  });
});

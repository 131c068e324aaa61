import { expect, it } from 'vitest';
import { findFileUrl, pipArguments, tidyPipLine } from './wheel.mjs';

const page = new URL('https://index.example/simple/thing/');

it('finds a file on an index page, relative or absolute, without its fragment', () => {
  const html = `<a href="../../files/thing-1.0.whl#sha256=abc">thing-1.0.whl</a>
    <a data-x="1" href="https://files.example/a/thing-2.0%2Bcpu.whl#sha256=def">x</a>`;
  expect(findFileUrl(html, 'thing-1.0.whl', page)).toBe('https://index.example/files/thing-1.0.whl');
  expect(findFileUrl(html, 'thing-2.0+cpu.whl', page)).toBe('https://files.example/a/thing-2.0%2Bcpu.whl');
  expect(findFileUrl(html, 'thing-3.0.whl', page)).toBeUndefined();
});

it('asks pip for the wheel of another Python, without dependencies', () => {
  const args = pipArguments({ project: 'thing', version: '1.0', platform: 'manylinux1_x86_64' }, '/tmp/x');
  expect(args.join(' ')).toBe(
    '-m pip download --no-deps --only-binary=:all: --python-version 3.11 --implementation cp --abi cp311 --abi none ' +
      '--platform manylinux1_x86_64 -d /tmp/x thing==1.0',
  );
});

it('keeps of what pip says only how far it is', () => {
  expect(tidyPipLine('     ━━━━━━━━━╸━━━ 102.4/273.8 MB 35.1 MB/s eta 0:00:05')).toBe(
    '102.4/273.8 MB 35.1 MB/s eta 0:00:05',
  );
  expect(tidyPipLine('  Downloading thing-1.0.whl (5 MB)')).toBe('Downloading thing-1.0.whl (5 MB)');
  expect(tidyPipLine('Processing /some/where/thing-1.0.whl')).toBe('thing-1.0.whl found on this machine');
  expect(tidyPipLine('Looking in indexes: https://example')).toBeUndefined();
});

import { expect, it } from 'vitest';
import { parseSetupOptions } from './options.mjs';

it('takes everything and the processor by default', () => {
  expect(parseSetupOptions([])).toEqual({ help: false, purpose: 'all', allowSystem: true });
});

it('reads each option', () => {
  expect(parseSetupOptions(['--gpu', '--terminal', '--no-system'])).toEqual({
    help: false,
    kind: 'gpu',
    purpose: 'terminal',
    allowSystem: false,
  });
  expect(parseSetupOptions(['--cpu']).kind).toBe('cpu');
  expect(parseSetupOptions(['-h']).help).toBe(true);
});

it.each([[['--cuda']], [['--gpu', '--cpu']], [['everything']], [['--gpu=yes']]])('refuses %j', (args) => {
  expect(() => parseSetupOptions(args)).toThrow(expect.objectContaining({ name: 'SetupError' }));
});

import { describe, expect, it } from 'vitest';
import { NetworkConfig } from '@shared/domain/training';
import { formatSafetensors } from '../tensor/safetensors';
import { networkOfWeights } from './networkOfWeights';
import { loadRecogniser } from './recogniser';

type Shapes = Readonly<Record<string, readonly number[]>>;
const file = (shapes: Shapes): Uint8Array =>
  formatSafetensors(
    new Map(
      Object.entries(shapes).map(([name, shape]) => [
        name,
        { shape, values: new Float32Array(shape.reduce((product, side) => product * side, 1)) },
      ]),
    ),
    {},
  );

describe('networkOfWeights', () => {
  it.each([
    [1, 'iresnet18'],
    [5, 'iresnet34'],
    [13, 'iresnet50'],
    [29, 'iresnet100'],
  ])('tells by the last block %d of stage 3 that it is %s', (last, architecture) => {
    const bytes = file({ [`layer3.${last}.bn1.weight`]: [4], 'layer3.0.bn1.weight': [4], 'fc.weight': [16, 25_088] });
    const config = networkOfWeights(bytes, 'x');
    expect(config).toEqual({ architecture, inputHeight: 112, inputWidth: 112, embeddingSize: 16, dropout: 0 });
    expect(NetworkConfig.parse(config)).toEqual(config);
  });

  it.each<[string, Shapes]>([
    ['no such number of blocks', { 'layer3.7.bn1.weight': [4], 'fc.weight': [16, 25_088] }],
    ['another input size', { 'layer3.1.bn1.weight': [4], 'fc.weight': [16, 21_504] }],
    ['an embedding of two values', { 'layer3.1.bn1.weight': [4], 'fc.weight': [2, 25_088] }],
    ['no last layer', { 'layer3.1.bn1.weight': [4] }],
    ['a block of a hostile number', { 'layer3.999999999.bn1.weight': [4], 'fc.weight': [16, 25_088] }],
  ])('refuses %s', (_name, shapes) => {
    expect(() => networkOfWeights(file(shapes), 'x')).toThrow('iresnet18, 34, 50 or 100');
  });

  it('refuses what is no safetensors file, and loads no network from a file that lacks layers', () => {
    expect(() => networkOfWeights(Buffer.from('weights'), 'x')).toThrow('Not a readable safetensors file');
    const bytes = file({ 'layer3.1.bn1.weight': [4], 'fc.weight': [16, 25_088] });
    expect(() => loadRecogniser(networkOfWeights(bytes, 'x'), bytes)).toThrow();
  });
});

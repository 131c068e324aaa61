import { describe, expect, it } from 'vitest';
import { ARCHITECTURES, defaultNetwork, NetworkConfig, TrainConfig } from './training';

describe('TrainConfig', () => {
  it('fills every field from nothing', () => {
    const config = TrainConfig.parse({});
    expect(config.network).toEqual(NetworkConfig.parse({}));
    expect(config.head).toMatchObject({ kind: 'cosface', scale: 30 });
    expect(TrainConfig.parse(config)).toEqual(config);
  });

  it('fills what a nested part leaves out', () => {
    const config = TrainConfig.parse({ head: { kind: 'arcface' }, optimiser: { learningRate: 0.2 } });
    expect(config.head).toMatchObject({ kind: 'arcface', easyMargin: false });
    expect(config.optimiser).toMatchObject({ learningRate: 0.2, momentum: 0.9 });
  });

  it.each([
    [{ epoch: 3 }],
    [{ batchSize: 1 }],
    [{ head: { kind: 'arcface', marginCos: 0.3 } }],
    [{ network: { inputHeight: 50 } }],
    [{ optimiser: { learningRate: Number.NaN } }],
  ])('refuses %j', (input) => {
    expect(TrainConfig.safeParse(input).success).toBe(false);
  });

  it.each(ARCHITECTURES)('has a valid published default for %s', (architecture) => {
    expect(NetworkConfig.safeParse(defaultNetwork(architecture)).success).toBe(true);
  });
});

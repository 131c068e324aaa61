import type { Architecture, NetworkConfig } from '@shared/domain/training';

/**
 * The shape of an improved-residual network (Deng et al., ArcFace, 2019): stem, stages of IR blocks, a linear embedding.
 * `naming` chooses between the parameter names of insightface (`iresnet`) and of SynFace (`lresnet`), which also
 * differ in the last layers: insightface freezes the scale of the last batch normalisation at 1.
 */
export interface NetworkPlan {
  readonly naming: 'iresnet' | 'lresnet';
  readonly inputHeight: number;
  readonly inputWidth: number;
  readonly stemChannels: number;
  readonly stemStride: 1 | 2;
  readonly stages: readonly StagePlan[];
  readonly embeddingSize: number;
  readonly dropout: number;
}

export interface StagePlan {
  readonly channels: number;
  readonly blocks: number;
  /** Stride of the first block. */
  readonly stride: 1 | 2;
}

type Body = Pick<NetworkPlan, 'naming' | 'stemChannels' | 'stemStride' | 'stages'>;

function published(naming: NetworkPlan['naming'], blocks: readonly number[]): Body {
  const channels = [64, 128, 256, 512];
  return {
    naming,
    stemChannels: 64,
    stemStride: 1,
    stages: blocks.map((count, i) => ({ channels: channels[i], blocks: count, stride: 2 })),
  };
}

const BODIES: Readonly<Record<Architecture, Body>> = {
  compact: {
    naming: 'iresnet',
    stemChannels: 32,
    stemStride: 1,
    stages: [
      { channels: 32, blocks: 2, stride: 2 },
      { channels: 64, blocks: 3, stride: 2 },
      { channels: 128, blocks: 3, stride: 2 },
      { channels: 256, blocks: 2, stride: 2 },
    ],
  },
  iresnet18: published('iresnet', [2, 2, 2, 2]),
  iresnet34: published('iresnet', [3, 4, 6, 3]),
  iresnet50: published('iresnet', [3, 4, 14, 3]),
  iresnet100: published('iresnet', [3, 13, 30, 3]),
  'lresnet50e-ir': published('lresnet', [3, 4, 14, 3]),
};

export function planNetwork(config: NetworkConfig): NetworkPlan {
  const { inputHeight, inputWidth, embeddingSize, dropout } = config;
  return { ...BODIES[config.architecture], inputHeight, inputWidth, embeddingSize, dropout };
}

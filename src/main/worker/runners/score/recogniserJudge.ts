import type { SetId } from '@shared/domain/ids';
import type { JudgeInfo } from '@shared/domain/scores';
import type { NetworkConfig } from '@shared/domain/training';
import { Failure } from '@shared/lib/failure';
import { embedImages } from '../../../engine/recognition/embed';
import { loadRecogniser } from '../../../engine/recognition/recogniser';
import { toNetworkInput } from '../recognition/networkInput';
import type { Judge } from './judge';

interface Source {
  readonly info: JudgeInfo;
  readonly network: NetworkConfig;
  readonly weights: Uint8Array;
  readonly taughtBy: readonly SetId[];
  /** For errors. */
  readonly place: string;
}

/** A recogniser of the iresnet family as judge: features of the crop and of its mirror image, added and scaled to length 1. */
export function recogniserJudge({ info, network, weights, taughtBy, place }: Source): Judge {
  const recogniser = loadRecogniser(network, weights, place);
  const { inputHeight, inputWidth, embeddingSize } = network;
  return {
    info,
    needsThreshold: true,
    taughtBy,
    embed: async (crops) => {
      const { data } = await embedImages(
        recogniser,
        {
          count: crops.length,
          readRgb: (i) => {
            const crop = crops[i];
            if (crop === undefined) throw new RangeError(`no crop at ${i}`);
            return Promise.resolve(toNetworkInput(crop, inputWidth, inputHeight));
          },
        },
        { flip: true },
      );
      for (let row = 0; row < crops.length; row++)
        scaleToLength1(data.subarray(row * embeddingSize, (row + 1) * embeddingSize), place);
      return data;
    },
    dispose: () => {
      recogniser.dispose();
    },
  };
}

function scaleToLength1(row: Float32Array, place: string): void {
  let square = 0;
  for (const value of row) square += value * value;
  const length = Math.sqrt(square);
  if (!(length > 0 && Number.isFinite(length)))
    throw new Failure({ code: 'corrupt-data', message: 'The judge gives embeddings that are no numbers.', place });
  for (let i = 0; i < row.length; i++) row[i] = (row[i] ?? 0) / length;
}

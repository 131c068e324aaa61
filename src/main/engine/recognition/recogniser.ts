import type { NetworkConfig } from '@shared/domain/training';
import { tensorFlow } from '../tensor/bootstrap';
import { formatSafetensors, parseSafetensors } from '../tensor/safetensors';
import { buildIrResNet, type IrResNet } from './irResNet';
import { planNetwork } from './networkPlan';
import { pixelsToInput } from './pixels';

/** A network that turns aligned faces into embeddings. Holds native memory until `dispose`. */
export class Recogniser {
  constructor(
    readonly config: NetworkConfig,
    readonly network: IrResNet,
  ) {}

  /**
   * @param pixels RGB bytes [N,H,W,3] at the network's input size.
   * @returns features [N,D] before scaling to unit length, row after row; with stored batch statistics.
   * @throws Failure `invalid-input` where the number of bytes does not fit.
   */
  embed(pixels: Uint8Array): Float32Array {
    const { inputHeight, inputWidth } = this.config;
    const count = Math.floor(pixels.length / (inputHeight * inputWidth * 3));
    const y = this.network.body.forward(pixelsToInput(pixels, count, inputHeight, inputWidth), false);
    const values = y.dataSync<'float32'>();
    y.dispose();
    return values;
  }

  /** Safetensors with the reference implementation's names and layouts; the configuration is kept in its metadata. */
  weights(): Uint8Array {
    return formatSafetensors(this.network.parameters.toReference(), {
      format: 'outis-recogniser-1',
      network: JSON.stringify(this.config),
    });
  }

  dispose(): void {
    this.network.body.forget();
    this.network.parameters.dispose();
  }
}

/** A network with initial weights drawn from `seed`. Loads TensorFlow if that has not happened yet. */
export function createRecogniser(config: NetworkConfig, seed: number): Recogniser {
  tensorFlow();
  return new Recogniser(config, buildIrResNet(planNetwork(config), seed));
}

/**
 * A network with stored weights.
 * @throws Failure `corrupt-data` where the file is damaged or belongs to another network (the first tensor that does not fit is named).
 */
export function loadRecogniser(config: NetworkConfig, safetensorsBytes: Uint8Array, place = 'weights'): Recogniser {
  const stored = parseSafetensors(safetensorsBytes, place);
  const recogniser = new Recogniser(config, buildIrResNet(planNetwork(config), null));
  try {
    recogniser.network.parameters.load(stored, place);
  } catch (thrown) {
    recogniser.dispose();
    throw thrown;
  }
  return recogniser;
}

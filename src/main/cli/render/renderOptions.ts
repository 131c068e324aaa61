import type { CropName } from '@shared/domain/generateRecipe';
import { Failure } from '@shared/lib/failure';

/** What `outis render` takes, as parsed from the command line. */
export interface RenderOptions {
  readonly library?: string;
  readonly coefficients?: string;
  readonly set?: string;
  readonly sample?: string;
  readonly out?: string;
  readonly saveCoefficients?: string;
  readonly size?: CropName;
  readonly quality?: number;
}

/** Options that do not go together. */
export const misused = (message: string, command = 'render'): Failure =>
  new Failure({
    code: 'invalid-input',
    message,
    place: `outis ${command}`,
    remedy: `“outis help ${command}” shows the options, with examples.`,
  });

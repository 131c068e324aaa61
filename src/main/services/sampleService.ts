import { coefficientsOf, type FullCoefficients } from '@shared/domain/coefficients';
import type { CropName } from '@shared/domain/generateRecipe';
import type { SampleId, SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { readSampleFactors } from '../storage/coefficients/factorStore';
import { readSetInfo } from '../storage/setStore';
import type { TableCache } from './tableCache';

/** All that is needed to render a stored sample again, and to see that it is the same. */
export interface SampleCoefficients {
  readonly coefficients: FullCoefficients;
  readonly crop: CropName;
  readonly jpegQuality: number;
  /** Of the stored file. */
  readonly sha256: string;
}

export interface SampleService {
  /** Null for real samples, and for those of sets made before factors were saved. @throws Failure not-found, corrupt-data */
  factors(setId: SetId, id: SampleId): Promise<SampleCoefficients | null>;
}

export function createSampleService(libraryPath: string, tables: TableCache): SampleService {
  return {
    factors: async (setId, id) => {
      const info = await readSetInfo(libraryPath, setId);
      const table = await tables.having(setId, [id]);
      const row = table.rowOf(id);
      if (row < 0) {
        throw new Failure({ code: 'not-found', message: `The set “${info.name}” has no such sample.`, place: id });
      }
      if (info.kind !== 'syn') return null;
      const factors = await readSampleFactors(libraryPath, setId, id);
      if (factors === null) return null;
      const { crop, jpegQuality } = info.recipe;
      return { coefficients: coefficientsOf(factors), crop, jpegQuality, sha256: table.textAt('sha256', row) };
    },
  };
}

import { join } from 'node:path';
import { z } from 'zod';
import { ExportFormat } from '@shared/domain/exportFormat';
import type { SetId } from '@shared/domain/ids';
import { readJsonAs, writeJson } from './jsonFile';
import { setDir } from './libraryPaths';

/** Which picture becomes which sample, decided once at the start of an import and kept through every resume. */
export const ImportPlan = z.strictObject({
  /** In identity order. */
  subjects: z.array(
    z.strictObject({
      subject: z.string().min(1),
      /** Below the imported folder, `/` separated; sample index = position. Empty where the pictures lie in a pack. */
      files: z.array(z.string().min(1)),
      /** How many pictures the subject has in the pack; sample index = position among them. */
      pictures: z.int().min(1).optional(),
    }),
  ),
  /**
   * Where the pictures lie in a pack. They have no names of their own here: a pack may hold millions. Subjects are in the order in which the
   * pack first names them, and it is read again from front to back.
   */
  pack: z.strictObject({ format: ExportFormat, pictures: z.int().min(1) }).optional(),
});
export type ImportPlan = z.infer<typeof ImportPlan>;

const planFile = (libraryPath: string, setId: SetId): string => join(setDir(libraryPath, setId), 'import-plan.json');

/** @throws Failure not-found before the import has begun, corrupt-data, io */
export const readImportPlan = (libraryPath: string, setId: SetId): Promise<ImportPlan> =>
  readJsonAs(planFile(libraryPath, setId), ImportPlan);

/** @throws Failure disk-full, io */
export const writeImportPlan = (libraryPath: string, setId: SetId, plan: ImportPlan): Promise<void> =>
  writeJson(planFile(libraryPath, setId), ImportPlan.parse(plan));

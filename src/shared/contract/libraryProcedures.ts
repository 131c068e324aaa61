import { z } from 'zod';
import { LibrarySummary, SetDetail, SetSummary, ImportIssue } from './views';
import { FullCoefficients } from '../domain/coefficients';
import { CropName } from '../domain/generateRecipe';
import { SampleId, SetId } from '../domain/ids';
import { MapView } from '../domain/maps';
import { Name } from '../domain/names';
import { procedure } from './define';

const Path = z.string().min(1).max(4096);

export const libraryProcedures = {
  /** The open library, or null before the first one is made. */
  'library.current': procedure(z.void(), LibrarySummary.nullable()),
  /** Opens the folder, making it a library when it is empty or does not exist. */
  'library.open': procedure(z.strictObject({ path: Path }), LibrarySummary),
  'library.recent': procedure(z.void(), z.array(z.strictObject({ path: Path, name: z.string(), exists: z.boolean() }))),
  'set.list': procedure(z.void(), z.array(SetSummary)),
  /** Sets whose set.json cannot be read: they are in no list, and their pictures are all still there. */
  'set.faults': procedure(z.void(), z.array(z.strictObject({ setId: z.string(), message: z.string() }))),
  'set.get': procedure(z.strictObject({ setId: SetId }), SetDetail),
  'set.rename': procedure(z.strictObject({ setId: SetId, name: Name }), z.void()),
  /** What a synthetic sample was drawn from; null for real samples and for sets made before it was saved. */
  'sample.factors': procedure(
    z.strictObject({ setId: SetId, sampleId: SampleId }),
    z
      .strictObject({
        coefficients: FullCoefficients,
        crop: CropName,
        jpegQuality: z.int(),
        /** Of the stored file. */
        sha256: z.string().length(64),
      })
      .nullable(),
  ),
  /** Moves the set's folder to the library's trash/, from where a person can take it back. */
  'set.remove': procedure(z.strictObject({ setId: SetId }), z.void()),
  /** Pictures of an import that did not become samples, with reasons. */
  'import.issues': procedure(z.strictObject({ setId: SetId }), z.array(ImportIssue)),
  /** Maps of embeddings, the newest first; the points travel by `mapPointsUrl`. */
  'map.list': procedure(z.void(), z.array(MapView)),
  /** Five points set by hand: right eye, left eye, nose tip, right and left mouth corner as seen in the picture, in its pixels. */
  'import.place': procedure(
    z.strictObject({
      setId: SetId,
      path: z.string(),
      landmarks5: z.array(z.tuple([z.number(), z.number()])).length(5),
    }),
    z.strictObject({ sampleId: z.string() }),
  ),
} as const;

import type { PackPlan } from '../../../formats/packs/datasetWriter';
import type { ExportDraft } from '../../../storage/exportDraft';

/** What a pack states of an export before its first image. */
export function packPlan({ name, layout }: Pick<ExportDraft, 'name' | 'layout'>, seed: number): PackPlan {
  const classSizes: number[] = [];
  const identities: string[] = [];
  for (const { label, folder } of layout.files) {
    classSizes[label] = (classSizes[label] ?? 0) + 1;
    identities[label] = folder;
  }
  const first = layout.files[0]?.sample;
  return {
    name,
    imageCount: layout.files.length,
    classSizes,
    identities,
    widthPx: first?.widthPx ?? 0,
    heightPx: first?.heightPx ?? 0,
    seed,
  };
}

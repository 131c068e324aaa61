import type { PackPlan } from '../packs/datasetWriter';

/** The Hub's size categories, by the number of images. */
function sizeCategory(count: number): string {
  const steps: readonly (readonly [number, string])[] = [
    [1_000, 'n<1K'],
    [10_000, '1K<n<10K'],
    [100_000, '10K<n<100K'],
    [1_000_000, '100K<n<1M'],
    [10_000_000, '1M<n<10M'],
  ];
  return steps.find(([below]) => count < below)?.[1] ?? '10M<n<100M';
}

/**
 * README.md of a Hugging Face dataset: front matter that the Hub and `datasets` read (hub-docs, datasets-cards.md), and how to load it. `configs`
 * points at the images alone, so that the manifest and the papers beside them are not taken for data. The licence is `unknown`: who hands the
 * set out decides it, the program does not, and `other` would claim that there is one.
 * @param dataPath pattern of the data files. @param labelType what `label` is for `datasets`
 */
export function hfCard(plan: PackPlan, dataPath: string, labelType: string): string {
  return `---
license: unknown
pretty_name: ${JSON.stringify(plan.name)}
task_categories:
- image-classification
task_ids:
- multi-class-image-classification
tags:
- face-recognition
size_categories:
- ${sizeCategory(plan.imageCount)}
configs:
- config_name: default
  data_files:
  - split: train
    path: ${JSON.stringify(dataPath)}
---

# ${plan.name}

${plan.imageCount} images of ${plan.classSizes.length} identities.

\`\`\`python
from datasets import load_dataset
dataset = load_dataset("path/to/this/folder", split="train")
\`\`\`

Columns: \`image\`; \`label\`, ${labelType}; \`identity\`, the name of the class; \`origin\`, \`syn\` for nobody's face and \`real\` for a
person's; \`partner_label\` and \`weight\`, the soft label: \`weight\` of \`label\` and the rest of \`partner_label\`, 1 where a face is not mixed;
\`sample_id\`, which the manifest knows.

No licence is stated. Set \`license\` above before this is published.
`;
}

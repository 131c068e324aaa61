import { ActionIcon, Group, Loader, Text, Tooltip } from '@mantine/core';
import { IconDice5 } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import { identityRuleOf } from '../../client/identities/useCapacity';
import { usePreview } from '../../client/preview/usePreview';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { FaceStrip } from '../../ui/FaceStrip';

const COUNT = 8;

/** Eight people of this very recipe, drawn by the code that draws the set. */
export function PreviewStrip(props: { readonly recipe: GenerateRecipe; readonly isPossible: boolean }): ReactNode {
  const { recipe, isPossible } = props;
  const [page, setPage] = useState(0);
  const { seed, crop, options, identities, identityMixup } = recipe;
  const mixup = identityMixup.probability > 0 ? { identities, identityMixup } : null;
  // Past the last identity the strip shows further samples of the first ones.
  const identityIndices = Array.from({ length: COUNT }, (_unused, slot) => (page * COUNT + slot) % recipe.identities);
  const sampleIndex = Math.floor((page * COUNT) / recipe.identities) % recipe.samples;
  const preview = usePreview({
    seed,
    crop,
    options,
    identityIndices,
    sampleIndex,
    mixup,
    rule: identityRuleOf(recipe),
  });
  return (
    <section aria-label="Preview" data-testid="preview-strip" data-drawing={preview.isDrawing}>
      <FaceStrip
        faces={preview.faces}
        labels={identityIndices.map((identity) => `Preview of identity ${identity + 1}`)}
      />
      {preview.error !== undefined && <ErrorPanel error={preview.error} />}
      <Group gap="xs" mt={6} h={24}>
        <Tooltip label="Eight others of the same set">
          <ActionIcon size="sm" aria-label="Show eight others" onClick={() => setPage(page + 1)}>
            <IconDice5 size={17} />
          </ActionIcon>
        </Tooltip>
        <Text size="xs" c="dimmed">
          {isPossible
            ? `Identities ${Math.min(...identityIndices) + 1}–${Math.max(...identityIndices) + 1} as they will be in the set.`
            : 'Only a taste: this recipe cannot be made as it stands.'}
          {mixup === null ? '' : ' Mixed as their first samples are.'}
        </Text>
        {preview.isDrawing && <Loader size={14} aria-label="Drawing" />}
      </Group>
    </section>
  );
}

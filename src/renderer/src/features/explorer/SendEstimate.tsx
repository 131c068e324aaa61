import { Text } from '@mantine/core';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { SetId } from '@shared/domain/ids';
import { useQuery } from '../../client/useQuery';
import { useRecipeDraft } from '../../client/recipeDraft';
import { formatBytes, formatDuration } from '../../ui/format';

/** How many pictures of what size, and how long they will take by what this machine was measured at. @param setId null: a new set */
export function SendEstimate(props: { readonly samples: number; readonly setId: SetId | null }): ReactNode {
  return props.setId === null ? (
    <ForNew samples={props.samples} />
  ) : (
    <ForSet samples={props.samples} setId={props.setId} />
  );
}

function ForNew(props: { readonly samples: number }): ReactNode {
  return <Said samples={props.samples} like={useRecipeDraft()} />;
}

function ForSet(props: { readonly samples: number; readonly setId: SetId }): ReactNode {
  const info = useQuery('set.get', { setId: props.setId }).data?.info;
  return info?.kind === 'syn' ? <Said samples={props.samples} like={info.recipe} /> : null;
}

function Said(props: { readonly samples: number; readonly like: GenerateRecipe }): ReactNode {
  const { samples, like } = props;
  const { crop, jpegQuality } = like;
  const recipe = useMemo(
    () => GenerateRecipe.parse({ identities: 1, samples, crop, jpegQuality }),
    [samples, crop, jpegQuality],
  );
  const estimate = useQuery('generate.estimate', recipe).data;
  const parts = [`${samples} ${samples === 1 ? 'picture' : 'pictures'} of ${crop.replace('x', ' × ')} px`];
  if (estimate !== undefined) {
    const { durationMs, sizeBytes } = estimate;
    parts.push(
      durationMs === null
        ? 'time: not measured on this machine yet'
        : `about ${formatDuration(durationMs)} on this machine`,
      `about ${formatBytes(sizeBytes)}`,
    );
  }
  return (
    <Text size="sm" c="dimmed" className="tabular" data-testid="send-estimate">
      {parts.join(' · ')}
    </Text>
  );
}

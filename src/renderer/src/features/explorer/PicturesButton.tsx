import { Button, Tooltip } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { coefficientsOf } from '@shared/domain/coefficients';
import { MAX_RENDERED } from '@shared/domain/jobs';
import { useOutis } from '../../client/outisContext';
import { useRecipeDraft } from '../../client/recipeDraft';
import { startJob } from '../../client/startJob';
import { useAction } from '../../client/useAction';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { useExplorerParts } from './explorerContext';
import { factorsOf } from './explored';
import { pick } from './pick';

/** This very person, changed by hand or not, in as many other shots as “New set” asks for: rendered from coefficients into a folder. */
export function PicturesButton(): ReactNode {
  const outis = useOutis();
  const { store, faceLink } = useExplorerParts();
  const recipe = useRecipeDraft();
  const count = Math.min(recipe.samples, MAX_RENDERED);
  const make = useAction(async () => {
    const folder = await outis.client.call('dialog.pickFolder', { title: 'Folder for the pictures of this person' });
    if (folder === null) return;
    const { identity } = factorsOf(store.present);
    const { origin } = store.present;
    const { seed, candidate } = origin.kind === 'drawn' ? origin : { seed: 0, candidate: 0 };
    const samples = [];
    for (let sample = 0; sample < count; sample++) {
      const { shot } = await pick(faceLink, { seed, candidate, sample, options: recipe.options });
      samples.push(coefficientsOf({ identity, shot }));
    }
    const { crop, jpegQuality } = recipe;
    await startJob(outis, { kind: 'render', samples, out: folder, isFolder: true, crop, jpegQuality });
  });
  return (
    <>
      <Tooltip
        multiline
        maw={280}
        label={`Renders ${count} other shots of this very person, as changed by hand, into a folder: size, count and options are those of “New set”.`}
      >
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPhotoPlus size={14} />}
          loading={make.isRunning}
          onClick={() => make.run()}
        >
          {count} pictures…
        </Button>
      </Tooltip>
      {make.error !== undefined && <ErrorPanel error={make.error} onClose={make.clear} />}
    </>
  );
}

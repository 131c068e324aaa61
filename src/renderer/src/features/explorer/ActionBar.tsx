import { Button, Group, Tooltip } from '@mantine/core';
import { IconBraces, IconDownload, IconSend, IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { setRecipeDraft, useRecipeDraft } from '../../client/recipeDraft';
import { useAction } from '../../client/useAction';
import { useNavigate } from '../../client/useRoute';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { CoefficientsDialog } from './CoefficientsDialog';
import { useExplorer, useExplorerParts } from './explorerContext';
import { beginWith, factorsOf } from './explored';
import { PicturesButton } from './PicturesButton';
import { savePicture } from './savePicture';
import { SendDialog } from './SendDialog';
import { wholeFactors } from './pick';

/** What can be done with the face. */
export function ActionBar(): ReactNode {
  const { store, faceLink } = useExplorerParts();
  const recipe = useRecipeDraft();
  const navigate = useNavigate();
  const origin = useExplorer(({ present }) => present.origin);
  const [showsText, setShowsText] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const save = useAction(() => savePicture(faceLink, factorsOf(store.present)));
  return (
    <>
      <Group gap={6}>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconBraces size={14} />}
          onClick={() => setShowsText(true)}
        >
          Coefficients…
        </Button>
        <Tooltip label="256 × 256 px PNG: the pixels that a set holds before JPEG">
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconDownload size={14} />}
            loading={save.isRunning}
            onClick={() => save.run()}
          >
            Picture…
          </Button>
        </Tooltip>
        <PicturesButton />
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconSend size={14} />}
          onClick={() => setIsSending(true)}
        >
          Send to a set…
        </Button>
        <Tooltip
          multiline
          maw={280}
          label="Opens “New set” with this seed and the options that the dice draw by. A recipe draws people: what was changed by hand is not part of it."
        >
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconSparkles size={14} />}
            onClick={() => {
              setRecipeDraft({ ...recipe, seed: origin.kind === 'drawn' ? origin.seed : recipe.seed });
              navigate({ page: 'new-set' });
            }}
          >
            Use as recipe
          </Button>
        </Tooltip>
      </Group>
      {save.error !== undefined && <ErrorPanel error={save.error} onClose={save.clear} />}
      {showsText && (
        <CoefficientsDialog
          factors={factorsOf(store.present)}
          onLoad={async (coefficients) =>
            store.change(beginWith(await wholeFactors(faceLink, coefficients), { kind: 'pasted' }))
          }
          onClose={() => setShowsText(false)}
        />
      )}
      {isSending && <SendDialog factors={factorsOf(store.present)} onClose={() => setIsSending(false)} />}
    </>
  );
}

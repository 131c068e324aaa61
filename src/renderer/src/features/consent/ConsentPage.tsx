import { Button, Loader, Select } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { SetId } from '@shared/domain/ids';
import { useSets } from '../../client/useLists';
import { useNavigate } from '../../client/useRoute';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Page } from '../../ui/Page';
import { formatAmount } from '../../ui/format';
import { ConsentWorkspace } from './ConsentWorkspace';

/** Dates and ticks of many people in one line each. */
const WIDTH_PX = 1500;

/** Who agreed to what in a real set, and what that allows today. */
export function ConsentPage(props: { readonly setId: SetId | null }): ReactNode {
  const sets = useSets();
  const navigate = useNavigate();
  const all = sets.data ?? [];
  const real = all.filter(isOfRealPeople);
  const declaredCount = all.filter(({ declaredSynthetic }) => declaredSynthetic !== null).length;
  const set = props.setId === null ? real[0] : real.find(({ id }) => id === props.setId);
  if (sets.error !== undefined) {
    return (
      <Page name="consent" title="Consent">
        <ErrorPanel error={sets.error} />
      </Page>
    );
  }
  return (
    <Page
      name="consent"
      title="Consent"
      width={WIDTH_PX}
      subtitle="Pictures of real people are used only as far as each of them agreed. This table decides what training, evaluation and export may take."
      actions={
        real.length > 0 && (
          <Select
            aria-label="Set"
            allowDeselect={false}
            data={real.map(({ id, name }) => ({ value: id, label: name }))}
            value={set?.id ?? null}
            onChange={(value) => navigate({ page: 'consent', setId: SetId.safeParse(value).data ?? null })}
          />
        )
      }
    >
      {sets.data === undefined ? (
        <Loader size="sm" aria-label="Loading" />
      ) : set === undefined ? (
        <EmptyState
          icon={<IconShieldCheck size={44} stroke={1.3} />}
          title="No pictures of real people here"
          action={<Button onClick={() => navigate({ page: 'import', setId: null })}>Import consented set</Button>}
        >
          When you import a consented set, the people in it and what they agreed to are listed here.
          {declaredCount > 0 &&
            ` ${formatAmount(declaredCount, 'imported set is', 'imported sets are')} declared synthetic: nobody in them is asked.`}
        </EmptyState>
      ) : (
        <ConsentWorkspace key={set.id} set={set} />
      )}
    </Page>
  );
}

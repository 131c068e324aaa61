import { NumberInput, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { sampleSetOf, sortedKeys } from '@shared/domain/curationSamples';
import { MAX_SAMPLES_PER_IDENTITY } from '@shared/domain/ids';
import { FrozenList } from '../../client/samples/frozenList';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { useSavedViews } from '../../db/usePreferences';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { formatCount } from '../../ui/format';
import type { PartDraft } from './exportDraft';

/** Samples of the identity that has most. */
function mostPerIdentity(positions: Float64Array): number {
  const counts = new Map<number, number>();
  let most = 1;
  for (const position of positions) {
    const identity = Math.floor(position / MAX_SAMPLES_PER_IDENTITY);
    const count = (counts.get(identity) ?? 0) + 1;
    counts.set(identity, count);
    most = Math.max(most, count);
  }
  return most;
}

/** Which version of a set: decisions up to a revision, and a frozen list made in the gallery. */
export function PartVersion(props: {
  readonly label: string;
  readonly set: SetSummary | undefined;
  readonly part: PartDraft;
  /** @param isList a list goes out whole, however many samples its identities have */
  readonly onChange: (part: PartDraft, isList: boolean) => void;
}): ReactNode {
  const { label, set, part, onChange } = props;
  const outis = useOutis();
  const lists = useSavedViews().views.flatMap(({ id, name, rules }) => {
    const list = FrozenList.safeParse(rules).data;
    return id === undefined || list === undefined || list.setId !== part.setId ? [] : [{ id: String(id), name, list }];
  });
  const choose = useAction(async (id: string | null) => {
    const chosen = lists.find((one) => one.id === id);
    if (chosen === undefined) {
      onChange({ ...part, list: null }, false);
      return;
    }
    const { setId, positions } = chosen.list;
    const samples = sampleSetOf(sortedKeys(positions.slice()));
    const list = await outis.client.call('export.keepList', { setId, name: chosen.name, samples });
    onChange({ ...part, list, identities: null, samples: mostPerIdentity(positions) }, true);
  });
  const { list } = part;
  return (
    <>
      <Select
        label={`Frozen list, ${label}`}
        placeholder={lists.length === 0 ? 'none made in the gallery' : 'all that is usable'}
        disabled={lists.length === 0}
        clearable
        data={lists.map((one) => ({
          value: one.id,
          label: `${one.name} (${formatCount(one.list.positions.length)})`,
        }))}
        value={list === null ? null : (lists.find(({ name }) => name === list.name)?.id ?? null)}
        onChange={(id) => choose.run(id)}
      />
      <NumberInput
        label={`Decisions up to revision, ${label}`}
        placeholder={set === undefined ? 'all' : `all, ${formatCount(set.revision)}`}
        min={0}
        {...(set === undefined ? {} : { max: set.revision })}
        allowDecimal={false}
        value={part.revision ?? ''}
        onChange={(value) => onChange({ ...part, revision: typeof value === 'number' ? value : null }, false)}
      />
      {choose.error !== undefined && <ErrorPanel error={choose.error} onClose={choose.clear} />}
    </>
  );
}

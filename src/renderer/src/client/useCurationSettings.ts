import { useMemo } from 'react';
import type { ExclusionReason } from '@shared/domain/curation';
import { DEFAULT_CURATION_SETTINGS, reasonLabel } from '@shared/domain/curationSettings';
import type { CurationSettings, ReasonEntry } from '@shared/domain/curationSettings';
import type { FailureDetail } from '@shared/lib/failure';
import { useOutis } from './outisContext';
import { useQuery } from './useQuery';

/** What the library's reviewers have agreed on; the defaults until it is read. */
export interface SharedSettings {
  readonly settings: CurationSettings;
  readonly reasons: readonly ReasonEntry[];
  /** The words of a reason. */
  readonly labelOf: (reason: ExclusionReason) => string;
  /** For every window and the terminal. @throws Failure conflict, disk-full, io */
  readonly save: (settings: CurationSettings) => Promise<void>;
  readonly error: FailureDetail | undefined;
}

export function useCurationSettings(): SharedSettings {
  const { client, queries } = useOutis();
  const { data, error } = useQuery('curation.settings', undefined);
  const settings = data ?? DEFAULT_CURATION_SETTINGS;
  return useMemo(
    () => ({
      settings,
      reasons: settings.reasons,
      labelOf: (reason) => reasonLabel(settings.reasons, reason),
      save: async (next) => {
        await client.call('curation.saveSettings', next);
        queries.invalidate('curation.settings');
      },
      error,
    }),
    [settings, error, client, queries],
  );
}

import type { SetId } from '@shared/domain/ids';
import type { PrivacyState } from '@shared/domain/privacy';
import { readPrivacyState } from '../storage/privacy/privacyState';

export interface PrivacyService {
  /** Whether the set has a privacy report, and whether it still holds. @throws Failure not-found, corrupt-data, io */
  privacyState(setId: SetId): Promise<PrivacyState>;
}

export function createPrivacyService(libraryPath: string): PrivacyService {
  return {
    privacyState: async (setId) => (await readPrivacyState(libraryPath, setId)).state,
  };
}

import { usePreferences } from '../db/usePreferences';
import { useQuery } from './useQuery';

/** The name under which decisions are written to the journal. */
export function useReviewer(): string {
  const { reviewer } = usePreferences();
  const info = useQuery('app.info', undefined);
  const name = reviewer.trim() === '' ? (info.data?.userName ?? '') : reviewer.trim();
  return (name === '' ? 'unnamed reviewer' : name).slice(0, 80);
}

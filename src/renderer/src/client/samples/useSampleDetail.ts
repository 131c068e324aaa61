import { useEffect, useState } from 'react';
import type { SampleTable } from './sampleTable';
import type { SampleDetail } from './tableProtocol';

/** Everything known of one row; the one before stays until it is there. Null before the first answer and for no row. */
export function useSampleDetail(table: SampleTable, row: number | null): SampleDetail | null {
  const [detail, setDetail] = useState<SampleDetail | null>(null);
  useEffect(() => {
    if (row === null) return undefined;
    let isCurrent = true;
    table.detail(row).then(
      (answer) => {
        if (isCurrent) setDetail(answer);
      },
      // A closed table has nothing to show any more; the page that closed it shows its own error.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [table, row]);
  return row === null ? null : detail;
}

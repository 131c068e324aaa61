import type { ReactNode } from 'react';
import type { PrivacyReport } from '@shared/domain/privacy';

/** How near a synthetic set comes to real people. */
export function PrivacyReportView({ report }: { readonly report: PrivacyReport }): ReactNode {
  return <div data-testid="privacy-report">{report.name}</div>;
}

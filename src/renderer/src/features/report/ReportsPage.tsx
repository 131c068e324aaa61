import type { ReactNode } from 'react';
import type { JobId } from '@shared/domain/ids';
import { ReportList } from './ReportList';
import { ReportView } from './ReportView';

export function ReportsPage(props: { readonly runId: JobId | null }): ReactNode {
  return props.runId === null ? <ReportList /> : <ReportView key={props.runId} runId={props.runId} />;
}

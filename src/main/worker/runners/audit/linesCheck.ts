import type { AuditTopicResult } from '@shared/domain/audit/auditReport';
import type { DatasetInfo, ManifestLine } from '@shared/domain/exportManifest';

/** One question to the manifest, asked of its lines as they go by. */
export interface LinesCheck {
  line(line: ManifestLine, number: number): void;
  end(info: DatasetInfo): AuditTopicResult;
}

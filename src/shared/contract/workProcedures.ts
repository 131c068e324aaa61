import { z } from 'zod';
import { Certificate } from '../domain/certificate';
import { ExportDiff } from '../domain/exportDiff';
import { JobId } from '../domain/ids';
import { ExportSpec, FrozenListRef, JobSpec } from '../domain/jobs';
import { JobRecord, MetricPoint } from '../domain/jobState';
import { GenerateRecipe } from '../domain/generateRecipe';
import { RunReport } from '../domain/report';
import { GeneratorFingerprint } from '../domain/setInfo';
import { procedure } from './define';
import { DiffInput, KeepListInput } from './exportViews';
import { ExportEntry, ExportPlan } from './views';

export const workProcedures = {
  'export.plan': procedure(ExportSpec, ExportPlan),
  'export.list': procedure(z.void(), z.array(ExportEntry)),
  /** Keeps a frozen list as a file of the library, for a spec to name. */
  'export.keepList': procedure(KeepListInput, FrozenListRef),
  /** What changed between two exports or revisions, and why. */
  'export.diff': procedure(DiffInput, ExportDiff),
  /** From this machine's own measurements; null until something was measured. */
  'generate.estimate': procedure(
    GenerateRecipe,
    z.strictObject({ durationMs: z.number().nullable(), sizeBytes: z.number(), freeBytes: z.number().nullable() }),
  ),
  /** What this program draws with. A set of another fingerprint can be neither resumed nor proven with it. */
  'generator.fingerprint': procedure(z.void(), GeneratorFingerprint),
  'job.start': procedure(JobSpec, JobId),
  'job.list': procedure(z.void(), z.array(JobRecord)),
  'job.cancel': procedure(JobId, z.void()),
  /** Continues a cancelled, failed or interrupted job where it stopped, with the same result. */
  'job.resume': procedure(JobId, z.void()),
  /** Takes an ended job out of the list; what it made stays. */
  'job.dismiss': procedure(JobId, z.void()),
  'job.snapshot': procedure(JobId, z.strictObject({ seq: z.int().min(0), record: JobRecord })),
  'run.list': procedure(z.void(), z.array(z.strictObject({ record: JobRecord, report: RunReport.nullable() }))),
  'run.report': procedure(JobId, RunReport.nullable()),
  /** The certificate of a proof; null where the run left none. */
  'run.certificate': procedure(JobId, Certificate.nullable()),
  /** Writes certificate.json and certificate.html into a folder that the person names; answers with the page's path. */
  'run.saveCertificate': procedure(z.strictObject({ runId: JobId, folder: z.string().min(1).max(4096) }), z.string()),
  'run.metrics': procedure(JobId, z.array(MetricPoint)),
} as const;

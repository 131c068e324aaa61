import { join } from 'node:path';
import type { DoctorCheck, DoctorReport } from '@shared/domain/report';
import { throwIfCancelled } from '@shared/lib/abort';
import { toFailureDetail } from '@shared/lib/failure';
import type { Runner } from '../../jobs/jobContext';
import { writeFileAtomic } from '../../platform/atomicWrite';
import type { SpecOf } from '../runJob';
import { checkCodecs, checkFaceModels, checkHeadModel } from './doctor/assetChecks';
import { checkSystem } from './doctor/systemChecks';
import { checkTensorFlow } from './doctor/tensorChecks';

/** One thing that is looked at; what it throws becomes a missing part, never the end of the report. */
interface Probe {
  readonly name: string;
  readonly run: () => Promise<readonly DoctorCheck[]>;
}

/** Looks at everything a job needs on this machine and writes report.json. Succeeds also where something is missing. */
export const runDoctor: Runner<SpecOf<'doctor'>> = async (_spec, context, place) => {
  const built = join(place.resourcesDir, 'built');
  const probes: readonly Probe[] = [
    { name: 'System', run: () => checkSystem(place.libraryPath) },
    { name: 'Head model', run: () => checkHeadModel(join(built, 'head-model')) },
    { name: 'Image codecs', run: () => checkCodecs(join(built, 'codecs')) },
    { name: 'Face models', run: () => checkFaceModels(place.modelsDir) },
    { name: 'TensorFlow', run: checkTensorFlow },
  ];
  const checks: DoctorCheck[] = [];
  for (const [done, probe] of probes.entries()) {
    throwIfCancelled(context.signal);
    context.progress({ phase: probe.name, done, total: probes.length, unit: 'checks' });
    checks.push(...(await attempt(probe)));
  }
  const report: DoctorReport = { kind: 'doctor', checks, healthy: checks.every((check) => check.state !== 'missing') };
  await writeFileAtomic(join(place.runDir, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  const missing = checks.filter((check) => check.state === 'missing').map((check) => check.name);
  return {
    setId: null,
    exportDir: null,
    runDir: place.runDir,
    summary: report.healthy ? 'Everything is in place' : `Missing: ${missing.join(', ')}`,
  };
};

async function attempt({ name, run }: Probe): Promise<readonly DoctorCheck[]> {
  try {
    return await run();
  } catch (thrown) {
    const { message, place, remedy } = toFailureDetail(thrown);
    return [
      {
        name,
        value: place === undefined ? message : `${message} (${place})`,
        state: 'missing',
        remedy: remedy ?? null,
      },
    ];
  }
}

import { join } from 'node:path';
import { Certificate, CERTIFICATE_FILE, CERTIFICATE_PAGE, MAX_NAMED_DIFFERENCES } from '@shared/domain/certificate';
import type { ProveSpec } from '@shared/domain/jobs';
import type { ProveReport } from '@shared/domain/report';
import type { GeneratorAsset, GeneratorFingerprint } from '@shared/domain/setInfo';
import { jpegSettings } from '../../../engine/image/encodeJpeg';
import { writeFileAtomic } from '../../../platform/atomicWrite';
import { certificatePage } from './certificatePage';
import type { ChosenLines, ReadDataset } from './readExport';

export interface CertificateParts {
  readonly dataset: ReadDataset;
  readonly picked: ChosenLines;
  readonly spec: ProveSpec;
  readonly report: ProveReport;
  readonly ours: GeneratorFingerprint;
  readonly assets: readonly GeneratorAsset[];
  readonly program: string;
  /** Of the key that signed the export; null where none did. */
  readonly keyId: string | null;
}

/** The certificate of a proof: the same for the same files, choice and program, but for the time. */
export function makeCertificate(parts: CertificateParts): Certificate {
  const { dataset, picked, spec, report, ours, assets, program, keyId } = parts;
  const { info } = dataset;
  return Certificate.parse({
    outisCertificate: 1,
    createdAt: report.createdAt,
    program,
    runtime: runtimeName(),
    export: {
      name: info.name,
      kind: info.kind,
      program: info.program,
      createdAt: info.createdAt,
      datasetSha256: dataset.sha256,
      manifestSha256: picked.manifestSha256,
      synthetic: picked.syntheticCount,
      real: picked.realCount,
      format: info.format,
      isMarked: info.isMarked,
      keyId,
    },
    recipe: info.recipe,
    identityPlanSha256: info.identities?.sha256 ?? null,
    renderedFrom: info.renderedFrom ?? 'recipe',
    generator: {
      ofExport: info.fingerprint,
      ofProgram: ours,
      assets,
      encoderSettings: info.recipe === null ? null : jpegSettings(info.recipe.jpegQuality),
    },
    check: {
      samples: spec.samples,
      seed: spec.seed,
      checked: report.checked,
      identical: report.identical,
      differentCount: report.different.length,
      different: report.different.slice(0, MAX_NAMED_DIFFERENCES),
    },
    result: report.verdict,
  });
}

/** Writes certificate.json and certificate.html. @throws Failure disk-full, io */
export async function writeCertificate(folder: string, certificate: Certificate): Promise<void> {
  await writeFileAtomic(join(folder, CERTIFICATE_FILE), `${JSON.stringify(certificate, null, 2)}\n`);
  await writeFileAtomic(join(folder, CERTIFICATE_PAGE), certificatePage(certificate));
}

function runtimeName(): string {
  const { node } = process.versions;
  // Declared as always there by Electron's types; in plain Node it is not.
  const electron = (process.versions as Readonly<Record<string, string | undefined>>)['electron'];
  const engine = electron === undefined ? `Node ${node}` : `Electron ${electron} (Node ${node})`;
  return `${engine}, ${process.platform} ${process.arch}`;
}

import { resolve } from 'node:path';
import type { JobId } from '@shared/domain/ids';
import type { Cli } from '../cli';
import type { Session } from '../session';

export interface ProveOptions {
  readonly library?: string;
  readonly export?: string;
  readonly samples: number;
  readonly all?: boolean;
  readonly seed: number;
  readonly certificate?: string;
  readonly check?: string;
}

/** @returns path of the page, or null when none was asked for */
export async function saveCertificate(
  cli: Cli,
  session: Session,
  { certificate }: ProveOptions,
  runId: JobId,
): Promise<string | null> {
  if (certificate === undefined) return null;
  return session.call('run.saveCertificate', { runId, folder: resolve(cli.cwd, certificate) });
}

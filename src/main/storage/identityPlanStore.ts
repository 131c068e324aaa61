import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { IdentityPlan } from '@shared/domain/identityPlan';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { writeFileAtomic } from '../platform/atomicWrite';
import { sha256Hex } from '../platform/hash';
import { ioFailure } from '../platform/ioFailure';
import { faultsOf } from './jsonFile';
import { identitiesFile } from './libraryPaths';
import { readSetInfo } from './setStore';

/** The name in an export; beside set.json it has the same. */
export const IDENTITIES_FILE = 'identities.json' as const;
/** A million identities take about 25 MB; anything larger is no plan. */
const MAX_PLAN_BYTES = 64_000_000;

/** The exact bytes of a plan, and what set.json keeps of them. */
export interface EncodedPlan {
  readonly text: string;
  readonly sha256: string;
}

export function encodeIdentityPlan(plan: IdentityPlan): EncodedPlan {
  const text = `${JSON.stringify(IdentityPlan.parse(plan))}\n`;
  return { text, sha256: sha256Hex(text) };
}

/** @throws Failure disk-full, io */
export const writeIdentityPlan = (libraryPath: string, setId: SetId, plan: EncodedPlan): Promise<void> =>
  writeFileAtomic(identitiesFile(libraryPath, setId), plan.text);

/**
 * Reads a plan that may come from anywhere: bounded, parsed, and held against the hash that was kept elsewhere.
 * @throws Failure not-found, corrupt-data naming the file, io
 */
export async function readIdentityPlanFile(path: string, expectedSha256: string): Promise<IdentityPlan> {
  let bytes: Buffer;
  try {
    const { size } = await stat(path);
    if (size > MAX_PLAN_BYTES) throw damaged(path, `it has ${size} bytes`);
    bytes = await readFile(path);
  } catch (thrown) {
    throw ioFailure(thrown, 'read the choice of identities', path);
  }
  const sha256 = sha256Hex(bytes);
  if (sha256 !== expectedSha256)
    throw damaged(path, `its SHA-256 begins with ${sha256.slice(0, 12)}, not ${expectedSha256.slice(0, 12)}`);
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (thrown) {
    throw damaged(path, thrown instanceof Error ? thrown.message : 'it is not JSON');
  }
  const parsed = IdentityPlan.safeParse(value);
  if (!parsed.success) throw damaged(path, faultsOf(parsed.error));
  return parsed.data;
}

/**
 * Which candidates a synthetic set holds.
 * @returns null for a set whose identity i is candidate i (made before identities were chosen), and for a real set
 * @throws Failure not-found, corrupt-data, io
 */
export async function readIdentityPlan(libraryPath: string, setId: SetId): Promise<IdentityPlan | null> {
  const info = await readSetInfo(libraryPath, setId);
  if (info.kind !== 'syn' || info.identitiesSha256 === undefined) return null;
  const path = identitiesFile(libraryPath, setId);
  const plan = await readIdentityPlanFile(path, info.identitiesSha256);
  if (plan.candidates.length !== info.recipe.identities)
    throw damaged(path, `it names ${plan.candidates.length} identities, the recipe ${info.recipe.identities}`);
  return plan;
}

/**
 * Which candidates an export's synthetic samples show, by the hash in its dataset.json.
 * @param identities `DatasetInfo.identities`. @returns null where identity i is candidate i
 * @throws Failure not-found, corrupt-data, io
 */
export const readExportedPlan = (
  exportDir: string,
  identities: { readonly sha256: string } | undefined,
): Promise<IdentityPlan | null> =>
  identities === undefined
    ? Promise.resolve(null)
    : readIdentityPlanFile(join(exportDir, IDENTITIES_FILE), identities.sha256);

const damaged = (path: string, why: string): Failure =>
  new Failure({
    code: 'corrupt-data',
    message: `The choice of identities cannot be used: ${why}.`,
    place: path,
    remedy: 'Restore this file from a backup.',
  });

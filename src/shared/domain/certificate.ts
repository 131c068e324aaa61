import { z } from 'zod';
import { ExportFormat } from './exportFormat';
import { GenerateRecipe } from './generateRecipe';
import { GeneratorAsset, GeneratorFingerprint } from './setInfo';
import { KeyId } from './signingKey';

export const CERTIFICATE_FILE = 'certificate.json';
export const CERTIFICATE_PAGE = 'certificate.html';

/** Differences that a certificate names; the rest is counted. */
export const MAX_NAMED_DIFFERENCES = 200;

/** certificate.json of a proof: what was proven of which files, with what, how, and how to do it again. No path of this machine. */
export const Certificate = z.strictObject({
  outisCertificate: z.literal(1),
  createdAt: z.iso.datetime(),
  /** Program that checked. */
  program: z.string(),
  /** Where it ran: Node or Electron, system and processor. */
  runtime: z.string(),
  export: z.strictObject({
    name: z.string(),
    kind: z.enum(['syn', 'real', 'mix']),
    /** Program that made it, and when. */
    program: z.string(),
    createdAt: z.string(),
    datasetSha256: z.string().length(64),
    manifestSha256: z.string().length(64),
    /** Lines of the manifest. */
    synthetic: z.int().min(0),
    real: z.int().min(0),
    /** How it lies on the disk; missing in certificates of before, when it was always a folder. */
    format: ExportFormat.optional(),
    /** Whether each image that was checked carries a mark of its origin, besides what was rendered. */
    isMarked: z.boolean().optional(),
    /** Key that signed it; null or missing: none. */
    keyId: KeyId.nullable().optional(),
  }),
  recipe: GenerateRecipe.nullable(),
  /** SHA-256 of identities.json; null where identity i is candidate i of the seed's row of people. */
  identityPlanSha256: z.string().length(64).nullable(),
  /** Whether factors came from the recipe, or from coefficients saved in the export. */
  renderedFrom: z.enum(['recipe', 'coefficients']),
  generator: z.strictObject({
    ofExport: GeneratorFingerprint.nullable(),
    ofProgram: GeneratorFingerprint,
    assets: z.array(GeneratorAsset).max(100),
    /** Settings of the encoder at the recipe's quality. */
    encoderSettings: z.record(z.string(), z.union([z.number(), z.boolean()])).nullable(),
  }),
  check: z.strictObject({
    /** How many samples were asked for; null: all. */
    samples: z.int().min(0).nullable(),
    /** Decides which, with the manifest. */
    seed: z.int().min(0),
    checked: z.int().min(0),
    identical: z.int().min(0),
    differentCount: z.int().min(0),
    different: z.array(z.strictObject({ path: z.string(), reason: z.string() })).max(MAX_NAMED_DIFFERENCES),
  }),
  result: z.enum(['proven', 'refuted', 'not-comparable']),
});
export type Certificate = z.infer<typeof Certificate>;

/**
 * With `checked` of `total` samples drawn by chance and all identical, the share of irreproducible samples that would have been
 * met with probability 95 %: the p with (1 − p)^checked = 0.05. Drawing without putting back only makes it smaller.
 * @returns 0 when all were checked, 1 when none was
 */
export function missedShareBound(checked: number, total: number): number {
  if (checked === 0) return 1;
  return checked >= total ? 0 : 1 - Math.pow(0.05, 1 / checked);
}

/** The command that does the same again, where certificate and export lie in the current folder. */
export const repeatCommand = ({ export: { name } }: Certificate): string =>
  `outis prove --check ${CERTIFICATE_FILE} --export ${JSON.stringify(name)}`;

/**
 * What of an earlier certificate does not hold any more.
 * @returns sentences; none where the same files gave the same result
 */
export function whatChanged(before: Certificate, now: Certificate): string[] {
  const changes: string[] = [];
  const hash = (what: string, a: string | null, b: string | null): void => {
    if (a !== b) changes.push(`${what} is another file: SHA-256 ${short(b)}, not ${short(a)} as certified.`);
  };
  hash('manifest.jsonl', before.export.manifestSha256, now.export.manifestSha256);
  hash('dataset.json', before.export.datasetSha256, now.export.datasetSha256);
  hash('identities.json', before.identityPlanSha256, now.identityPlanSha256);
  if (before.generator.ofProgram.sha256 !== now.generator.ofProgram.sha256)
    changes.push(
      `This program draws with another generator (${short(now.generator.ofProgram.sha256)}) than the one that certified (${short(before.generator.ofProgram.sha256)}).`,
    );
  if ((before.export.keyId ?? null) !== (now.export.keyId ?? null))
    changes.push(
      `It is signed with ${now.export.keyId ?? 'no key'}; the one that was certified with ${before.export.keyId ?? 'none'}.`,
    );
  if (before.result !== now.result) changes.push(`The result was “${before.result}” and is “${now.result}”.`);
  if (before.check.checked !== now.check.checked || before.check.identical !== now.check.identical)
    changes.push(
      `${now.check.identical} of ${now.check.checked} samples are identical; certified were ${before.check.identical} of ${before.check.checked}.`,
    );
  return changes;
}

const short = (hash: string | null): string => (hash === null ? 'none' : `${hash.slice(0, 12)}…`);

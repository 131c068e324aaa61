import { createPrivateKey, sign } from 'node:crypto';
import { DestructionCertificate, type WithdrawalPlan } from '@shared/domain/withdrawalPlan';
import type { JobPlace, Signer } from '../../../jobs/jobContext';
import type { CopySearch } from '../../../storage/withdrawals/searchCopies';

/** What was found out while the plan was carried out. */
export interface CarriedOut {
  /** When the register said so, as ISO instant. */
  readonly at: string;
  readonly purposesLeft: readonly string[];
  /** Folders of exports that could not be marked. */
  readonly unmarked: readonly string[];
  readonly search: CopySearch;
}

function signatureOf(document: DestructionCertificate, signer: Signer): DestructionCertificate['signature'] {
  const key = createPrivateKey({ key: Buffer.from(signer.privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  const value = sign(null, Buffer.from(JSON.stringify({ ...document, signature: null })), key).toString('base64');
  return { keyId: signer.keyId, publicKey: signer.publicKey, value };
}

/** What a withdrawal did, from its plan, signed where the program has a key. */
export function signedCertificate(
  plan: WithdrawalPlan,
  { at, purposesLeft, unmarked, search }: CarriedOut,
  { jobId, program, signer }: JobPlace,
): DestructionCertificate {
  const { exports, withdrawalId, spec, setName, removed, traces, marked, kept, outside } = plan;
  const document = DestructionCertificate.parse({
    kind: 'withdraw',
    runId: jobId,
    outisDestruction: 1,
    withdrawalId,
    createdAt: new Date().toISOString(),
    withdrawnAt: at,
    program,
    spec,
    setName,
    purposesLeft: [...purposesLeft],
    sets: plan.sets.map(({ setId, name, folder, why, inTrash, samples }) => ({
      setId,
      name,
      folder,
      why,
      inTrash,
      samples,
    })),
    removed,
    traces,
    exports: exports.map(({ files, ...one }) => ({
      ...one,
      isReachable: !unmarked.includes(one.directory),
      filesErased: one.isOwn && !unmarked.includes(one.directory) ? files.length : 0,
    })),
    marked,
    kept,
    outside,
    search,
    signature: null,
  });
  return signer === null || signer === undefined ? document : { ...document, signature: signatureOf(document, signer) };
}

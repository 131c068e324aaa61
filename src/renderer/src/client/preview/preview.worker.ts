import { mixIdentities, sampleIdentity, sampleShot } from '@shared/graphics/factors';
import type { IdentityFactors } from '@shared/graphics/factors';
import type { HeadModel } from '@shared/graphics/headModel';
import { drawMixup } from '@shared/graphics/identityMixup';
import { buildIdentity, createRenderScratch, renderSample } from '@shared/graphics/render';
import type { BuiltIdentity } from '@shared/graphics/render';
import { toFailureDetail } from '@shared/lib/failure';
import { candidateChooser, type CandidateOf } from './chosenCandidates';
import { headModelLoader } from './headModelLoader';
import type { PreviewAnswer, PreviewRequest } from './previewProtocol';

/** Building a person takes a third of a second, drawing one a hundredth; so people are kept while pose and light change. */
const MAX_KEPT = 32;
const kept = new Map<string, BuiltIdentity>();
const scratch = createRenderScratch();
const loadModel = headModelLoader();
const chooseCandidates = candidateChooser();
let newest = 0;

async function draw(request: PreviewRequest, send: (answer: PreviewAnswer) => void): Promise<void> {
  const head = await loadModel();
  const { number, seed, options, crop, sampleIndex } = request;
  const startedMs = performance.now();
  const candidateOf = request.rule ? chooseCandidates(head, request.rule) : (identity: number): number => identity;
  for (const [slot, identityIndex] of request.identityIndices.entries()) {
    await letMessagesIn();
    if (number !== newest) return;
    const person = personOf(head, identityOf(head, request, identityIndex, candidateOf));
    const shot = sampleShot(head, seed, candidateOf(identityIndex), sampleIndex, options);
    const { rgba, widthPx, heightPx } = renderSample(head, person, shot, crop, scratch);
    // A copy: the renderer may use its buffer again for the next face.
    send({ type: 'face', number, slot, rgba: rgba.slice(), widthPx, heightPx });
  }
  send({ type: 'done', number, elapsedMs: performance.now() - startedMs });
}

/** The identity of the sample: mixed where the recipe mixes it. */
function identityOf(
  head: HeadModel,
  request: PreviewRequest,
  identityIndex: number,
  candidateOf: CandidateOf,
): IdentityFactors {
  const { seed, options, sampleIndex, mixup } = request;
  const own = sampleIdentity(head, seed, candidateOf(identityIndex), options);
  const drawn =
    mixup === null || mixup === undefined ? null : drawMixup({ seed, ...mixup }, identityIndex, sampleIndex);
  return drawn === null
    ? own
    : mixIdentities(own, sampleIdentity(head, seed, candidateOf(drawn.partnerIndex), options), drawn.weight);
}

function personOf(head: HeadModel, factors: IdentityFactors): BuiltIdentity {
  const key = `${factors.coefficients.join()} ${JSON.stringify(factors.discrete)}`;
  let person = kept.get(key);
  if (person === undefined) {
    person = buildIdentity(head, factors);
    kept.set(key, person);
    for (const oldest of [...kept.keys()].slice(0, -MAX_KEPT)) kept.delete(oldest);
  }
  return person;
}

/** A newer request waits in the queue of messages; a task of its own lets it arrive. */
const letMessagesIn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

self.onmessage = (message: MessageEvent<PreviewRequest>) => {
  const request = message.data;
  newest = request.number;
  const send = (answer: PreviewAnswer): void => self.postMessage(answer);
  draw(request, send).catch((thrown: unknown) =>
    send({ type: 'failed', number: request.number, error: toFailureDetail(thrown) }),
  );
};

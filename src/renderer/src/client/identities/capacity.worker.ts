import type { HeadModel } from '@shared/graphics/headModel';
import { type Crowd, drawCrowd, estimateCapacity } from '@shared/graphics/identityCapacity';
import type { IdentityRule } from '@shared/graphics/identityWalk';
import { createShapeMetric, type ShapeMetric } from '@shared/graphics/shapeMetric';
import { toFailureDetail } from '@shared/lib/failure';
import { headModelLoader } from '../preview/headModelLoader';
import type { CapacityAnswer, CapacityRequest } from './capacityProtocol';

const loadModel = headModelLoader();
let metric: ShapeMetric | undefined;
/** Drawing the crowd is the costly part, and moving the distance leaves it as it is. */
let crowd: { readonly key: string; readonly value: Crowd } | undefined;
let newest = 0;

async function answer({ number, rule }: CapacityRequest): Promise<CapacityAnswer | null> {
  const model = await loadModel();
  // A newer request may wait in the queue of messages; a task of its own lets it arrive.
  await new Promise((resolve) => setTimeout(resolve, 0));
  if (number !== newest) return null;
  metric ??= createShapeMetric(model);
  const possible = estimateCapacity(crowdOf(model, metric, rule), metric, rule.minimumDistance, rule.balance);
  return { type: 'capacity', number, possible };
}

function crowdOf(model: HeadModel, shapes: ShapeMetric, rule: IdentityRule): Crowd {
  const key = JSON.stringify([rule.seed, rule.options]);
  if (crowd?.key !== key) crowd = { key, value: drawCrowd(model, shapes, rule) };
  return crowd.value;
}

self.onmessage = (message: MessageEvent<CapacityRequest>) => {
  const { number } = message.data;
  newest = number;
  answer(message.data).then(
    (found) => {
      if (found !== null) self.postMessage(found);
    },
    (thrown: unknown) => {
      const failed: CapacityAnswer = { type: 'failed', number, error: toFailureDetail(thrown) };
      self.postMessage(failed);
    },
  );
};

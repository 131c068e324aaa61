import { sampleIdentity, sampleShot } from '@shared/graphics/factors';
import type { IdentityFactors, SampleFactors } from '@shared/graphics/factors';
import { faceSliders } from '@shared/graphics/faceSliders';
import type { HeadModel } from '@shared/graphics/headModel';
import { buildIdentity, createRenderScratch, renderSample } from '@shared/graphics/render';
import type { BuiltIdentity, CropName } from '@shared/graphics/render';
import { supposeRest } from '@shared/graphics/supposeRest';
import type { ExplorerAnswer, ExplorerRequest, Quality } from './explorerProtocol';

const CROPS: Readonly<Record<Exclude<Quality, 'draft'>, CropName>> = { full: '256x256', large: '512x512' };
/** Twenty drafts a second leave 50 ms for each, with the way to the screen. */
const SLOW_MS = 38;
const FAST_MS = 16;
const ROW_CROP: CropName = '112x112';

/** An answer without the number of its request. */
type Said = ExplorerAnswer extends infer A ? (A extends ExplorerAnswer ? Omit<A, 'number'> : never) : never;

/** Draws what the explorer asks for, one request at a time. Holds the last person, so that small changes cost little. */
export class ExplorerDrawing {
  private readonly scratch = createRenderScratch();
  private last: BuiltIdentity | undefined;
  private draftCrop: CropName = '160x160';

  constructor(private readonly model: HeadModel) {}

  /** Answers a request piece by piece, so that the caller may stop between faces. @throws Failure `invalid-input` for broken factors */
  *answer(request: ExplorerRequest): Generator<Said> {
    const { model } = this;
    switch (request.type) {
      case 'describe':
        yield {
          type: 'described',
          sliders: faceSliders(model),
          unitNames: model.expression.unitNames,
          correctiveNames: model.expression.correctiveNames,
          hairNames: [...model.parts.values()].filter(({ kind }) => kind === 'hair').map(({ name }) => name),
        };
        return;
      case 'pick': {
        const { seed, candidate, sample, options } = request.draw;
        const identity = sampleIdentity(model, seed, candidate, options);
        yield { type: 'picked', factors: { identity, shot: sampleShot(model, seed, candidate, sample, options) } };
        return;
      }
      case 'suppose':
        yield { type: 'supposed', ...supposeRest(model, request.identity) };
        return;
      case 'face':
        yield request.quality === 'draft'
          ? this.draft(request.factors)
          : this.face(request.factors, CROPS[request.quality], 0, false);
        return;
      case 'row':
        for (const [slot, factors] of request.faces.entries()) yield this.face(factors, ROW_CROP, slot, false);
        return;
      case 'variations': {
        const { identity, count } = request;
        const { seed, candidate, sample, options } = request.draw;
        for (let slot = 0; slot < count; slot++) {
          const shot = sampleShot(model, seed, candidate, sample + slot, options);
          yield this.face({ identity, shot }, ROW_CROP, slot, false);
        }
      }
    }
  }

  /** Fewer pixels while drafts take too long; more again when there is time. */
  private draft(factors: SampleFactors): Said {
    const startedMs = performance.now();
    const face = this.face(factors, this.draftCrop, 0, true);
    const tookMs = performance.now() - startedMs;
    if (tookMs > SLOW_MS) this.draftCrop = '112x112';
    else if (tookMs < FAST_MS) this.draftCrop = '160x160';
    return face;
  }

  private face({ identity, shot }: SampleFactors, crop: CropName, slot: number, isDraft: boolean): Said {
    const { rgba, widthPx, heightPx } = renderSample(
      this.model,
      this.build(identity, isDraft),
      shot,
      crop,
      this.scratch,
    );
    // A copy: the renderer may use its buffer again for the next face.
    return { type: 'face', slot, shot, rgba: rgba.slice(), widthPx, heightPx };
  }

  private build(identity: IdentityFactors, keepsTransfer: boolean): BuiltIdentity {
    const { last } = this;
    this.last = buildIdentity(this.model, identity, last === undefined ? undefined : { previous: last, keepsTransfer });
    return this.last;
  }
}

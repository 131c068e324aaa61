import type { SampleFactors } from '@shared/graphics/factors';
import type { Quality } from './explorerProtocol';

/** Without a change for this long, a person is taken to look rather than to move. */
const REST_MS = 70;

/** Draws one face; resolves when it is on the screen. */
export type DrawFace = (factors: SampleFactors, quality: Quality) => Promise<void>;

/**
 * Progressive quality: a draft of the newest factors as often as the worker can, then, at rest, the full and the large picture.
 * At most one drawing is under way, and what was overtaken is never drawn.
 */
export class FaceMailbox {
  private newest: SampleFactors | null = null;
  private drafted: SampleFactors | null = null;
  private isDrawing = false;
  private restTimer: ReturnType<typeof setTimeout> | undefined;

  /** @param onError gets what a drawing threw; the next change tries again */
  constructor(
    private readonly draw: DrawFace,
    private readonly onError: (thrown: unknown) => void,
  ) {}

  show(factors: SampleFactors): void {
    if (factors === this.newest) return;
    this.newest = factors;
    clearTimeout(this.restTimer);
    if (!this.isDrawing) this.draftNewest();
  }

  close(): void {
    clearTimeout(this.restTimer);
    this.newest = null;
  }

  private draftNewest(): void {
    const factors = this.newest;
    if (factors === null) return;
    this.run(factors, ['draft'], () => {
      this.drafted = factors;
      if (this.newest !== this.drafted) {
        this.draftNewest();
        return;
      }
      this.restTimer = setTimeout(() => this.refine(factors), REST_MS);
    });
  }

  private refine(factors: SampleFactors): void {
    this.run(factors, ['full', 'large'], () => {
      if (this.newest !== this.drafted) this.draftNewest();
    });
  }

  /** Draws in turn, and stops early when something newer is wanted. */
  private run(factors: SampleFactors, qualities: readonly Quality[], then: () => void): void {
    this.isDrawing = true;
    const all = async (): Promise<void> => {
      for (const quality of qualities) if (this.newest === factors) await this.draw(factors, quality);
    };
    all()
      .catch((thrown: unknown) => this.onError(thrown))
      .finally(() => {
        this.isDrawing = false;
        then();
      });
  }
}

import { NetworkConfig } from '@shared/domain/training';
import { describe, expect, it } from 'vitest';
import { tensorsLeftBy } from '../tensor/tensorCount.testing';
import { embedImages, mirrorRows } from './embed';
import { createRecogniser, loadRecogniser } from './recogniser';

const config = NetworkConfig.parse({ inputHeight: 32, inputWidth: 32, embeddingSize: 16 });
const image = (phase: number): Uint8Array =>
  Uint8Array.from({ length: 32 * 32 * 3 }, (_, i) => Math.floor(127 + 127 * Math.sin(i * 0.37 + phase)));
const images = { count: 5, readRgb: (index: number) => Promise.resolve(image(index)) };

describe('Recogniser', () => {
  it('gives the same embeddings after its weights went through a file', () => {
    const made = createRecogniser(config, 5);
    const again = loadRecogniser(config, made.weights());
    expect(again.embed(image(1))).toEqual(made.embed(image(1)));
    made.dispose();
    again.dispose();
  });

  it('frees everything', async () => {
    const left = await tensorsLeftBy(() => {
      const made = createRecogniser(config, 5);
      made.embed(image(2));
      made.dispose();
    });
    expect(left).toBe(0);
  });

  it('refuses pixels of another size', () => {
    const made = createRecogniser(config, 5);
    expect(() => made.embed(new Uint8Array(100))).toThrow(expect.objectContaining({ code: 'invalid-input' }) as Error);
    made.dispose();
  });
});

describe('embedImages', () => {
  it('does not depend on the batch size, and adds the mirrored image where asked', async () => {
    const made = createRecogniser(config, 5);
    const whole = await embedImages(made, images, { flip: false });
    const parts = await embedImages(made, images, { flip: false, batchSize: 2 });
    expect(whole.rows).toBe(5);
    parts.data.forEach((value, i) => expect(value).toBeCloseTo(whole.data[i], 4));
    const flipped = await embedImages(made, images, { flip: true });
    const mirrored = made.embed(mirrorRows(image(3), 32));
    for (let i = 0; i < 16; i++) {
      expect(flipped.data[3 * 16 + i]).toBeCloseTo(whole.data[3 * 16 + i] + mirrored[i], 4);
    }
    made.dispose();
  });

  it('stops between batches', async () => {
    const made = createRecogniser(config, 5);
    await expect(embedImages(made, images, { flip: false, signal: { aborted: true } })).rejects.toMatchObject({
      code: 'cancelled',
    });
    made.dispose();
  });
});

import { describe, expect, it } from 'vitest';
import { centredArea, toNetworkInput } from './networkInput';

const image = (widthPx: number, heightPx: number) => ({
  rgb: new Uint8Array(widthPx * heightPx * 3),
  widthPx,
  heightPx,
});

describe('centredArea', () => {
  it('cuts 8 px off each side of a square crop for a 112×96 network', () => {
    expect(centredArea(image(112, 112), 96, 112)).toEqual({ leftPx: 8, topPx: 0, widthPx: 96, heightPx: 112 });
  });
  it('takes the whole of a crop with the same proportions', () => {
    expect(centredArea(image(256, 256), 64, 64)).toEqual({ leftPx: 0, topPx: 0, widthPx: 256, heightPx: 256 });
  });
  it('takes a centred square of a 96×112 crop', () => {
    expect(centredArea(image(96, 112), 64, 64)).toEqual({ leftPx: 0, topPx: 8, widthPx: 96, heightPx: 96 });
  });
});

describe('toNetworkInput', () => {
  it('has the bytes of the network and leaves an exact fit alone', () => {
    expect(toNetworkInput(image(112, 112), 64, 64)).toHaveLength(64 * 64 * 3);
    const fitting = image(64, 64);
    expect(toNetworkInput(fitting, 64, 64)).toBe(fitting.rgb);
  });
});

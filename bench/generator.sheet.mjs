/**
 * A contact sheet: rows are identities, columns their samples.
 * node bench/generator.sheet.mjs OUT.png [--identities 8] [--samples 6] [--seed 1] [--first 0] [--crop 256x256] [--preset studio] [--options '{"poseStrength":0}']
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { crc32, deflateSync } from 'node:zlib';
import { bundleGenerator, readPack } from './generator.bundle.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    identities: { type: 'string', default: '8' },
    samples: { type: 'string', default: '6' },
    seed: { type: 'string', default: '1' },
    first: { type: 'string', default: '0' },
    crop: { type: 'string', default: '256x256' },
    options: { type: 'string', default: '{}' },
    mixup: { type: 'boolean', default: false },
    preset: { type: 'string' },
  },
});
const out = positionals[0];
if (out === undefined) throw new Error('usage: node bench/generator.sheet.mjs OUT.png [options]');
const g = await import(await bundleGenerator());
const model = g.parseHeadModel(readPack());
if (values.preset !== undefined && !(values.preset in g.PRESETS)) throw new Error(`no preset ${values.preset}`);
const preset = values.preset === undefined ? {} : g.PRESETS[values.preset];
const options = { ...g.DEFAULT_GRAPHICS_OPTIONS, ...preset, ...JSON.parse(values.options) };
const [rows, columns, seed, first] = [values.identities, values.samples, values.seed, values.first].map(Number);
const scratch = g.createRenderScratch();
let sheet;
let renderMs = 0;
for (let row = 0; row < rows; row++) {
  const identity = g.sampleIdentity(model, seed, first + row, options);
  const partner = values.mixup ? g.sampleIdentity(model, seed, first + row + 1000, options) : undefined;
  const { ageYears, sex, ancestry } = identity.requested;
  console.log(
    first + row,
    sex,
    Math.round(ageYears),
    Object.entries(ancestry)
      .map(([name, share]) => `${name} ${share.toFixed(2)}`)
      .join(' '),
    identity.discrete.hair.mesh,
  );
  let built = g.buildIdentity(model, identity);
  for (let column = 0; column < columns; column++) {
    if (partner !== undefined)
      built = g.buildIdentity(model, g.mixIdentities(identity, partner, 1 - column / (columns - 1)));
    const shot = g.sampleShot(model, seed, first + row, partner === undefined ? column : 0, options);
    const started = performance.now();
    const sample = g.renderSample(model, built, shot, values.crop, scratch);
    renderMs += performance.now() - started;
    const { widthPx: w, heightPx: h } = sample;
    sheet ??= { width: w * columns, height: h * rows, pixels: new Uint8Array(w * columns * h * rows * 3) };
    for (let y = 0; y < h; y++)
      for (let x = 0; x < w; x++)
        for (let c = 0; c < 3; c++)
          sheet.pixels[((row * h + y) * sheet.width + column * w + x) * 3 + c] = sample.rgba[(y * w + x) * 4 + c];
  }
}
writeFileSync(out, encodePng(sheet));
console.log(`${out}: ${(renderMs / (rows * columns)).toFixed(1)} ms a picture, identity build included`);

function encodePng({ width, height, pixels }) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length, 0);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc(body), body.length + 4);
    return framed;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const raw = Buffer.alloc(height * (3 * width + 1));
  for (let y = 0; y < height; y++)
    Buffer.from(pixels.buffer, y * 3 * width, 3 * width).copy(raw, y * (3 * width + 1) + 1);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc(bytes) {
  if (crc32 !== undefined) return crc32(bytes);
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let k = 0; k < 8; k++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return (value ^ 0xffffffff) >>> 0;
}

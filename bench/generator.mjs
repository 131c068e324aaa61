/**
 * Speed of the built-in generator: images/s with one and two worker threads, identity build amortised over its samples.
 * node bench/generator.mjs [--identities 6] [--samples 20] [--prototype FOLDER]
 * FOLDER holds another generator to compare with in the same run, laid out as the early prototype was: model.mjs, raster.mjs and a baked pack in bake/.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';

const CROPS = ['112x112', '256x256'];

async function main() {
  const { values } = parseArgs({
    options: {
      identities: { type: 'string', default: '6' },
      samples: { type: 'string', default: '20' },
      prototype: { type: 'string' },
    },
  });
  const { bundleGenerator, ROOT } = await import('./generator.bundle.mjs');
  const url = await bundleGenerator();
  const identities = Number(values.identities);
  const samples = Number(values.samples);
  const results = [];
  for (const crop of CROPS) {
    for (const threads of [1, 2]) {
      results.push(await measure('generator', { url, crop, identities, samples }, threads));
      if (values.prototype !== undefined && existsSync(values.prototype)) {
        results.push(
          await measure('prototype', { prototype: path.resolve(values.prototype), crop, identities, samples }, threads),
        );
      }
    }
  }
  console.table(results);
  const folder = path.join(ROOT, 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'generator.json'),
    `${JSON.stringify({ node: process.version, identities, samples, results }, null, 2)}\n`,
  );
}

/** Every thread renders `identities × samples`; the clock runs from the moment all are ready to the last one's end. */
async function measure(name, data, threads) {
  const workers = Array.from(
    { length: threads },
    (_, index) => new Worker(new URL(import.meta.url), { workerData: { ...data, index } }),
  );
  await Promise.all(workers.map((worker) => message(worker)));
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const parts = await Promise.all(workers.map((worker) => (worker.postMessage('go'), message(worker))));
  const seconds = (performance.now() - started) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const images = threads * data.identities * data.samples;
  await Promise.all(workers.map((worker) => worker.terminate()));
  const mean = (key) => parts.reduce((sum, part) => sum + part[key], 0) / parts.length;
  return {
    name,
    crop: data.crop,
    threads,
    imagesPerSecond: round(images / seconds),
    cpuMsPerImage: round((cpu.user + cpu.system) / 1000 / images),
    medianRenderMs: round(mean('medianRenderMs')),
    firstOfIdentityMs: round(mean('firstOfIdentityMs')),
    rssMb: Math.round(process.memoryUsage().rss / 1e6),
  };
}

const message = (worker) =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
const round = (x) => Math.round(x * 10) / 10;
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Warms up on one identity, says that it is ready, waits for the word, then times. */
async function runTimed(renderOne, { identities, samples, index }) {
  for (let k = 0; k < 8; k++) renderOne(9000 + index, k);
  parentPort.postMessage('ready');
  await new Promise((resolve) => parentPort.once('message', resolve));
  const first = [];
  const rest = [];
  for (let i = 0; i < identities; i++) {
    for (let k = 0; k < samples; k++) {
      const started = performance.now();
      renderOne(index * 1000 + i, k);
      (k === 0 ? first : rest).push(performance.now() - started);
    }
  }
  parentPort.postMessage({ medianRenderMs: median(rest), firstOfIdentityMs: median(first) });
}

async function work(data) {
  const [{ readPack }, g] = await Promise.all([import('./generator.bundle.mjs'), import(data.url)]);
  const model = g.parseHeadModel(readPack());
  const scratch = g.createRenderScratch();
  const options = g.DEFAULT_GRAPHICS_OPTIONS;
  let built;
  let builtIndex = -1;
  await runTimed((identityIndex, sampleIndex) => {
    if (identityIndex !== builtIndex) {
      built = g.buildIdentity(model, g.sampleIdentity(model, 1, identityIndex, options));
      builtIndex = identityIndex;
    }
    g.renderSample(model, built, g.sampleShot(model, 1, identityIndex, sampleIndex, options), data.crop, scratch);
  }, data);
}

async function workPrototype(data) {
  const load = (name) => import(pathToFileURL(path.join(data.prototype, name)).href);
  const [{ Model, sampleIdentity, sampleShot }, { buildIdentity, renderShot }] = await Promise.all([
    load('model.mjs'),
    load('raster.mjs'),
  ]);
  const baked = (name) => readFileSync(path.join(data.prototype, 'bake', name));
  const bin = baked('head.bin');
  const model = new Model(
    JSON.parse(baked('head.json').toString('utf8')),
    bin.buffer.slice(bin.byteOffset, bin.byteOffset + bin.length),
  );
  const skins = {};
  const io = {
    skins: new Proxy({}, { get: (_, name) => (skins[name] ??= new Uint8Array(baked(`skin_${name}.rgb`))) }),
    tex: (name) => new Uint8Array(baked(`${name}.rgba`)),
  };
  const size = Number(data.crop.split('x')[1]);
  let built;
  let builtIndex = -1;
  await runTimed((identityIndex, sampleIndex) => {
    if (identityIndex !== builtIndex) {
      built = buildIdentity(model, sampleIdentity(model, identityIndex + 1), io);
      builtIndex = identityIndex;
    }
    renderShot(model, built, sampleShot(model, identityIndex + 1, sampleIndex), { size, ss: 2, zoom: 1 });
  }, data);
}

if (isMainThread) await main();
else await (workerData.prototype === undefined ? work(workerData) : workPrototype(workerData));

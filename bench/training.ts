import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Architecture, defaultNetwork, TrainConfig } from '../src/shared/domain/training';
import { engineInfo } from '../src/main/engine/tensor/engineInfo';
import { loadTensorFlow } from '../src/main/engine/tensor/bootstrap';
import { Trainer } from '../src/main/engine/training/trainer';

/**
 * A training step (forward, backward, SGD with momentum and weight decay, ArcFace with 500 classes) here and in PyTorch.
 *
 *   npm run bench -- training [--architecture compact --batch 64 --steps 10] [--python VENV/bin/python]
 *
 * Without --architecture: compact at batch 64 and lresnet50e-ir at batch 32. Without --python: this program alone. Processor
 * seconds are what to compare on a machine that others use too; PyTorch waits without spinning, or its waiting would count.
 */
const CLASSES = 500;

const { values } = parseArgs({
  options: {
    architecture: { type: 'string' },
    batch: { type: 'string', default: '64' },
    steps: { type: 'string', default: '10' },
    python: { type: 'string' },
  },
});

interface Row {
  readonly engine: string;
  readonly architecture: string;
  readonly batch: number;
  readonly medianStepSeconds: number;
  readonly bestStepSeconds: number;
  readonly processorSecondsPerStep: number;
  readonly peakMegabytes: number;
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

async function measureOurs(architecture: Architecture, batch: number, steps: number): Promise<Row> {
  await loadTensorFlow();
  const network = defaultNetwork(architecture);
  const config = TrainConfig.parse({ network, head: { kind: 'arcface', marginRad: 0.5 }, batchSize: batch });
  const labelOf = (index: number) => ({ labelA: index % CLASSES, weightA: 1, labelB: 0, weightB: 0 });
  const data = { count: 10_000, classCount: CLASSES, labelOf, readRgb: () => Promise.resolve(new Uint8Array()) };
  const trainer = new Trainer(config, data, 1000, null);
  const size = network.inputHeight * network.inputWidth * 3;
  const input = Float32Array.from({ length: batch * size }, (_, i) => Math.sin(i * 12.9898));
  const samples = Array.from({ length: batch }, (_, i) => i);
  const seconds: number[] = [];
  const processor: number[] = [];
  for (let step = 0; step < steps + 2; step++) {
    const start = performance.now();
    const used = process.cpuUsage();
    trainer.step(step, { samples, input });
    const { user, system } = process.cpuUsage(used);
    if (step < 2) continue;
    seconds.push((performance.now() - start) / 1000);
    processor.push((user + system) / 1e6);
  }
  trainer.dispose();
  const { tensorflow } = engineInfo();
  return {
    engine: `Outis on TensorFlow ${tensorflow}`,
    architecture,
    batch,
    medianStepSeconds: median(seconds),
    bestStepSeconds: Math.min(...seconds),
    processorSecondsPerStep: median(processor),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function measurePyTorch(python: string, architecture: string, batch: number, steps: number): Row {
  if (!existsSync(python))
    throw new Error(`${python} does not exist; make a venv and "pip install torch==2.13.0 numpy"`);
  const script = 'bench/pytorch_training.py';
  const args = [script, 'speed', '--architecture', architecture, '--batch', String(batch), '--steps', String(steps)];
  const { status, stdout, stderr } = spawnSync(python, args, {
    encoding: 'utf8',
    env: { ...process.env, OMP_WAIT_POLICY: 'PASSIVE', GOMP_SPINCOUNT: '0' },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Row; // our own script prints this shape
}

function print(rows: readonly Row[]): void {
  console.log('| engine | network | batch | images/s (median) | images/s (best) | processor s/step | peak MB |');
  console.log('|---|---|---|---|---|---|---|');
  for (const row of rows) {
    const rate = (seconds: number): string => (row.batch / seconds).toFixed(1);
    const cells = [row.engine, row.architecture, row.batch, rate(row.medianStepSeconds), rate(row.bestStepSeconds)];
    console.log(`| ${[...cells, row.processorSecondsPerStep.toFixed(2), row.peakMegabytes].join(' | ')} |`);
  }
  const [ours, theirs] = rows;
  if (rows.length < 2) return;
  const ratio = (pick: (row: Row) => number): string => (pick(theirs) / pick(ours)).toFixed(2);
  console.log(
    `ratio ${ours.architecture}: ${ratio((row) => row.bestStepSeconds)} x by best step, ` +
      `${ratio((row) => row.processorSecondsPerStep)} x by processor time, ` +
      `memory ${(ours.peakMegabytes / theirs.peakMegabytes).toFixed(2)} x (load average ${loadavg()[0]?.toFixed(1) ?? '?'})`,
  );
}

const steps = Number(values.steps);
const wanted: [Architecture, number][] =
  values.architecture === undefined
    ? [
        ['compact', 64],
        ['lresnet50e-ir', 32],
      ]
    : [[Architecture.parse(values.architecture), Number(values.batch)]];
for (const [architecture, batch] of wanted) {
  const rows = [await measureOurs(architecture, batch, steps)];
  if (values.python !== undefined) rows.push(measurePyTorch(values.python, architecture, batch, steps));
  print(rows);
}

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const Seen = z.object({
  loader: z.string(),
  images: z.number().nullable(),
  hasSoftLabels: z.boolean().optional(),
  /** Empty where all is equal. */
  differs: z.string(),
  missing: z.string().optional(),
});
export type Seen = z.infer<typeof Seen>;

/** Runs check.py over one export, without a network and with caches below `cache`. @throws Error with what Python said, where it fails as a whole */
export async function checkWithLoaders(python: string, format: string, folder: string, cache: string): Promise<Seen[]> {
  const child = spawn(python, [join(process.cwd(), 'bench', 'formats', 'check.py'), format, folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      HF_HOME: join(cache, 'hugging-face'),
      HF_HUB_OFFLINE: '1',
      HF_DATASETS_OFFLINE: '1',
      HF_DATASETS_DISABLE_PROGRESS_BARS: '1',
      TF_CPP_MIN_LOG_LEVEL: '3',
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)));
  const ended = new Promise<number | null>((done, failed) => child.on('error', failed).on('close', done));
  const seen: Seen[] = [];
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith('{')) seen.push(Seen.parse(JSON.parse(line)));
  if ((await ended) !== 0) throw new Error(`check.py ${format} failed: ${said}`);
  return seen;
}

import { formatSeconds } from './lib/progress.mjs';
import { reportSetupError, setUp } from './setup/setUp.mjs';
import { singleCheck, sumCounts, summaryLine } from './test/counts.mjs';
import { parseTestOptions } from './test/options.mjs';

process.exitCode = await main();

async function main() {
  const results = [];
  try {
    await setUp({ purpose: 'tests' });
    const { stages } = await import('./test/stages.mjs');
    const names = parseTestOptions(
      process.argv.slice(2),
      stages.map(({ name }) => name),
    );
    for (const stage of stages.filter(({ name }) => names.includes(name))) results.push(await runStage(stage));
    process.stdout.write('\n');
    for (const { title, counts, time } of results)
      process.stdout.write(
        `${counts.failed > 0 ? 'FAIL' : 'ok  '} ${title.padEnd(44)} ${time.padStart(12)}  ${summaryLine(counts)}\n`,
      );
  } catch (error) {
    reportSetupError(error, process.stdout);
    results.push({ counts: singleCheck(false) });
  }
  const total = sumCounts(results.map(({ counts }) => counts));
  process.stdout.write(`\n${summaryLine(total)}\n`);
  return total.failed > 0 ? 1 : 0;
}

async function runStage({ title, run }) {
  process.stdout.write(`\n── ${title}\n`);
  const start = performance.now();
  const counts = await run().catch((error) => {
    process.stdout.write(`${error.stack ?? String(error)}\n`);
    return singleCheck(false);
  });
  const time = formatSeconds(performance.now() - start);
  process.stdout.write(`── ${title}: ${summaryLine(counts)} in ${time}\n`);
  return { title, counts, time };
}

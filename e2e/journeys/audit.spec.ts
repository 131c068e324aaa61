import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AuditReport } from '../../src/shared/domain/audit/auditReport';
import { pickNext } from '../dialogs';
import { expect, test } from '../fixtures';
import { AuditPage } from '../pages/auditPage';
import { Frame } from '../pages/frame';
import { runJob } from '../runJob';
import { photograph } from '../screenshots';

const SAMPLES = 3;

test('an export of anybody is audited; what was tampered with is found and named', async ({ program }) => {
  test.setTimeout(180_000);
  const { page, workDir } = program;
  const recipe = { identities: 5, samples: SAMPLES, seed: 12 };
  const { setId } = await runJob(page, { kind: 'generate', name: 'Handed out', recipe });
  const { exportDir } = await runJob(page, { kind: 'export', syn: { setId: setId ?? '', samples: SAMPLES } });
  if (exportDir === null) throw new Error('The export has no folder.');
  const audit = new AuditPage(page);

  await test.step('as it was handed out, nothing contradicts it', async () => {
    await new Frame(page).go('Reports', 'reports');
    await pickNext(program, exportDir);
    await audit.start();
    await audit.says('nothing contradicts it');
    for (const topic of [
      'signature',
      'papers',
      'files',
      'counts',
      'labels',
      'marks',
      'consent',
      'history',
      'proof',
    ] as const)
      await audit.is(topic, 'passed');
    // Nobody has held it against real people yet.
    await audit.is('leakage', 'not-checked');
    await photograph(program, 'audit-passed');
  });

  const spoiled = join(workDir, 'spoiled');
  await test.step('a byte, a label and a stranger’s file are named', async () => {
    await cp(exportDir, spoiled, { recursive: true });
    const image = join(spoiled, 'images/00002/00002_0001.jpg');
    const bytes = await readFile(image);
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    await writeFile(image, bytes);
    const manifest = join(spoiled, 'manifest.jsonl');
    await writeFile(manifest, (await readFile(manifest, 'utf8')).replace('"label":3', '"label":4'));
    await writeFile(join(spoiled, 'images/00001/00001_0099.jpg'), bytes);

    await new Frame(page).go('Reports', 'reports');
    await pickNext(program, spoiled);
    await audit.start();
    await audit.says('is not what it says it is');
    await expect(audit.line('files')).toContainText('images/00002/00002_0001.jpg: its SHA-256');
    await expect(audit.line('files')).toContainText('images/00001/00001_0099.jpg: it lies in the export');
    await expect(audit.line('labels')).toContainText('manifest.jsonl, line 10');
    await expect(audit.line('papers')).toContainText('manifest.jsonl');
    await photograph(program, 'audit-failed');
  });

  await test.step('the audit is saved for others', async () => {
    const papers = join(workDir, 'papers');
    await mkdir(papers);
    await pickNext(program, papers);
    await audit.save();
    const saved = AuditReport.parse(JSON.parse(await readFile(join(papers, 'audit.json'), 'utf8')));
    expect(saved.verdict).toBe('failed');
    expect(await readFile(join(papers, 'audit.html'), 'utf8')).toContain('00002_0001.jpg');
  });
});

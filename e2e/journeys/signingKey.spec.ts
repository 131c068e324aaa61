import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures';
import { SigningKeyPanel } from '../pages/signingKeyPanel';
import { runJob } from '../runJob';
import { photograph } from '../screenshots';

test('exports are signed with a key that the settings show, replace, and miss', async ({ program }) => {
  test.setTimeout(120_000);
  const { page, libraryDir } = program;
  const key = new SigningKeyPanel(page);

  await test.step('there is none before the first export, which makes one and signs with it', async () => {
    await key.open();
    await expect(key.panel).toContainText('There is no key yet');
    const recipe = { identities: 2, samples: 2, seed: 3, crop: '112x112' } as const;
    const { setId } = await runJob(page, { kind: 'generate', name: 'People', recipe });
    if (setId === null) throw new Error('the job has made no set');
    const { exportDir } = await runJob(page, { kind: 'export', syn: { setId, samples: 2 }, pairsPerFold: 0 });
    const signature = JSON.parse(await readFile(join(exportDir ?? '', 'SIGNATURE.json'), 'utf8')) as { keyId: string };
    await program.restart();
    await new SigningKeyPanel(program.page).open();
    expect(await new SigningKeyPanel(program.page).ownId()).toBe(signature.keyId);
  });

  const again = new SigningKeyPanel(program.page);
  await test.step('a new one needs a reason, and the old one stays in the register', async () => {
    const before = await again.ownId();
    await again.ask();
    await expect(again.dialog.getByRole('button', { name: 'Make a new key' })).toBeDisabled();
    await photograph(program, 'signing-key-new');
    await again.make('This machine was given to somebody else');
    await expect(again.panel).toContainText('Other keys of this library');
    expect(await again.ownId()).not.toBe(before);
    await expect(again.panel).toContainText(before);
    await photograph(program, 'signing-key');
    const audit = await readFile(join(libraryDir, 'audit.jsonl'), 'utf8');
    expect(audit).toContain('This machine was given to somebody else');
  });

  await test.step('a key whose file is gone is told, with what to do', async () => {
    const profile = await program.electron.evaluate(({ app }) => app.getPath('userData'));
    await rm(join(profile, 'keys', 'window.key'));
    await program.restart();
    const lost = new SigningKeyPanel(program.page);
    await lost.open();
    await expect(lost.panel.getByRole('alert')).toContainText('its file is gone');
    await expect(lost.panel.getByRole('alert')).toContainText('in the settings');
    await photograph(program, 'signing-key-lost');
  });
});

import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base } from '@playwright/test';
import type { ElectronApplication, Page, TestInfo } from '@playwright/test';
import { electronBinary } from './electron';

const projectRoot = join(__dirname, '..');

/** The program as a person starts it, with a profile, a home and a library that no other test has seen. */
export interface Program {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** The library of the test; named at the start unless the test is about the very first one. */
  readonly libraryDir: string;
  readonly homeDir: string;
  /** Folder for whatever the test writes itself; gone afterwards. */
  readonly workDir: string;
  /** Everything that page and process said so far. */
  readonly evidence: readonly string[];
  /** Ends the program and starts it again on the same profile. */
  restart(): Promise<void>;
}

interface Options {
  /** False: no library is named, as on a person's first start. */
  namesLibrary: boolean;
}

class Launched implements Program {
  electron!: ElectronApplication;
  page!: Page;
  private child!: ChildProcess;
  readonly evidence: string[] = [];
  readonly libraryDir: string;
  readonly homeDir: string;
  readonly workDir: string;

  constructor(
    private readonly folder: string,
    private readonly namesLibrary: boolean,
  ) {
    this.libraryDir = join(folder, 'library');
    this.homeDir = join(folder, 'home');
    this.workDir = join(folder, 'work');
  }

  async start(): Promise<void> {
    await Promise.all([this.homeDir, this.workDir].map((path) => mkdir(path, { recursive: true })));
    const library = this.namesLibrary ? ['--library', this.libraryDir] : [];
    const { executablePath, args } = electronBinary();
    this.electron = await _electron.launch({
      executablePath,
      args: [...args, `--user-data-dir=${join(this.folder, 'profile')}`, projectRoot, ...library],
      env: { ...environment(), HOME: this.homeDir, XDG_CONFIG_HOME: join(this.homeDir, '.config') },
    });
    this.child = this.electron.process();
    this.child.stderr?.on('data', (text) => this.note('stderr', String(text).trimEnd()));
    this.page = await this.electron.firstWindow();
    this.page.on('console', (message) => this.note(`console ${message.type()}`, message.text()));
    this.page.on('pageerror', (error) => this.note('pageerror', error.stack ?? error.message));
    this.page.on('crash', () => this.note('crash', 'the page crashed'));
    this.page.on('requestfailed', (request) => this.note('requestfailed', request.url()));
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    // Jobs may still run; a person would be asked, a test answers "Stop and close".
    await this.electron.evaluate(({ dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
    });
    await this.electron.close();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  private note(kind: string, text: string): void {
    this.evidence.push(`${new Date().toISOString()} ${kind}: ${text}`);
  }
}

function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries.filter(([name]) => !name.startsWith('OUTIS_') && name !== 'ELECTRON_RUN_AS_NODE'));
}

async function keepEvidence(info: TestInfo, evidence: readonly string[]): Promise<void> {
  await info.attach('what page and process said', { body: evidence.join('\n'), contentType: 'text/plain' });
}

export const test = base.extend<Options & { program: Program }>({
  namesLibrary: [true, { option: true }],
  program: async ({ namesLibrary }, use, info) => {
    const folder = await mkdtemp(join(tmpdir(), 'outis-e2e-'));
    const program = new Launched(folder, namesLibrary);
    try {
      await program.start();
      await use(program);
      await program.stop();
    } finally {
      await keepEvidence(info, program.evidence);
      await rm(folder, { recursive: true, force: true });
    }
  },
});

export { expect } from '@playwright/test';

import type { Program } from './fixtures';

/** The next file or folder dialog answers with this path, as if a person had picked it. */
export async function pickNext({ electron }: Program, path: string): Promise<void> {
  await electron.evaluate(({ dialog }, picked) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [picked] });
  }, path);
}

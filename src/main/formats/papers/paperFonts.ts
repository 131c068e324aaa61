import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ioFailure } from '../../platform/ioFailure';

/** TrueType files that are embedded in PDFs: Noto Sans (SIL Open Font License), which has Latin, Greek and Cyrillic letters. */
export interface PaperFonts {
  readonly regular: Buffer;
  readonly bold: Buffer;
}

/** @throws Failure not-found where the package is not installed, io */
export async function readPaperFonts(): Promise<PaperFonts> {
  const require = createRequire(import.meta.url);
  return {
    regular: await readFont(() => require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf')),
    bold: await readFont(() => require.resolve('@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf')),
  };
}

async function readFont(find: () => string): Promise<Buffer> {
  try {
    return await readFile(find());
  } catch (thrown) {
    throw ioFailure(thrown, 'read the font for PDFs', '@expo-google-fonts/noto-sans');
  }
}

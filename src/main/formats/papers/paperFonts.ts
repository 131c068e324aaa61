import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ioFailure } from '../../platform/ioFailure';

/** TrueType files that are embedded in PDFs: Noto Sans (SIL Open Font License), which has Latin, Greek and Cyrillic letters. */
export interface PaperFonts {
  readonly regular: Buffer;
  readonly bold: Buffer;
}

const FILES = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
} as const;

/** @throws Failure not-found where the package is not installed, io */
export async function readPaperFonts(): Promise<PaperFonts> {
  const require = createRequire(import.meta.url);
  const read = async (name: string): Promise<Buffer> => {
    try {
      return await readFile(require.resolve(name));
    } catch (thrown) {
      throw ioFailure(thrown, 'read the font for PDFs', name);
    }
  };
  return { regular: await read(FILES.regular), bold: await read(FILES.bold) };
}

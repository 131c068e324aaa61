import { Failure } from '@shared/lib/failure';

/** A Failure about the content of a foreign file, at a byte of it. */
export const corruptAt = (path: string, offset: number, message: string, remedy?: string): Failure =>
  new Failure({
    code: 'corrupt-data',
    message,
    place: `${path}, byte ${offset}`,
    remedy: remedy ?? 'The file was cut or damaged; copy or download it again.',
  });

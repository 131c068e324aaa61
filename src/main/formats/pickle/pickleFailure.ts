import { Failure } from '@shared/lib/failure';

/** The pickle wants what reading data does not need: it is refused before anything of it is done. */
export const refusedPickle = (path: string, offset: number, wants: string): Failure =>
  new Failure({
    code: 'invalid-input',
    message: `This pickle ${wants}. Such a file can run code when it is opened; nothing of it was run.`,
    place: `${path}, byte ${offset}`,
    remedy: 'Do not open it with Python’s pickle either, unless you know who made it. Ask for the pictures as files.',
  });

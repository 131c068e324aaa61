import { Failure } from '@shared/lib/failure';
import { corruptAt } from '../packs/packFault';
import type { PackWindow } from '../packs/packWindow';
import { OPERATIONS } from './operations';
import { PickleMachine } from './pickleMachine';
import type { PickleValue } from './pickleValue';
import { refusedPickle } from './pickleFailure';

/** Of the largest verification file that is known, with room: 12,000 pairs take about 100,000. */
const MAX_STEPS = 20_000_000;
const STOP = 0x2e;

/**
 * Reads the data of a pickle without running anything of it. A closed set of operations is known: numbers, texts, bytes, lists, tuples and
 * the memo; of all names that a pickle can call, only Python's own turning of text into bytes. Everything else is refused where it stands.
 * Source: CPython, Lib/pickletools.py.
 * @throws Failure invalid-input naming operation or name and byte, where it is more than data; corrupt-data, where it is cut or damaged
 */
export async function readPickle(file: PackWindow): Promise<PickleValue> {
  const machine = new PickleMachine(file);
  const { path, sizeBytes } = file;
  const cursor = { offset: 0 };
  const [first] = sizeBytes === 0 ? [] : await file.read(0, 1);
  if (first !== 0x80) {
    throw new Failure({
      code: 'invalid-input',
      message: 'This is no pickle of protocol 2 or later.',
      place: path,
      remedy: 'Check that the download is the file itself and not a page about it.',
    });
  }
  for (let step = 0; step < MAX_STEPS; step++) {
    const at = cursor.offset;
    if (at >= sizeBytes) throw corruptAt(path, at, 'The pickle ends before it is complete.');
    const [code = 0] = await file.read(at, 1);
    cursor.offset = at + 1;
    if (code === STOP) return machine.result(at);
    const operation = OPERATIONS[code];
    if (operation === undefined)
      throw refusedPickle(
        path,
        at,
        `uses the operation 0x${code.toString(16).padStart(2, '0')}, which data does not need`,
      );
    await operation(machine, cursor, at);
  }
  throw corruptAt(path, cursor.offset, `The pickle takes more than ${MAX_STEPS} steps.`);
}

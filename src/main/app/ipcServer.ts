import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { contract } from '@shared/contract';
import type { Contract } from '@shared/contract';
import type { AnyContract, CallContext, Handlers } from '@shared/contract/define';
import { channelOf, PROCEDURE_NAMES } from '@shared/contract/names';
import type { ProcedureName } from '@shared/contract/names';
import type { Reply } from '@shared/contract/reply';
import { Failure, toFailureDetail } from '@shared/lib/failure';
import { isOwnOrigin } from './addresses';

/** The one door between window and main, and the only user of ipcMain: every call is checked, parsed, answered as data. */
export function serveProcedures(
  ipc: Pick<IpcMain, 'handle'>,
  handlers: Handlers<Contract>,
  log: (line: string, thrown: unknown) => void,
): void {
  for (const name of PROCEDURE_NAMES) {
    ipc.handle(channelOf(name), async (event, raw: unknown): Promise<Reply> => {
      try {
        return { ok: true, value: await call(name, event, raw, handlers) };
      } catch (thrown) {
        const error = toFailureDetail(thrown);
        // A stack stays here; the window gets a sentence, a place and a remedy.
        if (error.code === 'internal') log(`${name} failed`, thrown);
        return { ok: false, error };
      }
    });
  }
}

type AnyHandler = (input: unknown, context: CallContext) => Promise<unknown>;

async function call(
  name: ProcedureName,
  event: IpcMainInvokeEvent,
  raw: unknown,
  handlers: Handlers<Contract>,
): Promise<unknown> {
  if (!isTrusted(event)) {
    throw new Failure({ code: 'invalid-input', message: 'Refused: this call does not come from the window itself.' });
  }
  const { input, output } = (contract satisfies AnyContract)[name];
  const parsed = input.safeParse(raw);
  if (!parsed.success) {
    throw new Failure({
      code: 'invalid-input',
      message: `The request was not understood: ${z.prettifyError(parsed.error)}`,
      place: name,
    });
  }
  // The input was parsed by the schema of this very name; the type of a pair looked up by a variable cannot say so.
  const handler = handlers[name] as AnyHandler;
  const value = await handler(parsed.data, {
    signal: {
      get aborted() {
        return event.sender.isDestroyed();
      },
    },
  });
  const checked = output.safeParse(value);
  if (checked.success) return checked.data;
  throw new Failure({
    code: 'internal',
    message: `The answer of ${name} does not keep to the contract: ${z.prettifyError(checked.error)}`,
  });
}

/** Our origin, and the top frame: a frame inside the page is not the window, whatever it shows. */
function isTrusted(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOwnOrigin(frame.url);
}

import { contract } from '@shared/contract/index';
import type { Contract } from '@shared/contract/index';
import type { Bridge } from '@shared/contract/bridge';
import type { Input, Output } from '@shared/contract/define';
import type { ProcedureName } from '@shared/contract/names';
import { Reply } from '@shared/contract/reply';
import { Failure } from '@shared/lib/failure';

/** The only way from the window to the program: a procedure's name and its input, typed by the contract. */
export interface OutisClient {
  /**
   * @returns the output as its schema parsed it.
   * @throws Failure with the program's own code, message, place and remedy; `internal` when the answer breaks the contract.
   */
  call<K extends ProcedureName>(name: K, input: Input<Contract, K>): Promise<Output<Contract, K>>;
}

export function createClient(bridge: Bridge): OutisClient {
  return {
    async call<K extends ProcedureName>(name: K, input: Input<Contract, K>): Promise<Output<Contract, K>> {
      const reply = Reply.safeParse(await bridge.call[name](input));
      if (!reply.success) throw brokenContract(name, reply.error.message);
      if (!reply.data.ok) throw new Failure(reply.data.error);
      const output = contract[name].output.safeParse(reply.data.value);
      if (!output.success) throw brokenContract(name, output.error.message);
      // The schema of `name` made this value; TypeScript cannot carry K through the lookup.
      return output.data as Output<Contract, K>;
    },
  };
}

const brokenContract = (name: ProcedureName, detail: string): Failure =>
  new Failure({
    code: 'internal',
    message: 'The program gave an answer that the window does not understand.',
    place: `${name}: ${detail.slice(0, 400)}`,
    remedy: 'Restart Outis. If it happens again, report it with the text above.',
  });

import { alarmTexts } from '@shared/domain/consents/alarms';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { SetId } from '@shared/domain/ids';
import type { Cli } from './cli';
import type { Session } from './session';

/** Says what is to be seen to about the consents of sets before they are used; nothing here stops the work. */
export async function noteConsents(cli: Cli, session: Session, sets: readonly SetId[]): Promise<void> {
  for (const set of await session.call('set.list', undefined)) {
    const { id, name, consentAlarms } = set;
    if (!isOfRealPeople(set) || !sets.includes(id)) continue;
    const { clockFault } = await session.call('consent.standing', { setId: id });
    if (clockFault !== null) cli.output.note(`note: ${clockFault}`);
    for (const alarm of alarmTexts(consentAlarms ?? {})) cli.output.note(`note: “${name}”: ${alarm}.`);
  }
}

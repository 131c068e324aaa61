import { Anchor, List } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ConsentStanding } from '@shared/contract/consentViews';
import { alarmTexts, CONSENT_ALARMS, type ConsentAlarm } from '@shared/domain/consents/alarms';
import { Notice } from '../../ui/Notice';
import { formatAmount } from '../../ui/format';

/** What is to be seen to, on top of the page; each line shows the subjects that it is about. */
export function AlarmsPanel(props: {
  readonly standing: ConsentStanding;
  readonly onShow: (alarm: ConsentAlarm) => void;
}): ReactNode {
  const { alarms, clockFault, faults, hiddenSamples } = props.standing;
  const present = CONSENT_ALARMS.filter((alarm) => (alarms[alarm] ?? 0) > 0);
  const isUrgent = present.some((alarm) => !alarm.endsWith('-soon'));
  return (
    <>
      {faults.length > 0 && (
        <Notice tone="bad" title="The register cannot be relied on" testId="register-faults">
          {faults.join(' ')}
        </Notice>
      )}
      {clockFault !== null && (
        <Notice tone="bad" title="The clock of this computer is not believed" testId="clock-fault">
          {clockFault}
        </Notice>
      )}
      {(present.length > 0 || hiddenSamples > 0) && (
        <Notice tone={isUrgent ? 'bad' : 'caution'} title="To be seen to" testId="consent-alarms">
          <List size="sm" spacing={2}>
            {present.map((alarm) => (
              <List.Item key={alarm}>
                <Anchor component="button" type="button" size="sm" onClick={() => props.onShow(alarm)}>
                  {alarmTexts({ [alarm]: alarms[alarm] })[0]}
                </Anchor>
              </List.Item>
            ))}
            {hiddenSamples > 0 && (
              <List.Item>
                {formatAmount(hiddenSamples, 'picture is', 'pictures are')} not shown: their people have not agreed to
                it, or their agreement no longer holds
              </List.Item>
            )}
          </List>
        </Notice>
      )}
    </>
  );
}

import { Badge, Checkbox, Text, UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { SubjectView } from '@shared/contract/consentViews';
import { CONSENT_PURPOSES, type ConsentStatus } from '@shared/domain/consent';
import { formatCount } from '../../ui/format';
import { PURPOSE_WORD, STATUS_WORD } from '../../ui/words';
import { ALARM_WORD, BIOMETRIC_WORD } from './words';
import classes from './Consent.module.css';

const statusColour = (status: ConsentStatus): string =>
  status === 'given' ? 'green' : status === 'unknown' ? 'gray' : 'red';

/** One subject at a glance; its name opens the record. */
export const SubjectRow = memo(function SubjectRow(props: {
  readonly view: SubjectView;
  readonly usedIn: string;
  readonly isTicked: boolean;
  readonly isOpen: boolean;
  readonly onTick: (subjects: readonly string[], isOn: boolean) => void;
  readonly onOpen: (subject: string) => void;
}): ReactNode {
  const { view, usedIn, isTicked, isOpen, onTick, onOpen } = props;
  const { subject, status, alarms } = view;
  const isUrgent = alarms.some((alarm) => !alarm.endsWith('-soon'));
  return (
    <div role="row" aria-label={subject} className={classes.row} data-open={isOpen}>
      <span role="cell">
        <Checkbox
          size="xs"
          aria-label={`Choose ${subject}`}
          checked={isTicked}
          onChange={(event) => onTick([subject], event.currentTarget.checked)}
        />
      </span>
      <span role="cell" className={classes.subject}>
        <UnstyledButton className={classes.name} title={subject} onClick={() => onOpen(subject)}>
          {subject}
        </UnstyledButton>
        {alarms.length > 0 && (
          <Text size="xs" lh={1.2} truncate style={{ color: isUrgent ? 'var(--o-exclude)' : 'var(--o-real)' }}>
            {alarms.map((alarm) => ALARM_WORD[alarm]).join(', ')}
          </Text>
        )}
      </span>
      <span role="cell" className="tabular">
        {formatCount(view.sampleCount)}
      </span>
      <span role="cell">
        <Badge size="sm" tt="none" variant="light" color={statusColour(status)}>
          {STATUS_WORD[status]}
        </Badge>
      </span>
      <span role="cell" className={classes.purposes}>
        {CONSENT_PURPOSES.map((purpose) => {
          const isAllowed = view.allowedToday.includes(purpose);
          return (
            <Text
              key={purpose}
              component="span"
              size="xs"
              td={isAllowed ? 'none' : 'line-through'}
              style={{ color: isAllowed ? 'var(--o-text)' : 'var(--o-soft)' }}
              aria-label={`${PURPOSE_WORD[purpose]} ${isAllowed ? 'allowed' : 'not allowed'}`}
            >
              {PURPOSE_WORD[purpose]}
            </Text>
          );
        })}
      </span>
      <span role="cell">{BIOMETRIC_WORD(view.biometric)}</span>
      <span role="cell" className="tabular">
        {view.expiresOn ?? '–'}
      </span>
      <span role="cell" className="tabular">
        {view.retainUntil ?? '–'}
      </span>
      <span role="cell" className={classes.cell} title={view.notice?.version}>
        {view.notice?.version ?? '–'}
      </span>
      <span role="cell" className={classes.cell} title={view.evidence?.file ?? view.document ?? undefined}>
        {view.evidence !== null ? 'file' : view.document ? 'named' : '–'}
      </span>
      <span role="cell" className={classes.cell} title={view.channel ?? undefined}>
        {view.channel ?? '–'}
      </span>
      <span role="cell" className={classes.cell} title={usedIn}>
        {usedIn || '–'}
      </span>
    </div>
  );
});

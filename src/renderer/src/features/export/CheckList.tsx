import { Anchor, List, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ExportCheck } from '@shared/contract/exportViews';
import type { ExportPlan } from '@shared/contract/views';
import type { Route } from '../../client/route';
import { useNavigate } from '../../client/useRoute';
import { formatBytes, formatDuration } from '../../ui/format';

const ICONS = {
  stop: <IconX size={16} color="var(--o-exclude)" aria-label="Stops the export" />,
  note: <IconAlertTriangle size={16} color="var(--o-real)" aria-label="Note" />,
  ok: <IconCheck size={16} color="var(--o-keep)" aria-label="Done" />,
};

/** Where a check is mended or looked at, and in which words the way there is offered. */
function linkOf({ what, state, setId, runId }: ExportCheck): { readonly to: Route; readonly word: string } | null {
  switch (what) {
    case 'review':
      return setId === null || state === 'ok' ? null : { to: { page: 'gallery', setId }, word: 'look through' };
    case 'sign-off':
      return { to: { page: 'reviews', setId }, word: state === 'ok' ? 'reviews' : 'sign off' };
    case 'privacy':
      return { to: { page: 'reports', runId }, word: runId === null ? 'reports' : 'read it' };
    case 'consent':
      return { to: { page: 'consent', setId }, word: 'consents' };
    case 'key':
      return state === 'ok' ? null : { to: { page: 'settings' }, word: 'settings' };
    case 'marks':
    case 'space':
    case 'time':
      return null;
  }
}

/** Everything to be read before an export: what stops it, what to think of, and what is in order. */
export function CheckList(props: { readonly plan: ExportPlan }): ReactNode {
  const { checks, problems, durationMs, sizeBytes, freeBytes } = props.plan;
  const navigate = useNavigate();
  const room = freeBytes === null ? '' : ` of ${formatBytes(freeBytes)} free`;
  const time = durationMs === null ? 'time not measured yet' : `about ${formatDuration(durationMs)}`;
  return (
    <List size="sm" spacing={4} center={false} listStyleType="none" data-testid="export-checks">
      {[...problems]
        .sort((a, b) => Number(b.blocking) - Number(a.blocking))
        .map(({ text, remedy, blocking }) => (
          <List.Item key={text} icon={blocking ? ICONS.stop : ICONS.note}>
            {text}
            <Text size="xs" c="dimmed">
              {remedy}
            </Text>
          </List.Item>
        ))}
      {checks
        .filter(({ what }) => what !== 'space')
        .map((check) => {
          const link = linkOf(check);
          return (
            <List.Item key={`${check.what} ${check.text}`} icon={ICONS[check.state]}>
              {check.text}
              {link !== null && (
                <>
                  {' '}
                  <Anchor component="button" type="button" size="sm" onClick={() => navigate(link.to)}>
                    {link.word}
                  </Anchor>
                </>
              )}
            </List.Item>
          );
        })}
      <List.Item icon={ICONS.ok}>
        <span className="tabular">
          {formatBytes(sizeBytes)}
          {room}, {time}
        </span>
      </List.Item>
    </List>
  );
}

import { Drawer, Loader, Stack } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { ConsentPreview, ConsentUses } from '@shared/contract/consentViews';
import type { SetSummary } from '@shared/contract/views';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { useQuery } from '../../client/useQuery';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Notice } from '../../ui/Notice';
import { Panel } from '../../ui/Panel';
import { formatAmount } from '../../ui/format';
import { AlarmsPanel } from './AlarmsPanel';
import { BulkEdit } from './BulkEdit';
import { ConsentCounts } from './ConsentCounts';
import { ConsentToolbar } from './ConsentToolbar';
import { filteredSubjects, NO_FILTER } from './consentRows';
import { ImportPreview } from './ImportPreview';
import { RecordInspector } from './RecordInspector';
import { SubjectTable } from './SubjectTable';
import { WithdrawWizard } from './withdraw/WithdrawWizard';
import classes from './Consent.module.css';

const DRAWER_PX = 440;

/** The register of one set: what is to be seen to, the table, and beside it the record that is open. */
export function ConsentWorkspace(props: { readonly set: SetSummary }): ReactNode {
  const { set } = props;
  const setId = set.id;
  const { client } = useOutis();
  const subjects = useQuery('consent.list', { setId });
  const standing = useQuery('consent.standing', { setId });
  const uses = useQuery('consent.uses', { setId });
  const library = useQuery('library.current', undefined);
  const [filter, setFilter] = useState(NO_FILTER);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<string | null>(null);
  const [isBulk, setBulk] = useState(false);
  // Kept here: the record is drawn anew when its withdrawal is written, and the certificate must stay.
  const [withdrawing, setWithdrawing] = useState<string | null>(null);
  const [preview, setPreview] = useState<ConsentPreview | null>(null);
  const all = useMemo(() => subjects.data ?? [], [subjects.data]);
  const shown = useMemo(() => filteredSubjects(all, filter), [all, filter]);
  const usedIn = useMemo(() => (uses.data === undefined ? NOT_USED : usesInWords(uses.data)), [uses.data]);
  const isReadOnly = typeof library.data?.readOnlyReason === 'string';
  const opened = open === null ? undefined : all.find(({ subject }) => subject === open);

  const choose = useAction(async () => {
    const extensions = ['csv', 'tsv', 'json', 'txt'];
    const consentFile = await client.call('dialog.pickFile', { title: 'Consent file (CSV or JSON)', extensions });
    if (consentFile !== null) setPreview(await client.call('consent.preview', { setId, consentFile }));
  });
  const onTick = useCallback((names: readonly string[], isOn: boolean): void => {
    setTicked((now) => {
      const next = new Set(now);
      for (const name of names) {
        if (isOn) next.add(name);
        else next.delete(name);
      }
      return next;
    });
  }, []);
  const onOpen = useCallback((subject: string): void => {
    setBulk(false);
    setOpen(subject);
  }, []);
  const close = (): void => {
    setOpen(null);
    setBulk(false);
  };
  const error = subjects.error ?? standing.error ?? choose.error;
  if (subjects.data === undefined && subjects.error === undefined) return <Loader size="sm" aria-label="Loading" />;
  return (
    <Stack>
      {error !== undefined && <ErrorPanel error={error} onClose={choose.clear} />}
      {standing.data !== undefined && (
        <AlarmsPanel standing={standing.data} onShow={(alarm) => setFilter({ ...NO_FILTER, alarm })} />
      )}
      {all.length > 0 && all.every(({ status }) => status === 'unknown') && (
        <Notice tone="caution" title="No consent is known for this set">
          Until a consent file or an entry here says otherwise, nothing of it may be shown, trained on, evaluated with
          or exported.
        </Notice>
      )}
      {preview !== null && <ImportPreview setId={setId} preview={preview} onClose={() => setPreview(null)} />}
      <Panel>
        <ConsentCounts
          setId={setId}
          subjects={all}
          isReading={choose.isRunning}
          isReadOnly={isReadOnly}
          onRead={choose.run}
        />
        <ConsentToolbar
          filter={filter}
          shown={shown.length}
          ticked={ticked.size}
          isReadOnly={isReadOnly}
          onFilter={setFilter}
          onBulk={() => {
            setOpen(null);
            setBulk(true);
          }}
          onUntick={() => setTicked(new Set())}
        />
        <SubjectTable
          subjects={shown}
          usedIn={usedIn.short}
          ticked={ticked}
          open={open}
          onTick={onTick}
          onOpen={onOpen}
        />
      </Panel>
      <Drawer
        opened={opened !== undefined || isBulk}
        onClose={close}
        position="right"
        size={DRAWER_PX}
        withOverlay={false}
        lockScroll={false}
        trapFocus={false}
        closeOnClickOutside={false}
        classNames={{ content: classes.drawer ?? '' }}
        styles={{ title: { fontWeight: 600 } }}
        title={isBulk ? formatAmount(ticked.size, 'subject', 'subjects') : opened?.subject}
      >
        {isBulk ? (
          <BulkEdit setId={setId} subjects={[...ticked]} isReadOnly={isReadOnly} onDone={close} />
        ) : (
          opened !== undefined && (
            <RecordInspector
              key={JSON.stringify(opened)}
              setId={setId}
              view={opened}
              uses={usedIn.long.get(opened.subject) ?? []}
              isReadOnly={isReadOnly}
              onWithdraw={() => setWithdrawing(opened.subject)}
            />
          )
        )}
      </Drawer>
      {withdrawing !== null && (
        <WithdrawWizard setId={setId} subject={withdrawing} onClose={() => setWithdrawing(null)} />
      )}
    </Stack>
  );
}

interface UsedIn {
  readonly short: ReadonlyMap<string, string>;
  readonly long: ReadonlyMap<string, readonly string[]>;
}

const NOT_USED: UsedIn = { short: new Map(), long: new Map() };

/** Names of exports and models by subject: counted for the table, listed for the inspector. */
function usesInWords({ exports, models, subjects }: ConsentUses): UsedIn {
  const short = new Map<string, string>();
  const long = new Map<string, readonly string[]>();
  for (const used of subjects) {
    const counts = [
      ...(used.exports.length === 0 ? [] : [formatAmount(used.exports.length, 'export', 'exports')]),
      ...(used.models.length === 0 ? [] : [formatAmount(used.models.length, 'model', 'models')]),
    ];
    short.set(used.subject, counts.join(', '));
    long.set(used.subject, [
      ...used.exports.map((at) => `export ${exports[at]?.name ?? ''}`),
      ...used.models.map((at) => `model ${models[at]?.name ?? ''}`),
    ]);
  }
  return { short, long };
}

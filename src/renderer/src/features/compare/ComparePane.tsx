import { ActionIcon, Center, Group, Loader, Select, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import { sampleUrl } from '@shared/contract/addresses';
import type { SetSummary } from '@shared/contract/views';
import { SetId } from '@shared/domain/ids';
import type { SampleTable } from '../../client/samples/sampleTable';
import { useCuration } from '../../client/useCuration';
import { useCurationSettings } from '../../client/useCurationSettings';
import { useReviewer } from '../../client/useReviewer';
import { DecisionButtons } from '../../ui/DecisionButtons';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { FaceImage } from '../../ui/FaceImage';
import { OriginMark } from '../../ui/OriginMark';
import type { Pane } from './usePane';
import { pannedBy, transformOf, zoomedAt } from './viewport';
import type { Viewport } from './viewport';
import classes from './Compare.module.css';

const MAX_LISTED = 200;

export function ComparePane(props: {
  readonly label: string;
  readonly sets: readonly SetSummary[];
  readonly pane: Pane;
  readonly view: Viewport;
  readonly onView: (view: Viewport) => void;
  readonly onSet: (setId: SetId) => void;
}): ReactNode {
  const { label, sets, pane, view, onView, onSet } = props;
  const { table, set, identity, sample } = pane;
  const [search, setSearch] = useState('');
  const choices = useMemo(
    () => choicesOf(pane.identities, table, identity, search),
    [pane.identities, table, identity, search],
  );
  return (
    <section
      className={classes.pane}
      data-kind={set.declaredSynthetic === null ? set.kind : 'declared'}
      aria-label={`${label}: ${set.name}`}
      data-testid={`pane-${label.toLowerCase()}`}
    >
      <Group gap={6} className={classes.paneHead} wrap="nowrap">
        <Select
          aria-label={`${label} set`}
          size="xs"
          w={170}
          allowDeselect={false}
          data={sets.map(({ id, name }) => ({ value: id, label: name }))}
          value={set.id}
          onChange={(value) => {
            const setId = SetId.safeParse(value).data;
            if (setId !== undefined) onSet(setId);
          }}
        />
        <OriginMark origin={set.kind} declared={set.declaredSynthetic} size="sm" />
        <Group gap={0} ml="auto" wrap="nowrap">
          <ActionIcon aria-label={`${label}: identity before`} onClick={() => pane.step('identity', -1)}>
            <IconChevronLeft size={17} />
          </ActionIcon>
          {table !== null && (
            <Select
              aria-label={`${label} identity`}
              size="xs"
              w={120}
              searchable
              allowDeselect={false}
              limit={MAX_LISTED}
              searchValue={search}
              onSearchChange={setSearch}
              data={choices}
              value={identity === null ? null : String(identity)}
              onChange={(value) => value !== null && pane.chooseIdentity(Number(value))}
            />
          )}
          <ActionIcon aria-label={`${label}: next identity`} onClick={() => pane.step('identity', 1)}>
            <IconChevronRight size={17} />
          </ActionIcon>
        </Group>
      </Group>
      {pane.error !== undefined && <ErrorPanel error={pane.error} />}
      {table === null && pane.error === undefined && (
        <Center h={200}>
          <Loader size="sm" aria-label="Loading the samples" />
        </Center>
      )}
      {sample !== null && (
        <>
          <ZoomedFace src={sampleUrl(set.id, sample)} alt={`${label}: sample ${sample}`} view={view} onView={onView} />
          <Decision pane={pane} />
          <div className={classes.samples} role="group" aria-label={`${label} samples`}>
            {pane.samples.slice(0, MAX_LISTED).map((id) => (
              <button
                type="button"
                key={id}
                className={classes.sample}
                aria-label={`Sample ${id}`}
                aria-current={id === sample}
                onClick={() => pane.chooseSample(id)}
              >
                <FaceImage src={sampleUrl(set.id, id)} alt="" />
              </button>
            ))}
          </div>
        </>
      )}
    </section>
  );
}

/** Options for the identity field: those that match what was typed, at most `MAX_LISTED`, and always the chosen one. */
function choicesOf(
  identities: readonly number[],
  table: SampleTable | null,
  chosen: number | null,
  search: string,
): { readonly value: string; readonly label: string }[] {
  if (table === null) return [];
  const wanted = search.trim().toLowerCase();
  const isUnchanged = chosen !== null && wanted === table.identityName(chosen).toLowerCase();
  const found: number[] = chosen === null ? [] : [chosen];
  for (const index of identities) {
    if (found.length >= MAX_LISTED) break;
    if (index !== chosen && (isUnchanged || table.identityName(index).toLowerCase().includes(wanted)))
      found.push(index);
  }
  return found.sort((a, b) => a - b).map((index) => ({ value: String(index), label: table.identityName(index) }));
}

function Decision(props: { readonly pane: Pane }): ReactNode {
  const { set, sample } = props.pane;
  const [store, curation] = useCuration(set.id);
  const who = useReviewer();
  const { reasons } = useCurationSettings();
  if (sample === null) return null;
  return (
    <Group justify="space-between" gap="xs" className={classes.decision}>
      <Text size="xs" c="dimmed" className="tabular">
        {sample}
      </Text>
      <DecisionButtons
        decision={store.standingOf(sample).decision}
        reasons={reasons}
        isDisabled={!curation.isLoaded || curation.readOnlyReason !== null}
        onDecide={(decision, reason) => store.decide([sample], decision, reason, who)}
      />
    </Group>
  );
}

/** A square that shows part of a face; wheel and drag move both panes at once. */
function ZoomedFace(props: {
  readonly src: string;
  readonly alt: string;
  readonly view: Viewport;
  readonly onView: (view: Viewport) => void;
}): ReactNode {
  const { src, alt, view, onView } = props;
  const frame = useRef<HTMLDivElement>(null);
  const latest = useRef({ view, onView });
  latest.current = { view, onView };

  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const at = { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
      latest.current.onView(zoomedAt(latest.current.view, Math.exp(-event.deltaY / 400), at));
    };
    // React listens passively, which could not keep the page from scrolling.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);

  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    onView(pannedBy(view, { x: event.movementX / box.width, y: event.movementY / box.height }));
  };
  return (
    <div className={classes.stage}>
      <div
        ref={frame}
        className={classes.face}
        data-zoomed={view.zoom > 1}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      >
        <FaceImage
          src={src}
          alt={alt}
          pixelated={view.zoom > 4}
          style={{ transform: transformOf(view), transformOrigin: '0 0', objectFit: 'contain' }}
        />
      </div>
    </div>
  );
}

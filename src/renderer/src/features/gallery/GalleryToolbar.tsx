import { ActionIcon, Button, Group, SegmentedControl, Select, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsSort,
  IconFilter,
  IconInfoCircle,
  IconPackageExport,
  IconPhotoScan,
  IconPresentation,
  IconSortAscending,
  IconSortDescending,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { memo, useRef } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { SetId } from '@shared/domain/ids';
import { useNavigate } from '../../client/useRoute';
import { usePreferences, useSetPreference } from '../../db/usePreferences';
import { OriginMark } from '../../ui/OriginMark';
import { SignOffMark } from '../../ui/SignOffMark';
import { shortLabel, shownColumns } from '../../ui/columns';
import { ViewOptions } from './ViewOptions';
import { sortedBy } from './sortedBy';
import type { Gallery } from './useGallery';
import classes from './Gallery.module.css';

const BY_IDENTITY = ' identity';
/** Why a synthetic set has no pictures that its samples were cut from. */
export const NO_ORIGINALS = 'Synthetic samples are drawn, not cut from a picture: the crop is all there is.';
type LayoutName = 'identity' | 'flat' | 'sheet';

/** What acts on the view as a whole. Drawn again only when something in it changes: its lists are the dearest part of the page. */
export const GalleryToolbar = memo(function GalleryToolbar(props: {
  readonly set: SetSummary;
  readonly sets: readonly SetSummary[];
  readonly gallery: Gallery;
  readonly zoom: number;
  readonly onZoom: (step: 1 | -1) => void;
  readonly onReview: () => void;
  readonly showsOriginals: boolean;
  readonly onOriginals: () => void;
}): ReactNode {
  const { set, sets, gallery, zoom, onZoom, onReview } = props;
  const { query, setQuery, curation } = gallery;
  const navigate = useNavigate();
  const preferences = usePreferences();
  const setPreference = useSetPreference();
  const layout: LayoutName = !query.isGrouped ? 'flat' : preferences.galleryIsSheet ? 'sheet' : 'identity';
  const choose = (value: string): void => {
    if (value !== 'flat') setPreference('galleryIsSheet', value === 'sheet');
    if ((value !== 'flat') !== query.isGrouped) setQuery({ ...query, isGrouped: value !== 'flat' });
  };
  // A choice made lets the field go: the next key judges a face and does not search the list.
  const setField = useRef<HTMLInputElement>(null);
  const sortField = useRef<HTMLInputElement>(null);
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Gallery">
      <Select
        aria-label="Set"
        size="xs"
        w={170}
        searchable
        allowDeselect={false}
        data={sets.map(({ id, name }) => ({ value: id, label: name }))}
        value={set.id}
        ref={setField}
        onChange={(value) => {
          setField.current?.blur();
          navigate({ page: 'gallery', setId: SetId.safeParse(value).data ?? null });
        }}
      />
      <OriginMark origin={set.kind} declared={set.declaredSynthetic} />
      {set.signOff !== undefined && <SignOffMark state={set.signOff} isIconOnly />}
      <SegmentedControl
        aria-label="Layout"
        value={layout}
        data={[
          { value: 'identity', label: 'Identities' },
          { value: 'flat', label: 'Flat' },
          { value: 'sheet', label: 'Sheet' },
        ]}
        onChange={choose}
      />
      <Group gap={2} wrap="nowrap">
        <Select
          aria-label="Sort by"
          size="xs"
          w={172}
          searchable
          allowDeselect={false}
          leftSection={<IconArrowsSort size={14} />}
          data={[
            { value: BY_IDENTITY, label: 'Identity, sample' },
            ...shownColumns(gallery.columns).map(({ name }) => ({
              value: name,
              label: shortLabel(name),
            })),
          ]}
          value={query.sortBy ?? BY_IDENTITY}
          ref={sortField}
          onChange={(value) => {
            sortField.current?.blur();
            setQuery(sortedBy(query, value === BY_IDENTITY ? null : value));
          }}
        />
        <Tool
          label={query.isDescending ? 'Sort rising' : 'Sort falling'}
          icon={query.isDescending ? IconSortDescending : IconSortAscending}
          onClick={() => setQuery({ ...query, isDescending: !query.isDescending })}
        />
        <ViewOptions gallery={gallery} />
      </Group>
      <Group gap={2} wrap="nowrap">
        <Tool label="Smaller faces" icon={IconZoomOut} isDisabled={zoom <= 0} onClick={() => onZoom(-1)} />
        <Tool label="Larger faces" icon={IconZoomIn} isDisabled={zoom >= 4} onClick={() => onZoom(1)} />
        <Tool
          label={set.kind === 'real' ? 'Whole originals instead of crops (O)' : NO_ORIGINALS}
          icon={IconPhotoScan}
          isDisabled={set.kind !== 'real'}
          isPressed={props.showsOriginals}
          onClick={props.onOriginals}
        />
      </Group>
      <Group gap={2} wrap="nowrap">
        <Tool label="Undo" icon={IconArrowBackUp} isDisabled={!curation.canUndo} onClick={gallery.undo} />
        <Tool label="Redo" icon={IconArrowForwardUp} isDisabled={!curation.canRedo} onClick={gallery.redo} />
      </Group>
      <Group gap={6} ml="auto" wrap="nowrap">
        <Tool
          label="Filters"
          icon={IconFilter}
          isPressed={preferences.showFilters}
          onClick={() => setPreference('showFilters', !preferences.showFilters)}
        />
        <Tool
          label="Inspector"
          icon={IconInfoCircle}
          isPressed={preferences.showInspector}
          onClick={() => setPreference('showInspector', !preferences.showInspector)}
        />
        <Button size="xs" variant="default" leftSection={<IconPresentation size={15} />} onClick={onReview}>
          Review
        </Button>
        <Button
          size="xs"
          leftSection={<IconPackageExport size={15} />}
          onClick={() =>
            navigate({
              page: 'export',
              syn: set.kind === 'syn' ? set.id : null,
              real: set.kind === 'real' ? set.id : null,
            })
          }
        >
          Export…
        </Button>
      </Group>
    </div>
  );
});

function Tool(props: {
  readonly label: string;
  readonly icon: Icon;
  readonly onClick: () => void;
  readonly isDisabled?: boolean;
  readonly isPressed?: boolean;
}): ReactNode {
  const { label, icon: ToolIcon, onClick, isDisabled = false, isPressed } = props;
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        disabled={isDisabled}
        onClick={onClick}
        {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed, variant: isPressed ? 'light' : 'subtle' })}
      >
        <ToolIcon size={17} />
      </ActionIcon>
    </Tooltip>
  );
}

import { Button, Checkbox, Collapse, Select, Stack, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { FORMAT_WORDS } from '@shared/domain/exchangeRecipes';
import { EXPORT_FORMATS, ExportFormat, ExportNaming } from '@shared/domain/exportFormat';
import { draftFault } from './exportDraft';
import type { ExportDraft, ExportKind } from './exportDraft';
import { PartVersion } from './PartVersion';

const NAMINGS: readonly { readonly value: ExportNaming; readonly label: string }[] = [
  { value: 'auto', label: 'soft labels where mixed' },
  { value: 'lfw', label: 'as in LFW' },
  { value: 'synface', label: 'as in SynFace' },
];

/** What most exports leave as it is: format, names, version, marks. */
export function MoreChoices(props: {
  readonly kind: ExportKind;
  readonly draft: ExportDraft;
  /** The computed one. */
  readonly name: string | undefined;
  readonly syn: SetSummary | undefined;
  readonly real: SetSummary | undefined;
  readonly onChange: (draft: ExportDraft) => void;
}): ReactNode {
  const { kind, draft, onChange } = props;
  const [isOpen, setOpen] = useState(false);
  const { exchange, unmarkedReason } = draft;
  const allowFewer = (isList: boolean): boolean => isList || draft.allowFewer;
  return (
    <div>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-expanded={isOpen}
        leftSection={isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        onClick={() => setOpen(!isOpen)}
      >
        More
      </Button>
      <Collapse expanded={isOpen}>
        <Stack gap={8} pt={6}>
          <TextInput
            label="Name"
            placeholder={props.name ?? 'computed'}
            value={draft.name}
            maxLength={80}
            onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
          />
          <Select
            label="Format"
            allowDeselect={false}
            data={EXPORT_FORMATS.map((format) => ({ value: format, label: FORMAT_WORDS[format].title }))}
            value={exchange.format}
            onChange={(value) => {
              const format = ExportFormat.safeParse(value).data ?? exchange.format;
              onChange({ ...draft, exchange: { ...exchange, format } });
            }}
          />
          <Select
            label="Names of synthetic files"
            allowDeselect={false}
            data={NAMINGS.map(({ value, label }) => ({ value, label }))}
            value={exchange.naming}
            onChange={(value) => {
              const naming = ExportNaming.safeParse(value).data ?? exchange.naming;
              onChange({ ...draft, exchange: { ...exchange, naming } });
            }}
          />
          {kind !== 'real' && (
            <PartVersion
              label="synthetic"
              set={props.syn}
              part={draft.syn}
              onChange={(syn, isList) => onChange({ ...draft, syn, allowFewer: allowFewer(isList) })}
            />
          )}
          {kind !== 'syn' && (
            <PartVersion
              label="real"
              set={props.real}
              part={draft.real}
              onChange={(real, isList) => onChange({ ...draft, real, allowFewer: allowFewer(isList) })}
            />
          )}
          <Checkbox
            size="xs"
            label="Take identities with fewer samples too"
            checked={draft.allowFewer}
            onChange={(event) => onChange({ ...draft, allowFewer: event.currentTarget.checked })}
          />
          <Checkbox
            size="xs"
            label="Add the pairs with their images as verification.bin"
            checked={exchange.verificationBin}
            onChange={(event) =>
              onChange({ ...draft, exchange: { ...exchange, verificationBin: event.currentTarget.checked } })
            }
          />
          <Checkbox
            size="xs"
            label="Mark each image with where it comes from"
            checked={unmarkedReason === null}
            onChange={(event) => onChange({ ...draft, unmarkedReason: event.currentTarget.checked ? null : '' })}
          />
          {unmarkedReason !== null && (
            <TextInput
              size="xs"
              label="Why without a mark? Stands in the log and in the papers"
              value={unmarkedReason}
              maxLength={500}
              error={draftFault(draft)}
              onChange={(event) => onChange({ ...draft, unmarkedReason: event.currentTarget.value })}
            />
          )}
        </Stack>
      </Collapse>
    </div>
  );
}

import { ActionIcon, Autocomplete, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { parseRule, rowsOfRule, ruleText } from '@shared/domain/curationRule';
import type { SavedRule } from '@shared/domain/curationSettings';
import { keysOfRows } from '../../../client/curationRows';
import type { CurationStore } from '../../../client/curationStore';
import type { SampleTable } from '../../../client/samples/sampleTable';
import { useAction } from '../../../client/useAction';
import { useCurationSettings } from '../../../client/useCurationSettings';
import { ErrorPanel } from '../../../ui/ErrorPanel';
import { BulkPreview } from './BulkPreview';
import type { BulkPlan } from './bulkPlan';

/** “Score below x”: a rule is typed or taken from the library, previewed over the whole set, and only then acts. */
export function RulePanel(props: {
  readonly table: SampleTable;
  readonly set: SetSummary;
  readonly store: CurationStore;
  readonly onDone: () => void;
}): ReactNode {
  const { table, set, store, onDone } = props;
  const { settings, save } = useCurationSettings();
  const [text, setText] = useState('');
  const [isListOpen, setListOpen] = useState(false);
  const [plan, setPlan] = useState<BulkPlan | null>(null);
  const preview = useAction(async (from: string) => {
    setPlan(null);
    const rule = parseRule(from);
    const columns = new Map<string, Float32Array>();
    const known = new Set(table.columns().map(({ name }) => name));
    for (const { column } of rule.clauses) if (known.has(column)) columns.set(column, await table.values(column));
    const keys = keysOfRows(
      table,
      rowsOfRule(rule, table.rowCount, (name) => columns.get(name)),
    );
    const said = ruleText(rule);
    setPlan({
      title: said,
      about: `Every sample of the set for which ${said}.`,
      keys,
      decision: 'exclude',
      reason: settings.rules.find((saved) => saved.text === from)?.reason ?? null,
      note: `rule: ${said}`,
    });
  });
  const keep = useAction((rules: readonly SavedRule[]) => save({ ...settings, rules: [...rules] }));
  const error = preview.error ?? keep.error;
  const names = namesFor(table, text);
  const isSaved = plan !== null && settings.rules.some((rule) => rule.text === plan.title);

  return (
    <Stack gap="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setListOpen(false);
          preview.run(text);
        }}
      >
        <Group gap="xs" align="flex-end">
          <Autocomplete
            label="Rule"
            description="A score, a comparison and a number; several joined by “and”."
            placeholder="image.sharpness < 30"
            style={{ flex: 1 }}
            value={text}
            data={names}
            // They are those that fit already.
            filter={({ options }) => options}
            limit={12}
            // A list without entries is not seen, but would take the Escape that is meant for the dialog.
            dropdownOpened={isListOpen && names.length > 0}
            onDropdownOpen={() => setListOpen(true)}
            onDropdownClose={() => setListOpen(false)}
            onChange={(value) => {
              setText(value);
              setPlan(null);
            }}
            data-autofocus
          />
          <Button type="submit" variant="default" loading={preview.isRunning}>
            Preview
          </Button>
        </Group>
      </form>
      {settings.rules.length > 0 && (
        <Group gap={6}>
          <Text size="sm" c="dimmed">
            Saved:
          </Text>
          {settings.rules.map((rule) => (
            <Badge
              key={rule.name}
              variant="default"
              tt="none"
              rightSection={
                <ActionIcon
                  size={14}
                  variant="transparent"
                  aria-label={`Forget the rule ${rule.name}`}
                  onClick={() => keep.run(settings.rules.filter((other) => other !== rule))}
                >
                  <IconX size={12} />
                </ActionIcon>
              }
            >
              <button
                type="button"
                style={{ all: 'unset', cursor: 'pointer' }}
                onClick={() => {
                  setText(rule.text);
                  preview.run(rule.text);
                }}
              >
                {rule.name}
              </button>
            </Badge>
          ))}
        </Group>
      )}
      {error !== undefined && <ErrorPanel error={error} />}
      {plan !== null && (
        <>
          {!isSaved && (
            <Group>
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() =>
                  keep.run([
                    ...settings.rules,
                    { name: plan.title.slice(0, 60), text: plan.title, reason: plan.reason },
                  ])
                }
              >
                Save this rule in the library
              </Button>
            </Group>
          )}
          <BulkPreview key={plan.title} plan={plan} set={set} store={store} onDone={onDone} />
        </>
      )}
    </Stack>
  );
}

/** Whole texts to go on with: what is typed, its last word completed to the name of a score. */
function namesFor(table: SampleTable, text: string): string[] {
  const [, before = '', word = ''] = /^(.*\band\s+|)(\S*)$/is.exec(text) ?? [];
  if (text !== before + word) return [];
  const names = table.columns().map(({ name }) => name);
  return names.filter((name) => name.toLowerCase().includes(word.toLowerCase())).map((name) => `${before}${name} `);
}

import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { GenerateRecipe } from '@shared/domain/generateRecipe';

/** The recipe as text, both ways: the form writes it, and a valid edit moves the form. */
export function RecipeJson(props: {
  readonly recipe: GenerateRecipe;
  readonly onChange: (recipe: GenerateRecipe) => void;
}): ReactNode {
  const { recipe, onChange } = props;
  const written = JSON.stringify(recipe, null, 2);
  const [draft, setDraft] = useState<{ readonly text: string; readonly problem: string | null } | null>(null);

  const edit = (text: string): void => {
    const parsed = parseRecipe(text);
    setDraft({ text, problem: parsed.problem });
    if (parsed.recipe !== null) onChange(parsed.recipe);
  };

  return (
    <>
      <Textarea
        label="Recipe"
        description="With the generator's fingerprint, it decides every byte of the set."
        value={draft?.text ?? written}
        error={draft?.problem ?? null}
        minRows={14}
        rows={18}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.75rem' } }}
        onChange={(event) => edit(event.currentTarget.value)}
        onBlur={() => draft?.problem === null && setDraft(null)}
      />
      {draft !== null && draft.problem !== null && (
        <Text size="xs" c="dimmed" mt={4}>
          The form keeps the last valid recipe.
        </Text>
      )}
    </>
  );
}

function parseRecipe(text: string): { readonly recipe: GenerateRecipe | null; readonly problem: string | null } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    return { recipe: null, problem: thrown instanceof Error ? thrown.message : 'This is not JSON.' };
  }
  const parsed = GenerateRecipe.safeParse(value);
  if (parsed.success) return { recipe: parsed.data, problem: null };
  const issue = parsed.error.issues[0];
  return {
    recipe: null,
    problem: issue === undefined ? 'Not a recipe.' : `${issue.path.join('.') || 'recipe'}: ${issue.message}`,
  };
}

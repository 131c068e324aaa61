import { Chip, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  EXCHANGE_NAMES,
  EXCHANGE_RECIPES,
  exchangeOf,
  FORMAT_WORDS,
  PLAIN_EXCHANGE,
} from '@shared/domain/exchangeRecipes';
import type { Exchange, ExchangeName } from '@shared/domain/exchangeRecipes';

const PLAIN = 'plain';

const isLike = (a: Exchange, b: Exchange): boolean =>
  a.format === b.format && a.naming === b.naming && a.verificationBin === b.verificationBin;

const chosenOf = (exchange: Exchange): ExchangeName | typeof PLAIN | null =>
  isLike(exchange, PLAIN_EXCHANGE)
    ? PLAIN
    : (EXCHANGE_NAMES.find((name) => isLike(exchange, exchangeOf(EXCHANGE_RECIPES[name]))) ?? null);

/** Who it is for; one click chooses format, names and what goes along. */
export function RecipientChooser(props: {
  readonly exchange: Exchange;
  readonly onChange: (exchange: Exchange) => void;
}): ReactNode {
  const { exchange, onChange } = props;
  const chosen = chosenOf(exchange);
  const recipe = EXCHANGE_NAMES.find((name) => name === chosen);
  const words =
    recipe === undefined
      ? `${FORMAT_WORDS[exchange.format].title}: read by ${FORMAT_WORDS[exchange.format].readBy}.`
      : EXCHANGE_RECIPES[recipe].readBy;
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        For
      </Text>
      <Chip.Group
        value={chosen ?? ''}
        onChange={(value) => {
          const name = EXCHANGE_NAMES.find((one) => one === value);
          onChange(name === undefined ? PLAIN_EXCHANGE : exchangeOf(EXCHANGE_RECIPES[name]));
        }}
      >
        <Group gap={6} role="group" aria-label="Made for">
          <Chip size="xs" value={PLAIN}>
            Any loader
          </Chip>
          {EXCHANGE_NAMES.map((name) => (
            <Chip key={name} size="xs" value={name}>
              {EXCHANGE_RECIPES[name].title}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Text size="xs" c="dimmed" mih={34}>
        {words}
      </Text>
    </Stack>
  );
}

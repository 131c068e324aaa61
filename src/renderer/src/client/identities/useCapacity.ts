import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { IdentityRule } from '@shared/graphics/identityWalk';
import type { CapacityAnswer, CapacityRequest } from './capacityProtocol';

const SETTLE_MS = 120;

/** What of a recipe decides who its identities are, but for the judge. */
export const identityRuleOf = ({
  seed,
  identities,
  options,
  balance,
  minimumDistance,
}: GenerateRecipe): IdentityRule => ({
  seed,
  identities,
  options,
  balance,
  minimumDistance: minimumDistance.shape,
});

/** About how many identities the recipe's distance allows, worked out in a worker of its own; null until that of this very recipe is known. */
export function useCapacity(recipe: GenerateRecipe): number | null {
  const worker = useRef<Worker | null>(null);
  const number = useRef(0);
  const asked = useRef('');
  const [known, setKnown] = useState<{ readonly key: string; readonly possible: number } | null>(null);
  const now = JSON.stringify(identityRuleOf(recipe));
  const [key] = useDebouncedValue(now, SETTLE_MS);

  useEffect(() => {
    const started = new Worker(new URL('./capacity.worker.ts', import.meta.url), { type: 'module' });
    worker.current = started;
    started.onmessage = ({ data }: MessageEvent<CapacityAnswer>) => {
      // The preview on the same page says what is wrong with the head model; here nothing is known then.
      if (data.number !== number.current) return;
      setKnown(data.type === 'failed' ? null : { key: asked.current, possible: data.possible });
    };
    started.onerror = (event) => {
      event.preventDefault();
      setKnown(null);
    };
    return () => {
      started.terminate();
      worker.current = null;
    };
  }, []);

  useEffect(() => {
    number.current++;
    asked.current = key;
    // The key was made of a rule just above.
    const request: CapacityRequest = { number: number.current, rule: JSON.parse(key) as IdentityRule };
    worker.current?.postMessage(request);
  }, [key]);

  return known?.key === now ? known.possible : null;
}

/** `1,234,567`: the same on every machine, whatever its language. */
export const countText = (value: number): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** `1 sample`, `2 samples`. */
export const amountText = (value: number, one: string, several: string): string =>
  `${countText(value)} ${value === 1 ? one : several}`;

export const percentText = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;

/** The day of an ISO instant. */
export const dayText = (instant: string): string => instant.slice(0, 10);

/** A paper for people, as blocks: what is written as Markdown and as PDF is the same text. All text is plain. */
export interface Paper {
  readonly title: string;
  /** One line below the title. */
  readonly subtitle: string;
  /** ISO instant; the only date in the files made of it. */
  readonly createdAt: string;
  readonly program: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Names and what they are, without a head line. */
  | { readonly kind: 'facts'; readonly rows: readonly Fact[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

export type Fact = readonly [name: string, value: string];

export const heading = (text: string, level: 2 | 3 = 2): Block => ({ kind: 'heading', level, text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const list = (items: readonly string[]): Block => ({ kind: 'list', items });
export const facts = (rows: readonly Fact[]): Block => ({ kind: 'facts', rows });
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  head,
  rows,
});

import type { Block, Paper } from '@shared/domain/papers/paper';

/** A paper as Markdown (GitHub's tables). Foreign text cannot become markup: what would be is escaped. */
export function paperMarkdown(paper: Paper): string {
  const head = [`# ${escape(paper.title)}`, `_${escape(paper.subtitle)}_`];
  return `${[...head, ...paper.blocks.map(blockText)].join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escape(block.text)}`;
    case 'paragraph':
      return escape(block.text);
    case 'list':
      return block.items.map((item) => `- ${escape(item)}`).join('\n');
    case 'facts':
      return tableText(['', ''], block.rows);
    case 'table':
      return tableText(block.head, block.rows);
  }
}

function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escape).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

/** Line ends become spaces, so that no text can begin a block of its own. */
const escape = (text: string): string =>
  text
    .replace(/[\r\n\u2028\u2029]+/g, ' ')
    .replace(/[\\`*_[\]<>|#~]/g, '\\$&')
    .replace(/^(\d+)([.)]\s)/, '$1\\$2')
    .replace(/^([-+]\s)/, '\\$1');

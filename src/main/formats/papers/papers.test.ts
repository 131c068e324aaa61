import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { dataCard } from '@shared/domain/papers/dataCard';
import { madeUpFacts } from '@shared/domain/papers/facts.testing';
import { facts, heading, list, type Paper, paragraph, table } from '@shared/domain/papers/paper';
import { paperMarkdown } from './paperMarkdown';
import { type PaperFonts, readPaperFonts } from './paperFonts';
import { paperPdf } from './paperPdf';

const paperOf = (blocks: Paper['blocks']): Paper => ({
  title: 'A card',
  subtitle: 'of something',
  createdAt: '2026-11-22T12:00:00.000Z',
  program: 'Outis 0.1.0',
  blocks,
});

/** Text of a PDF, by the character map of each font; enough for one whose fonts are embedded by pdfkit. */
function pdfText(pdf: Uint8Array): string {
  const raw = Buffer.from(pdf).toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = '']) => body);
  // One map for both fonts is wrong where they differ: texts are looked for with each.
  const maps = streams.filter((text) => text.includes('beginbfrange')).map(characterMap);
  const pages = streams.filter((text) => text.includes(' Tf'));
  return maps
    .map((map) =>
      pages
        .map((page) =>
          [...page.matchAll(/\[([^\]]*)\] TJ/g)]
            .map(([, shown = '']) =>
              [...shown.matchAll(/<([0-9a-f]+)>/g)]
                .map(([, hex = '']) =>
                  (hex.match(/.{4}/g) ?? []).map((code) => map.get(parseInt(code, 16)) ?? '').join(''),
                )
                .join(''),
            )
            .join('\n'),
        )
        .join('\n'),
    )
    .join('\n');
}

function characterMap(cmap: string): Map<number, string> {
  const map = new Map<number, string>();
  for (const [, from = '', list = ''] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi))
    [...list.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, hex = ''], i) =>
      map.set(parseInt(from, 16) + i, Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le')),
    );
  return map;
}

describe('Markdown', () => {
  it('is what it is', () => {
    const paper = paperOf([
      heading('(a) First'),
      paragraph('Plain.'),
      list(['one', 'two']),
      facts([['Name', 'value']]),
      table(['Group', 'Count'], [['women', '3']]),
      heading('Deeper', 3),
    ]);
    expect(paperMarkdown(paper)).toBe(`# A card

_of something_

## (a) First

Plain.

- one
- two

|  |  |
| --- | --- |
| Name | value |

| Group | Count |
| --- | --- |
| women | 3 |

### Deeper
`);
  });

  it('gives foreign text no way out of its cell', () => {
    const text = paperMarkdown(paperOf([table(['a'], [['x | y\n# z <script> *b* [l](u)']])]));
    expect(text).toContain('| x \\| y \\# z \\<script\\> \\*b\\* \\[l\\](u) |');
  });
});

describe('PDF', () => {
  let fonts: PaperFonts;
  beforeAll(async () => {
    fonts = await readPaperFonts();
  });

  it('is the same for an equal paper, and another for another', async () => {
    const card = dataCard(madeUpFacts());
    const hash = async (paper: Paper): Promise<string> =>
      createHash('sha256')
        .update(await paperPdf(paper, fonts))
        .digest('hex');
    expect(await hash(card)).toBe(await hash(card));
    expect(await hash({ ...card, title: 'Another' })).not.toBe(await hash(card));
    // Compressed streams would be others with another version of Node.
    expect(Buffer.from(await paperPdf(card, fonts)).toString('latin1')).not.toContain('FlateDecode');
  });

  it('has numbered pages of A4 and the text of the paper, whatever its letters', async () => {
    const pdf = await paperPdf(dataCard(madeUpFacts()), fonts);
    const raw = Buffer.from(pdf).toString('latin1');
    expect(raw.startsWith('%PDF-')).toBe(true);
    const pages = raw.match(/\/Type \/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(2);
    expect(raw).toContain('[0 0 595.28 841.89]');
    expect(raw).not.toContain('Helvetica');
    const text = pdfText(pdf);
    expect(text).toContain(`1 of ${pages}`);
    expect(text).toContain('(h) Gaps and shortcomings');
    expect(text).toContain('Signed off by Ada at revision 7');
    expect(text).toContain('Ενημέρωση');
  });

  it('repeats the head of a table on every page and cuts no row', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => [
      `row ${i}`,
      'some words that are long enough to be broken '.repeat(4),
    ]);
    const pdf = await paperPdf(paperOf([table(['Name', 'Words'], rows)]), fonts);
    const pages =
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/Type \/Page\b/g)?.length ?? 0;
    const text = pdfText(pdf);
    expect(pages).toBeGreaterThan(3);
    expect(text.match(/^Words$/gm)?.length).toBe(pages);
    for (const i of [0, 60, 119]) expect(text).toContain(`row ${i}`);
  });

  it('bears a row that is higher than a page', async () => {
    const pdf = await paperPdf(paperOf([table(['Words'], [['word '.repeat(6000)]])]), fonts);
    expect(
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/Type \/Page\b/g)?.length,
    ).toBeGreaterThan(1);
  });
});

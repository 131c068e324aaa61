import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { type PairsFile, parsePairsFile } from './pairsFile';
import { PairIndex, resolvePairs } from './resolvePairs';
import { formatLfwPairs } from './writePairs';

const parse = (text: string): PairsFile => parsePairsFile(Buffer.from(text), 'pairs.txt');
function refusal(text: string): Failure {
  try {
    parse(text);
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown;
    throw thrown;
  }
  throw new Error('expected a failure');
}
const numbered = (subject: string, number: number) => ({ kind: 'numbered', subject, number }) as const;
const path = (text: string) => ({ kind: 'path', path: text }) as const;

describe('parsePairsFile', () => {
  it('reads LFW with its header: folds in runs of twice the count', () => {
    const file = parse('2\t1\nAnn_Lee\t1\t2\nAnn_Lee\t1\tBob\t3\nCid\t4\t5\nBob\t1\tCid\t2\n');
    expect(file.foldCount).toBe(2);
    expect(file.foldsFrom).toBe('header');
    expect(file.pairs).toEqual([
      { left: numbered('Ann_Lee', 1), right: numbered('Ann_Lee', 2), genuine: true, fold: 0, line: 2 },
      { left: numbered('Ann_Lee', 1), right: numbered('Bob', 3), genuine: false, fold: 0, line: 3 },
      { left: numbered('Cid', 4), right: numbered('Cid', 5), genuine: true, fold: 1, line: 4 },
      { left: numbered('Bob', 1), right: numbered('Cid', 2), genuine: false, fold: 1, line: 5 },
    ]);
  });

  it('reads spaces, CRLF, empty lines, comments, and the header of one number', () => {
    const file = parse('# made by hand\r\n\r\n1\r\nAnn  1   2\r\nAnn 1 Bob 2\r\n');
    expect([file.pairs.length, file.foldCount, file.foldsFrom]).toEqual([2, 1, 'header']);
    expect(file.pairs[0]?.line).toBe(4);
  });

  it('reads names with spaces where tabs separate', () => {
    expect(parse('Ann Lee\t1\t2\n').pairs[0]?.left).toEqual(numbered('Ann Lee', 1));
  });

  it('reads pairs of paths and assumes ten folds, or one', () => {
    const lines = Array.from({ length: 20 }, (_unused, i) => `./a\\${i}.png b/${i}.png ${i % 2}`).join('\n');
    const file = parse(lines);
    expect([file.foldCount, file.foldsFrom]).toEqual([10, 'assumed']);
    expect(file.pairs[3]).toEqual({ left: path('a/3.png'), right: path('b/3.png'), genuine: true, fold: 1, line: 4 });
    expect(parse('a/1.png b/1.png 0').foldCount).toBe(1);
  });

  it.each([
    ['empty', '\n# nothing\n', 'pairs.txt:3', /no pair/],
    ['with too few lines', '2 1\nA 1 2\nA 1 B 1\n', 'pairs.txt:4', /promises 4 pairs.*holds 2/],
    ['with kinds in the wrong fold', '2 1\nA 1 2\nA 2 3\nA 1 B 1\nB 1 C 1\n', 'pairs.txt:2', /Fold 1 has 2 genuine/],
    ['with a header of zero', '0 300\nA 1 2\n', 'pairs.txt:1', /0 folds/],
    ['with a header too large', '99999 99999\nA 1 2\n', 'pairs.txt:1', /folds/],
    ['with an impostor pair of one person', 'A 1 A 2\n', 'pairs.txt:1', /same person/],
    ['with odd columns', 'A 1 2\nA 1\n', 'pairs.txt:2', /2 columns/],
    ['with another label', 'a/1.png b/2.png yes', 'pairs.txt:1', /third column/],
    ['that climbs out', 'a/1.png ../../etc/passwd.png 1', 'pairs.txt:1', /leads out/],
    ['with an absolute path', 'a/1.png /etc/x.png 1', 'pairs.txt:1', /leads out/],
    ['with a drive', 'a/1.png C:\\x.png 1', 'pairs.txt:1', /leads out/],
    ['whose names are paths', '../up 1 2', 'pairs.txt:1', /not the name/],
  ])('refuses a file %s, naming the line', (_name, text, place, message) => {
    const failure = refusal(text);
    expect([failure.code, failure.place]).toEqual(['invalid-input', place]);
    expect(failure.message).toMatch(message);
    expect(failure.remedy).toBeTruthy();
  });

  it('any text gives pairs or a Failure', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(
            fc.oneof(fc.nat(400).map(String), fc.string({ maxLength: 8 }), fc.constantFrom('..', 'a/b.png', '#')),
            { maxLength: 5 },
          ),
          { maxLength: 6 },
        ),
        (rows) => {
          try {
            const { pairs, foldCount } = parse(rows.map((row) => row.join(' ')).join('\n'));
            for (const pair of pairs) expect(pair.fold).toBeLessThan(foldCount);
          } catch (thrown) {
            if (!(thrown instanceof Failure)) throw thrown;
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('resolvePairs', () => {
  const index = new PairIndex([
    'Ann/Ann_0001.jpg',
    'Ann/Ann_0002.png',
    's1/1.pgm',
    's1/10.pgm',
    'deep/x/7.webp',
    'Rene\u0301/Rene\u0301_0001.jpg',
  ]);

  it('finds LFW names, ORL numbers, paths, other extensions and other code points', () => {
    expect(index.find(numbered('Ann', 2))).toBe('Ann/Ann_0002.png');
    expect(index.find(numbered('s1', 10))).toBe('s1/10.pgm');
    expect(index.find(path('deep/x/7.webp'))).toBe('deep/x/7.webp');
    expect(index.find(path('deep/x/7.jpg'))).toBe('deep/x/7.webp');
    expect(index.find(numbered('Ren\u00e9', 1))).toBe('Rene\u0301/Rene\u0301_0001.jpg');
    expect(index.find(numbered('s1', 2))).toBeUndefined();
  });

  it('lists each missing image once with its first line and leaves its pairs out', () => {
    const { pairs } = parse('Ann 1 2\nAnn 1 9\nAnn 9 s1 1\nno/1.jpg s1/1.pgm 0\n');
    const { resolved, missing } = resolvePairs(pairs, index);
    expect(resolved).toEqual([
      { left: 'Ann/Ann_0001.jpg', right: 'Ann/Ann_0002.png', genuine: true, fold: 0, line: 1 },
    ]);
    expect(missing).toEqual([
      { line: 2, wanted: 'Ann/Ann_0009' },
      { line: 4, wanted: 'no/1.jpg' },
    ]);
  });
});

describe('formatLfwPairs', () => {
  const fold = {
    genuine: [{ subject: 'Ann Lee', first: 1, second: 2 }],
    impostor: [{ firstSubject: 'Ann Lee', first: 3, secondSubject: 'Bob', second: 1 }],
  };

  it('writes what the parser reads back', () => {
    const text = formatLfwPairs([fold, fold]);
    expect(text).toBe('2\t1\nAnn Lee\t1\t2\nAnn Lee\t3\tBob\t1\nAnn Lee\t1\t2\nAnn Lee\t3\tBob\t1\n');
    expect(parse(text)).toMatchObject({ foldCount: 2, foldsFrom: 'header' });
  });

  it('refuses what the format cannot say', () => {
    expect(() => formatLfwPairs([])).toThrow(RangeError);
    expect(() => formatLfwPairs([fold, { ...fold, impostor: [] }])).toThrow(RangeError);
    expect(() => formatLfwPairs([{ ...fold, genuine: [{ subject: 'a\tb', first: 1, second: 2 }] }])).toThrow(
      RangeError,
    );
    expect(() => formatLfwPairs([{ ...fold, genuine: [{ subject: 'a', first: 0, second: 2 }] }])).toThrow(RangeError);
  });
});

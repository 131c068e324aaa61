import { describe, expect, it } from 'vitest';
import { certificateOf } from '@shared/domain/certificate.testing';
import { certificatePage } from './certificatePage';

describe('page of a certificate', () => {
  it('is the same for the same certificate and has all that matters', () => {
    const page = certificatePage(certificateOf());
    expect(page).toBe(certificatePage(certificateOf()));
    for (const text of ['Proven: Syn_4_5', '1'.repeat(64), '2'.repeat(64), 'f'.repeat(64), 'b'.repeat(64), 'seed 7'])
      expect(page).toContain(text);
    expect(page).toContain('&quot;seed&quot;: 9');
  });

  it('runs nothing and fetches nothing, whatever the export calls itself', () => {
    const name = '<script>alert(1)</script><img src=x onerror="alert(1)">';
    const { export: handedOut, check } = certificateOf();
    const page = certificatePage(
      certificateOf({
        export: { ...handedOut, name },
        check: { ...check, different: [{ path: "'><script>", reason: '<b>' }] },
      }),
    );
    expect(page).not.toMatch(/<script|<img|<b>/);
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).not.toMatch(/(src|href)\s*=\s*["']/);
  });
});

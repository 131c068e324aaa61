/** A clock may be this far behind the last entry without a word: time servers correct by seconds, sleeping machines by a minute or two. */
export const CLOCK_TOLERANCE_MS = 10 * 60_000;

/** The moment for which consent is asked, and what is wrong with the clock. */
export interface ConsentMoment {
  /** ISO instant: the clock's, or that of the newest entry where the clock is behind it. */
  readonly at: string;
  /** Why the clock is not believed, or null. */
  readonly fault: string | null;
}

/**
 * "Today" for consent. A clock that was set back would bring ended consents to life again, so time never runs behind what the
 * library's own logs have seen.
 * @param clockIso what the system's clock says
 * @param newestIso instant of the newest entry in the register or the audit log; null when both are empty
 */
export function consentMoment(clockIso: string, newestIso: string | null): ConsentMoment {
  // UTC instants of equal width compare as text; logs may carry fewer decimals, so they are compared as numbers.
  const behindMs = newestIso === null ? 0 : Date.parse(newestIso) - Date.parse(clockIso);
  if (newestIso === null || !(behindMs > 0)) return { at: clockIso, fault: null };
  if (behindMs <= CLOCK_TOLERANCE_MS) return { at: newestIso, fault: null };
  return {
    at: newestIso,
    fault:
      `The clock of this computer says ${minuteOf(clockIso)}, but the library was last written on ${minuteOf(newestIso)} (UTC). ` +
      'Consents are judged by the later day. Set the clock right.',
  };
}

const minuteOf = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;

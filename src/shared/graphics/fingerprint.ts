/** Raised with every change that changes a pixel: a set is only continued, and an export only proven, by an equal version. */
export const GRAPHICS_VERSION = '1';

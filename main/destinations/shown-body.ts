/** A record keeps much less, in UTF-16 units: what a body has beyond so many is never turned into text. */
export const shownLength = 256 * 1024;

const longest = 80;

/** Something that was read, for a message: in quotes, control characters escaped, cut when long. */
export function quote(text: string, most = longest): string {
  const cut = cutText(text, most);
  return `${escapeControls(JSON.stringify(cut))}${cut.length < text.length ? '…' : ''}`;
}

/** A series for a message: as it is, but control characters escaped and cut when long. */
export function showSeries(key: string): string {
  const cut = cutText(key, longest);
  return `${escapeControls(cut)}${cut.length < key.length ? '…' : ''}`;
}

function cutText(text: string, most: number): string {
  // Not in the middle of a surrogate pair.
  return text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}

/** What was read may come from elsewhere: it must not steer the terminal that shows the message. */
function escapeControls(text: string): string {
  return text.replace(/\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Half a surrogate pair: a string can hold one, UTF-8 cannot. */
export function hasLoneSurrogate(text: string): boolean {
  return /\p{Cs}/u.test(text);
}

/** Addresses of web pages in what somebody has written. */

export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  /** `text` as it was written, `url` as the browser understands it. */
  | { readonly kind: 'link'; readonly text: string; readonly url: URL };

/** Joined, the parts are the text again. */
export function partsOf(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const found of text.matchAll(/https?:\/\/[^\s<>"`]+/gi)) {
    const written = withoutPunctuation(found[0]);
    const url = pageAt(written);
    if (!url) continue;
    if (found.index > end) parts.push({ kind: 'text', text: text.slice(end, found.index) });
    parts.push({ kind: 'link', text: written, url });
    end = found.index + written.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

/** What a sentence adds at the end; a bracket belongs to the address when it was opened in it. */
function withoutPunctuation(written: string): string {
  const trimmed = written.replace(/[.,;:!?'’”“»…]+$/u, '');
  const unopened = trimmed.endsWith(')') && !trimmed.includes('(');
  return unopened || trimmed !== written
    ? unopened
      ? withoutPunctuation(trimmed.slice(0, -1))
      : trimmed
    : trimmed;
}

/** `https://bank.example@elsewhere.example` leads elsewhere and looks as if it did not: no link. */
function pageAt(written: string): URL | undefined {
  const url = URL.parse(written);
  return url && url.username === '' && url.password === '' && url.hostname !== '' ? url : undefined;
}

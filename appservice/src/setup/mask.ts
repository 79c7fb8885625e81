/** Hides what names a person or opens a door in the last words of a process, before they reach a terminal or a log. */

const masks: readonly (readonly [RegExp, string])[] = [
  [/\b(?:syt|mat|mct|ct|or)_[A-Za-z0-9_-]{8,}/g, '<token>'],
  [/[@#!+][A-Za-z0-9._=/+-]{1,200}:[A-Za-z0-9.:-]+/g, '<id>'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b(?!\.\d)/g, '<address>'],
  [/\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b/gi, '<address>'],
  [/(?=[A-Za-z_+/-]*\d)(?=[\d_+/-]*[A-Za-z])[A-Za-z0-9_+/-]{40,}={0,2}/g, '<secret>'],
  [/:\/\/([^:/\s@]+):[^@\s]+@/g, '://$1:<secret>@'],
];

export function mask(line: string): string {
  return masks.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line);
}

import { useMemo } from 'preact/hooks';
import { encode } from 'uqr';

/** A QR code of text or bytes as one path: dark on light whatever is around it, so that every camera reads it. */
export function QrCode({ text, label }: { text: string | Uint8Array; label: string }) {
  const { size, path } = useMemo(() => draw(text), [text]);
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** Level M with the quiet zone of four modules that the standard asks for. */
function draw(text: string | Uint8Array): { size: number; path: string } {
  const { size, data } = encode(typeof text === 'string' ? text : [...text], { ecc: 'M', border: 4 });
  const path = data
    .map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join(''))
    .join('');
  return { size, path };
}

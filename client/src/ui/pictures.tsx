/** Seven pictures with their names, in order, large enough to be read out on a telephone. */

import type { SasPicture } from '../crypto/sas.ts';
import { pictureText } from '../i18n/emoji.ts';

export function Pictures({ pictures }: { pictures: readonly SasPicture[] }) {
  return (
    <ol class="pictures" data-testid="pictures">
      {pictures.map(({ symbol, name }, index) => (
        <li key={index}>
          <span class="picture-place" aria-hidden="true">
            {index + 1}
          </span>
          <span class="picture" aria-hidden="true">
            {symbol}
          </span>
          <span>{pictureText(name)}</span>
        </li>
      ))}
    </ol>
  );
}

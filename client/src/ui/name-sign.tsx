import { logoPath } from '@sprechzimmer/protocol';
import { hasLogo } from './face.ts';

/** Whose practice this is, as on the plate beside a door. The logo says nothing that the name does not. */
export function NameSign({ name }: { name: string }) {
  return (
    <span class="name-sign">
      {hasLogo.value && <img class="name-sign-logo" src={logoPath} alt="" />}
      <span>{name}</span>
    </span>
  );
}

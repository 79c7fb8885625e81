/** One state of the desk. */

import type { ComponentChildren } from 'preact';
import { DeskApp } from '../src/ui/desk/desk-app.tsx';
import { type FakeDesk, fakeDesk } from './fake-desk.ts';

export const desk = (state: FakeDesk) => () => <DeskApp desk={fakeDesk(state)} />;

export function DeskScene({ state, children }: { state: FakeDesk; children: ComponentChildren }) {
  return (
    <>
      <DeskApp desk={fakeDesk(state)} />
      {children}
    </>
  );
}

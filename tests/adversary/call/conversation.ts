/** How the scenes of the call begin. */

import { randomId } from '../../../client/src/call/envelope.ts';
import { expectConversation, type Patient } from '../../e2e/people.ts';
import type { Desk, Scene } from '../stack/scene.ts';

export interface Talk {
  readonly desk: Desk;
  readonly patient: Patient;
  /** As they call themselves. */
  readonly name: string;
}

/** Nobody of an earlier scene is called the same. */
export function freshName(first: string): string {
  return `${first} ${randomId().slice(0, 6)}`;
}

/** A patient with a proven identity waits, connected with the desk; nothing is captured yet. */
export async function waitingTogether(scene: Scene, wish: Parameters<Scene['desk']>[0] = {}): Promise<Talk> {
  const desk = await scene.desk(wish);
  const name = freshName('Ada');
  const patient = await scene.patient(await desk.clinician.makeLink(`${name}, vormittags`));
  await patient.enterAndWait(name);
  await desk.clinician.expectConnected(name);
  return { desk, patient, name };
}

/** They see and hear each other. */
export async function inConversation(scene: Scene): Promise<Talk> {
  const talk = await waitingTogether(scene);
  await talk.desk.clinician.admit(talk.name);
  await expectConversation(talk.desk.clinician.page, talk.patient.page);
  return talk;
}

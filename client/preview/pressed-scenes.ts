/** Screens that stand behind a press: what is pressed, one after the other, on another scene. */

export interface PressedScene {
  readonly from: string;
  /** Test ids. */
  readonly press: readonly string[];
}

export const pressedScenes: Readonly<Record<string, PressedScene>> = {
  'patient-waiting-leave': { from: 'patient-waiting', press: ['leave'] },
  'patient-talk-chat': { from: 'patient-talk', press: ['chat-toggle'] },
  'patient-talk-attach': { from: 'patient-talk-files', press: ['chat-toggle'] },
  'patient-talk-more': { from: 'patient-talk', press: ['tools'] },
  'patient-talk-connection': { from: 'patient-talk', press: ['connection'] },
  'patient-talk-leave': { from: 'patient-talk', press: ['hang-up'] },
  'desk-invitation': { from: 'desk-empty', press: ['new-invitation'] },
  'desk-link': { from: 'desk-empty', press: ['new-invitation', 'make-link'] },
  'desk-waiting-decline': { from: 'desk-waiting', press: ['decline'] },
  'desk-talk-chat': { from: 'desk-talk', press: ['chat-toggle'] },
  'desk-talk-more': { from: 'desk-talk', press: ['tools'] },
  'desk-talk-connection': { from: 'desk-talk', press: ['connection'] },
  'desk-talk-waiting': { from: 'desk-talk', press: ['waiting-meanwhile'] },
  'desk-talk-lock': { from: 'desk-talk', press: ['lock'] },
  'desk-talk-alarm-decision': { from: 'desk-talk-alarm', press: ['alarm-look'] },
  'desk-talk-answers': { from: 'desk-answers-talk', press: ['answers-open'] },
  'desk-talk-end': { from: 'desk-talk', press: ['end-visit'] },
};

const framesToWait = 600;

/**
 * Presses them as soon as each is there.
 * @param isWanted false once another scene has been asked for
 * @throws Error when one of them does not come
 */
export async function pressAll(press: readonly string[], isWanted: () => boolean): Promise<void> {
  for (const testId of press) {
    const find = () => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
    for (let frames = 0; find() === null && frames < framesToWait && isWanted(); frames += 1) await frame();
    if (!isWanted()) return;
    const found = find();
    if (!found) throw new Error(`nothing here is called ${testId}`);
    found.click();
    await frame();
  }
}

function frame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

import { describe, expect, it } from 'vitest';
import { sceneTitle } from './scene-title.ts';
import { chaptersOf, pageOfScreens } from './screens-page.ts';

const scenes = [
  'practice',
  'patient-door',
  'patient-talk',
  'patient-door-own-face',
  'desk-talk',
  'desk-day',
  'odd',
];

describe('the page of all screens', () => {
  it('leaves no screen out and shows none twice', () => {
    const listed = chaptersOf(scenes).flatMap((chapter) => chapter.scenes);
    expect([...listed].sort()).toEqual([...scenes].sort());
  });

  it('names every screen beside its pictures, for whoever cannot see them or searches', () => {
    const chapters = chaptersOf(scenes).map((chapter) => ({
      ...chapter,
      sheets: [{ file: `${chapter.name}-1.webp`, scenes: chapter.scenes }],
    }));
    const titled = scenes.filter((scene) => scene !== 'odd');
    for (const scene of titled) expect(pageOfScreens(chapters)).toContain(sceneTitle(scene));
    expect(titled.map(sceneTitle)).not.toContain(undefined);
  });
});

describe('the title of a screen', () => {
  it('is in words that say where one is, and which browser is meant', () => {
    expect(sceneTitle('patient-switch-chrome-android')).toBe(
      'Where the permission switch is: Chrome on Android',
    );
    expect(sceneTitle('patient-waiting-low-battery')).toBe('The waiting room: low battery');
    expect(sceneTitle('desk-talk')).toBe('The conversation, the clinician');
  });

  it('is missing where nobody has given one, and is noticed to be', () => {
    expect(sceneTitle('desk-nobody-knows')).toBeUndefined();
    expect(sceneTitle('patient-doorbell')).toBeUndefined();
  });
});

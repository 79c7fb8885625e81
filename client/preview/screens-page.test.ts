import { describe, expect, it } from 'vitest';
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
    for (const scene of scenes) expect(pageOfScreens(chapters)).toContain(scene);
  });
});

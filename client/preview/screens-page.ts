/** How the page of all screens is divided, and what it says. */

import { sceneTitle } from './scene-title.ts';

export interface Chapter {
  /** Part of its files' names. */
  readonly name: string;
  readonly title: string;
  readonly scenes: readonly string[];
  readonly sheets?: readonly { readonly file: string; readonly scenes: readonly string[] }[];
}

/** Each state of a screen in exactly one chapter, in the order of the preview. */
export function chaptersOf(scenes: readonly string[]): readonly Chapter[] {
  const left = [...scenes];
  return parts
    .map(([name, title, belongs]) => ({
      name,
      title,
      scenes: left.filter(
        (scene) => belongs.test(scene) && parts.find(([, , first]) => first.test(scene))?.[0] === name,
      ),
    }))
    .filter((chapter) => chapter.scenes.length > 0);
}

/** Markdown, ends with a newline. */
export function pageOfScreens(chapters: readonly Chapter[]): string {
  const count = chapters.reduce((sum, chapter) => sum + chapter.scenes.length, 0);
  return `${[intro(count), ...chapters.map(section)].join('\n\n')}\n`;
}

const parts: readonly (readonly [name: string, title: string, belongs: RegExp])[] = [
  ['own-face', 'With a practice’s own colour and logo', /-own-face$/],
  ['patient-stop', 'The patient: where it does not go on', /^patient-(?:stop|halt|problem)/],
  ['patient-conversation', 'The patient: the conversation', /^patient-talk/],
  ['patient', 'The patient: from the door to the goodbye', /^patient/],
  ['desk-conversation', 'The desk: the conversation', /^desk-talk/],
  ['desk-check', 'The desk: another device of one’s own', /^desk-check/],
  ['desk-compare', 'The desk: comparing pictures with a patient', /^desk-compare/],
  ['desk', 'The desk', /^desk/],
  ['practice', 'The front page and what else there is', /./],
];

function titleOf(scene: string): string {
  return sceneTitle(scene) ?? scene;
}

function intro(count: number): string {
  return `# Every screen

<!-- Made by: npm run screens -->

All ${count} states of all screens: on a phone (390 by 844) in German and light, in English and dark; on a desktop (1280 by
800) in German and dark, in English and light. The pictures are taken from the preview, with made-up people; what you see is the code of this version. To see
one in its full size: \`npx vite client/preview\`. How screens are made and what holds for them:
[The screens](../topics/screens.md).`;
}

function section({ title, sheets = [] }: Chapter): string {
  const pictures = sheets.map(({ file, scenes }) => `![${scenes.map(titleOf).join('; ')}](${file})`);
  return [`## ${title}`, ...pictures].join('\n\n');
}

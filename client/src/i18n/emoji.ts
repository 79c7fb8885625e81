import type { PictureName } from '../crypto/sas-pictures.ts';
import { emojiDe } from './de/emoji.ts';
import { emojiEn } from './en/emoji.ts';
import { translator } from './translator.ts';

const tEmoji = translator({ de: emojiDe, en: emojiEn });

/** What a picture is called in the language in use. */
export function pictureText(name: PictureName): string {
  return tEmoji(name);
}

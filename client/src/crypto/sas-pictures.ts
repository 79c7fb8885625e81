/**
 * The sixty-four pictures of `m.sas.v1`, by the English names the crypto library gives them (client-server
 * specification, table *SAS method: emoji*). In the order of the specification.
 */

const pictureNames = [
  'dog',
  'cat',
  'lion',
  'horse',
  'unicorn',
  'pig',
  'elephant',
  'rabbit',
  'panda',
  'rooster',
  'penguin',
  'turtle',
  'fish',
  'octopus',
  'butterfly',
  'flower',
  'tree',
  'cactus',
  'mushroom',
  'globe',
  'moon',
  'cloud',
  'fire',
  'banana',
  'apple',
  'strawberry',
  'corn',
  'pizza',
  'cake',
  'heart',
  'smiley',
  'robot',
  'hat',
  'glasses',
  'spanner',
  'santa',
  'thumbs-up',
  'umbrella',
  'hourglass',
  'clock',
  'gift',
  'light-bulb',
  'book',
  'pencil',
  'paperclip',
  'scissors',
  'lock',
  'key',
  'hammer',
  'telephone',
  'flag',
  'train',
  'bicycle',
  'aeroplane',
  'rocket',
  'trophy',
  'ball',
  'guitar',
  'trumpet',
  'bell',
  'anchor',
  'headphones',
  'folder',
  'pin',
] as const;

export type PictureName = (typeof pictureNames)[number];

export const sasPictureNames: readonly PictureName[] = pictureNames;

/**
 * @param english as the crypto library writes it; some of its versions spell a name otherwise
 * @throws when there is no such picture: what cannot be named cannot be compared on a telephone
 */
export function pictureNamed(english: string): PictureName {
  const written = english.trim().toLowerCase().replaceAll(' ', '-');
  const name = pictureNames.find((known) => known === (spelledOtherwise[written] ?? written));
  if (!name) throw new Error('the crypto library shows a picture that has no name here');
  return name;
}

const spelledOtherwise: Readonly<Record<string, PictureName>> = { airplane: 'aeroplane', wrench: 'spanner' };

/** The own picture lives in a corner of the stage: pressed it goes to the next one, dragged to the nearest. */

export const corners = ['top-end', 'bottom-end', 'bottom-start', 'top-start'] as const;
export type Corner = (typeof corners)[number];

export function nextCorner(corner: Corner): Corner {
  return corners[(corners.indexOf(corner) + 1) % corners.length] ?? corner;
}

type Box = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;

/** @param isRightToLeft start and end are the other way round then */
export function nearestCorner(picture: Box, stage: Box, isRightToLeft: boolean): Corner {
  const isUpper = picture.top + picture.height / 2 < stage.top + stage.height / 2;
  const isLeft = picture.left + picture.width / 2 < stage.left + stage.width / 2;
  return `${isUpper ? 'top' : 'bottom'}-${isLeft === isRightToLeft ? 'end' : 'start'}`;
}

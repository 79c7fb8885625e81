import { useEffect, useMemo } from 'preact/hooks';
import type { ChatFiles } from '../../crypto/files-view.ts';
import { type DraftTray, draftTray } from './draft-tray.ts';

/** A tray for as long as the chat is on the screen; undefined where it carries no files. */
export function useDraftTray(files: ChatFiles | undefined): DraftTray | undefined {
  const tray = useMemo(
    () =>
      files &&
      draftTray({
        largestBytes: () => files.largestBytes.value,
        // Only who attaches something needs this.
        prepare: async (file) => (await import('../../files/prepare-file.ts')).prepareFile(file),
      }),
    [files],
  );
  useEffect(() => () => tray?.clear(), [tray]);
  // Files come in several ways; whichever it was, the limit should be known.
  const hasDrafts = (tray?.drafts.value.length ?? 0) > 0;
  useEffect(() => {
    if (hasDrafts) files?.learnLimit();
  }, [files, hasDrafts]);
  return tray;
}

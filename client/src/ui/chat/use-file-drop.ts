import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/**
 * Takes files that are let go of anywhere on the page. Without it a browser would open them in the place of the page,
 * and the visit would be gone.
 * @returns whether files are being held over the page
 */
export function useFileDrop(onFiles: (files: readonly File[]) => void): boolean {
  const isOver = useSignal(false);
  useEffect(() => {
    const hold = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      isOver.value = true;
    };
    const leave = (event: DragEvent) => {
      // Out of the window, and not just from one part of it to another.
      if (event.relatedTarget === null) isOver.value = false;
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      isOver.value = false;
      onFiles([...event.dataTransfer.files]);
    };
    document.addEventListener('dragover', hold);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', hold);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, [isOver, onFiles]);
  return isOver.value;
}

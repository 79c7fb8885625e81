/** What the screens asked of the fakes behind them, for tests that press buttons. */

declare global {
  interface Window {
    previewCalls: string[];
  }
}

window.previewCalls = [];

export function noteCall(name: string, ...details: readonly (string | number)[]): void {
  window.previewCalls.push([name, ...details].join(' '));
}

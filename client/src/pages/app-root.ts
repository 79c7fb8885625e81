/** Where a page draws itself. @throws when the HTML around it is not ours */
export function appRoot(): HTMLElement {
  const root = document.getElementById('app');
  if (!root) throw new Error('this page has no #app element');
  return root;
}

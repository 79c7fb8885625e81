/**
 * Runs after the page's own script, in whatever browser there is, and says so where that one could not begin: in a browser
 * too old to read it, and where a part of it did not arrive. Written for browsers of any age: no build touches it.
 */
// biome-ignore-all lint/suspicious/noVar: older browsers know nothing else
// biome-ignore-all lint/complexity/useArrowFunction: the same
// biome-ignore-all lint/complexity/useOptionalChain: the same
(function () {
  var app = document.getElementById('app');
  var words = document.getElementById('cannot-start');
  var again = document.getElementById('load-again');
  var isPassedOver = history.state && history.state.below;
  if (!app || !words || !again || app.firstChild || isPassedOver) return;
  again.onclick = function () {
    location.reload();
  };
  words.removeAttribute('hidden');
})();

'use strict';
// matrix-appservice-bridge imports this module but calls it only when encryption is switched on.
// There is nothing here on purpose (see docs/adr): no line in the appservice can decrypt.
module.exports = {};

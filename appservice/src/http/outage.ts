/** Is it broken, or just not there at the moment? The one answer asks for a developer, the other for patience. */

/** True when homeserver, steward or database could not be reached or were too busy: trying again is safe. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'TimeoutError') return true;
  if ('code' in error && typeof error.code === 'string' && outageCodes.has(error.code)) return true;
  return isOutage(error.cause);
}

const outageCodes = new Set([
  // Node, sockets and fetch
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_SOCKET',
  // SQLite
  'SQLITE_BUSY',
  // PostgreSQL: shutting down, starting up, too many connections, connection lost
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08003',
  '08006',
  // Matrix
  'M_LIMIT_EXCEEDED',
]);

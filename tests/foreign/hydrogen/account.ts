/** An account of the practice that has its keys, and how to open them. */
export interface Account {
  readonly homeserver: string;
  readonly user: string;
  readonly password: string;
  readonly recoveryKey: string;
}

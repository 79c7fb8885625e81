/** What is received of one kind, as far as it may be shown. */

export class ShownTracks {
  /** Always the same object, so that whoever plays it goes on playing. */
  readonly stream = new MediaStream();
  #receiving: readonly MediaStreamTrack[] = [];
  #allowed = false;

  receive(tracks: readonly MediaStreamTrack[]): void {
    this.#receiving = tracks;
    this.#exhibit();
  }

  allow(allowed: boolean): void {
    this.#allowed = allowed;
    this.#exhibit();
  }

  /** What may not be shown is not in the stream, and switched off besides. */
  #exhibit(): void {
    const shown = this.#allowed ? this.#receiving : [];
    for (const track of this.stream.getTracks()) if (!shown.includes(track)) this.stream.removeTrack(track);
    for (const track of this.#receiving) track.enabled = this.#allowed;
    for (const track of shown) this.stream.addTrack(track);
  }
}

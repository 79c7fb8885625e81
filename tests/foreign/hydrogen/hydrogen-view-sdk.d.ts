/** The part of Hydrogen's SDK that is used here, written from what it does: the package ships no usable types. */

declare module 'hydrogen-view-sdk' {
  interface Waited {
    readonly promise: Promise<unknown>;
  }

  export class Platform {
    constructor(options: {
      readonly container: HTMLElement;
      readonly assetPaths: {
        readonly downloadSandbox: string;
        readonly worker: string;
        readonly olm: { readonly wasm: string; readonly legacyBundle: string; readonly wasmBundle: string };
      };
      readonly config: object;
      readonly options: object;
    });
    readonly logger: { run<T>(label: string, work: (log: object) => Promise<T>): Promise<T> };
    readonly mediaDevices: { getMediaTracks(audio: boolean, video: boolean): Promise<MediaStream> };
    init(): Promise<void>;
  }

  export class FeatureSet {
    withFeature(flag: number): FeatureSet;
  }
  export const FeatureFlag: { readonly Calls: number; readonly CrossSigning: number };
  export const KeyType: { readonly RecoveryKey: number };
  export const LoadStatus: { readonly Ready: string; readonly Error: string; readonly LoginFailed: string };

  export class LocalMedia {
    withUserMedia(stream: MediaStream): LocalMedia;
    /** An in-band data channel of Hydrogen's own. */
    withDataChannel(options: RTCDataChannelInit): LocalMedia;
  }

  export interface CallMember {
    readonly userId: string;
    readonly isConnected: boolean;
    readonly remoteMedia: { readonly userMedia?: MediaStream } | undefined;
  }
  export interface GroupCall {
    readonly members: { values(): Iterable<CallMember> };
    join(media: LocalMedia): Promise<void>;
    leave(): Promise<void>;
  }
  export interface Session {
    readonly callHandler: { readonly calls: { get(conference: string): GroupCall | undefined } };
    readonly crossSigning: {
      get(): { signOwnDevice(log: object): Promise<unknown> } | undefined;
    };
    enableSecretStorage(type: number, credential: string): Promise<unknown>;
  }

  export class Client {
    constructor(platform: Platform, features: FeatureSet);
    readonly loadStatus: { get(): string; waitFor(isIt: (status: string) => boolean): Waited };
    readonly loadError: Error | null;
    readonly session: Session;
    queryLogin(homeserver: string): {
      readonly result: Promise<{ password(user: string, password: string): object }>;
    };
    startWithLogin(login: object): Promise<void>;
  }
}
